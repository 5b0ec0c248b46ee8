import type { CacheEntry } from "../../lib/cache/mod.ts";
import type { Declared, DeclaredObject, ObjectContext } from "../read/declared-object.ts";
import { canChange, quoted } from "../found.ts";
import type { DeclaredEntry, Found, InventorySource, Resource } from "../model.ts";
import { remember } from "../remember.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, imageCache } from "./examples.ts";

const exampleWeb = (): string => imageCache({ spec: "images:\n- nginx:1.27\nretentionDays: 30" });

export default defineRule({
  id: "IC313",
  name: "redundant-cache",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2"],
  documentation: () => ({
    what: "A cache whose images are all in another one of the same cloud, region, processor and operating system; or an object that describes a cache of which no workload of the package runs an image. An image that an argument, a variable, a ConfigMap or a custom resource names counts as run. Objects are looked at, and caches of inventories with `origin: manual`. Caches that are not usable are left out; a package without workloads, or where a kustomization or a policy gives images other names later, has no unused caches.",
    why: "Every cache costs storage as long as it exists, and a builder when it is made.",
    example: documents(
      imageCache({ name: "shop", spec: "images:\n- nginx:1.27\n- redis:7\nretentionDays: 30" }),
      exampleWeb(),
    ),
    instead: documents(imageCache({ name: "shop", spec: "images:\n- redis:7\nretentionDays: 30" }), exampleWeb()),
    ignore:
      "The smaller cache starts faster for the pods that need no more, or the workloads live in another repository.",
  }),
  checkDeclared: (declared, context) => {
    const idle = declared.objects.flatMap((each) => unused(each, context));
    // That nothing runs its images is reason enough.
    const told = new Set(idle.map(({ at }) => nameOf(at)));
    return [
      ...contained(declared, context).filter(({ at, path }) => path?.length !== 1 || !told.has(nameOf(at))),
      ...idle,
    ];
  },
});

function nameOf(resource: Resource | undefined): string {
  return resource === undefined
    ? ""
    : [resource.apiVersion, resource.kind, resource.namespace, resource.name].join("\n");
}

/** A cache that counts, with what it is compared by. */
interface Candidate {
  readonly cache: DeclaredEntry;
  readonly title: string;
  readonly keys: ReadonlySet<string>;
  readonly order: number;
}

function contained({ sources }: Declared, context: ObjectContext): readonly Found[] {
  const groups = new Map<string, Candidate[]>();
  for (const [order, [source, cache]] of candidates(sources).entries()) {
    const keys = new Set(cache.images.flatMap(({ image }) => image?.key ?? []));
    // One image that cannot be read could be the difference.
    if (keys.size === 0 || cache.images.some(({ image }) => image === undefined)) continue;
    const { entry } = cache;
    const group = [source.provider, entry.region, entry.account, entry.arch ?? "amd64", entry.os ?? "linux"].join("\n");
    remember(groups, group, { cache, title: titleOf(entry, source), keys, order });
  }
  return [...groups.values()].flatMap((caches) => containedIn(caches, context));
}

/** Objects first: of an object that an inventory lists too, the object is what a person can remove from Git. */
function candidates(sources: readonly InventorySource[]): (readonly [InventorySource, DeclaredEntry])[] {
  const sorted = [...sources].sort((a, b) => Number(b.form === "object") - Number(a.form === "object"));
  const known = new Map<string, CacheEntry[]>();
  return sorted.flatMap((source) =>
    source.caches.flatMap((cache) => {
      const { origin, phase, name } = cache.entry;
      const counts = source.form === "object" ? !(name ?? "").startsWith("auto-create-for-") : origin === "manual";
      const usable = phase === undefined || /^(Ready|Available|Pending|Preparing|Creating|Updating)/.test(phase);
      if (!counts || !usable) return [];
      const labels = labelsOf(cache.entry);
      if (labels.some((label) => known.get(label)?.some((entry) => isSame(entry, cache.entry)))) return [];
      if (source.form === "object") for (const label of labels) remember(known, label, cache.entry);
      return [[source, cache] as const];
    }),
  );
}

/** What two entries of one cache have in common: its id or its name. */
function labelsOf({ id, name }: CacheEntry): string[] {
  return [...(id === undefined ? [] : [`i${id}`]), ...(name === undefined ? [] : [`n${name}`])];
}

function titleOf({ id, name }: CacheEntry, { form, title }: InventorySource): string {
  return form === "object" ? title : quoted(id ?? name ?? "");
}

/** Each is compared with the caches that hold its rarest image only: work grows with the caches, not with their pairs. */
function containedIn(caches: readonly Candidate[], { isNamed }: ObjectContext): readonly Found[] {
  const holders = new Map<string, Candidate[]>();
  for (const each of caches) for (const key of each.keys) remember(holders, key, each);
  return caches.flatMap((each) => {
    const lists = [...each.keys].map((key) => holders.get(key) ?? []);
    const rarest = lists.reduce((a, b) => (b.length < a.length ? b : a));
    const larger = rarest.find((other) => isRedundantBeside(each, other));
    if (larger === undefined) return NOTHING;
    const { place, entry } = each.cache;
    const how = larger.keys.size === each.keys.size ? "has the same images" : "has all of its images and more";
    const named = [entry.id, entry.name].some((called) => called !== undefined && isNamed(called));
    const pods = named ? `, and let the pods that name it name ${larger.title}` : "";
    const advice = canReplace(larger, each) ? `remove the smaller one${pods}` : "remove one of them";
    const message = `${each.title} must hold an image that no other cache holds: ${larger.title} ${how}; ${advice}`;
    // An object as a whole is its spec: there a comment has its place.
    const path = place.path.length === 0 ? ["spec"] : place.path;
    return [{ at: place.resource, path, message }];
  });
}

/** Of two caches with the same images the later one is told. */
function isRedundantBeside(one: Candidate, other: Candidate): boolean {
  if (one === other) return false;
  if (one.keys.size === other.keys.size && one.order < other.order) return false;
  return [...one.keys].every((key) => other.keys.has(key));
}

/** Whether nothing is lost without the smaller one: the larger one can be used now, and for as long. */
function canReplace(larger: Candidate, smaller: Candidate): boolean {
  if (larger.keys.size === smaller.keys.size) return false;
  const { phase, expiresAt } = larger.cache.entry;
  if (phase !== undefined && !/^(Ready|Available)/.test(phase)) return false;
  return expiresAt === undefined || Date.parse(expiresAt) >= Date.parse(smaller.cache.entry.expiresAt ?? "");
}

/** Whether an object and an entry of an inventory are one cache. */
function isSame(a: CacheEntry, b: CacheEntry): boolean {
  if (a.provider !== b.provider && b.provider !== undefined) return false;
  return a.id === undefined || b.id === undefined ? a.name !== undefined && a.name === b.name : a.id === b.id;
}

function unused(object: DeclaredObject, { isUsed, isNamed }: ObjectContext): readonly Found[] {
  const { resource, row, images, automatic, called } = object;
  const read = images.flatMap(({ image }) => image ?? []);
  // A pod that names it uses it; that it is of no use to the pod is another finding.
  if (automatic || called.some(isNamed) || read.length === 0 || read.length < images.length) return NOTHING;
  if (!read.every((image) => isUsed(image) === false)) return NOTHING;
  const advice = canChange(row) ? "list what they run" : "create one with what they run instead";
  const message = `${row.noun} must hold an image that a workload runs: no workload of the package runs any of its images; remove it, or ${advice}`;
  return [{ at: resource, path: ["spec"], message }];
}
