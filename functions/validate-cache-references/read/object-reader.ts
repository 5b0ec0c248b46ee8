import {
  type ObjectProvider,
  objectProviders,
  provider as rowOf,
  type ProviderName,
  providers,
} from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import { workloadKind } from "../../lib/kubernetes/mod.ts";
import type { DeclaredObject, LookAlike } from "./declared-object.ts";
import type { Resource } from "../model.ts";
import { readDeclaredObject } from "./read-declared-object.ts";
import { PROFILES, readProfile, type ReplacingProfile } from "./replacing-profile.ts";

/** Kinds of other projects that are called like a provider's: nothing is known about them here. */
const NAMESAKES: readonly RegExp[] = [/(^|\.)kubefledged\.io$/, /(^|\.)volcengine\.com$/];

/** Kinds whose objects become a Secret, with the field that names it where it is not the object's own name. */
const SECRETS: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ["/Secret", undefined],
  ["cci/Secret", undefined],
  ["bitnami.com/SealedSecret", undefined],
  ["external-secrets.io/ExternalSecret", ["spec", "target", "name"]],
]);

/** Kinds that may give images other names, by a list of that name. */
const RENAMING: ReadonlySet<string> = new Set([
  "kustomize.config.k8s.io/Kustomization",
  "kustomize.config.k8s.io/Component",
  "warmstart.dev/ReplaceImages",
  "warmstart.dev/ApplyCachePolicy",
  "bursting.cci.io/ExtensionProfile",
  "bursting.cci.io/ClusterExtensionProfile",
]);

/** What a package says about the objects that describe caches, and what is around them. */
export interface ObjectReader {
  add(item: Item): void;
  readonly objects: readonly DeclaredObject[];
  readonly lookAlikes: readonly LookAlike[];
  readonly profiles: readonly ReplacingProfile[];
  /** As `namespace/name`. */
  readonly secrets: ReadonlySet<string>;
  /** The workloads of the package, to be looked into again when there are objects at all. */
  readonly workloads: readonly Item[];
  /** Resources of other kinds that may name images which somebody runs. */
  readonly others: readonly Item[];
  /** Whether something in the package says that images get other names later. */
  readonly renamesImages: () => boolean;
}

/** Begins to read a package; `provider` narrows it to the objects of one. */
export function objectReader(provider: ProviderName | undefined, resourceOf: (item: Item) => Resource): ObjectReader {
  const own = provider === undefined ? providers() : [rowOf(provider)];
  const rows = own.filter((row): row is ObjectProvider => row.cacheObject !== null);
  const replaces = own.some(({ keys }) => keys.imageReplacement !== null);
  const kinds = new Set(rows.map(({ cacheObject }) => cacheObject.kind));
  const objects: DeclaredObject[] = [];
  const lookAlikes: LookAlike[] = [];
  const profiles: ReplacingProfile[] = [];
  const secrets = new Set<string>();
  const workloads: Item[] = [];
  const others: Item[] = [];
  let renaming = false;
  const add = (item: Item): void => {
    const { group, kind } = item;
    if (kinds.has(kind)) {
      const resource = resourceOf(item);
      const known = rows.find(({ cacheObject }) => cacheObject.group === group && cacheObject.kind === kind);
      if (known !== undefined) objects.push(readDeclaredObject(item, resource, known));
      const alike = lookAlike(item, known, rows);
      if (alike !== undefined) lookAlikes.push({ resource, row: alike, shape: alike.cacheObject });
    } else if (workloadKind(group, kind) !== undefined) workloads.push(item);
    else if (RENAMING.has(`${group}/${kind}`)) {
      renaming ||= /(?:^|[\s{,])["']?(?:images|replacements|imageReplacement)["']?\s*:/.test(item.text);
      const profile = replaces && PROFILES.has(`${group}/${kind}`) ? readProfile(item, resourceOf(item)) : undefined;
      if (profile !== undefined) profiles.push(profile);
    } else {
      if (mayNameImages(item)) others.push(item);
      addSecret(item, secrets);
    }
  };
  return { add, objects, lookAlikes, profiles, secrets, workloads, others, renamesImages: () => renaming };
}

/** Resources of operators, and what they are configured by; no definition of a kind, and no list of what caches hold. */
function mayNameImages({ group, kind, text }: Item): boolean {
  if (group === "") return kind === "ConfigMap";
  if (!group.includes(".") || group.endsWith(".k8s.io") || group === "warmstart.dev") return false;
  return text.includes("mage") && !objectProviders().some(({ cacheObject }) => cacheObject.kind === kind);
}

/** An object of a kind that is some provider's, under another group or version. */
function lookAlike(
  { apiVersion, group, kind }: Item,
  own: ObjectProvider | undefined,
  rows: readonly ObjectProvider[],
): ObjectProvider | undefined {
  if (NAMESAKES.some((pattern) => pattern.test(group))) return undefined;
  if (own === undefined) {
    // A policy for one provider sees the objects of the others too: they are known, and no concern of it.
    const foreign = objectProviders().some(
      ({ cacheObject }) => cacheObject.group === group && cacheObject.kind === kind,
    );
    return foreign ? undefined : rows.find(({ cacheObject }) => cacheObject.kind === kind);
  }
  const known = own.cacheObject.versions.some((version) => apiVersion === `${group}/${version}`);
  return known ? undefined : own;
}

function addSecret(item: Item, secrets: Set<string>): void {
  const type = `${item.group}/${item.kind}`;
  if (!SECRETS.has(type)) return;
  const field = SECRETS.get(type);
  const name = (field === undefined ? undefined : item.expanded.find(field)?.string) ?? item.name;
  secrets.add(`${item.namespace ?? ""}/${name}`);
}
