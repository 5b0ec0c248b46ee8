import { meaningOf, type ProviderName } from "../lib/cache/mod.ts";
import type { Declared, ObjectContext } from "./read/declared-object.ts";
import { imagesInUse } from "./read/images-in-use.ts";
import type { Found, InventorySource } from "./model.ts";
import type { ObjectReader } from "./read/object-reader.ts";
import type { ValidateCacheReferencesSpec } from "./policy.ts";
import type { Package } from "./read/read-package.ts";
import type { Report } from "./report/reporter.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { severityOf, wantedSeverity } from "./report/severity.ts";

/** Runs the rules about the objects that describe caches, and about all that is declared about caches together. */
export function checkObjects(
  read: ObjectReader,
  { sources, pods, surroundings }: Package,
  spec: ValidateCacheReferencesSpec,
  report: Report,
): void {
  if (read.objects.length + read.lookAlikes.length + read.profiles.length + sources.length === 0) return;
  const counting = sources.filter(({ provider }) => {
    return provider === undefined || spec.provider === undefined || provider === spec.provider;
  });
  const { objects, lookAlikes, profiles } = read;
  const declared: Declared = { objects, lookAlikes, profiles, sources: counting };
  const context = contextOf(read, { sources: counting, pods, surroundings }, spec);
  for (const rule of RULES) {
    if (wantedSeverity(spec, rule.id) === "off") continue;
    const take = (found: readonly Found[] | undefined, provider?: ProviderName): void => {
      for (const each of found ?? []) report(each, rule.id, severityOf(rule, each, provider, spec));
    };
    checkEach(rule, declared, context, take);
    take(rule.checkDeclared?.(declared, context));
  }
}

type Take = (found: readonly Found[] | undefined, provider?: ProviderName) => void;

function checkEach(rule: Rule, { objects, lookAlikes, profiles }: Declared, context: ObjectContext, take: Take): void {
  for (const object of objects) {
    if (rule.appliesTo?.(object.row) ?? true)
      take(rule.checkObject?.(object, context), object.row.name as ProviderName);
  }
  for (const profile of profiles) take(rule.checkProfile?.(profile, context));
  for (const object of lookAlikes) take(rule.checkLookAlike?.(object), object.row.name as ProviderName);
}

function contextOf(
  { secrets, workloads, others, renamesImages }: ObjectReader,
  { sources, pods, surroundings }: Pick<Package, "sources" | "pods" | "surroundings">,
  { target, limits, publicRegistries = [] }: ValidateCacheReferencesSpec,
): ObjectContext {
  let sizes: ReadonlyMap<string, number> | undefined;
  let pins: ReadonlySet<string> | undefined;
  return {
    egress: target?.egress,
    manualCaches: limits?.manualCaches,
    publicRegistries,
    secrets,
    replacePolicies: surroundings.replacePolicies,
    isNamed: (called) => (pins ??= pinsOf(pods)).has(called),
    sizeOf: ({ key }) => (sizes ??= sizesOf(sources)).get(key),
    // Which names pods will have cannot be told while something renames them.
    isUsed: renamesImages() ? () => undefined : imagesInUse(pods, workloads, others),
  };
}

/** What pods name caches by. */
function pinsOf(pods: Package["pods"]): ReadonlySet<string> {
  const values = pods.flatMap(({ entries }) =>
    entries.flatMap(({ info, text }) => (info !== undefined && meaningOf(info, text) === "pin" ? text : [])),
  );
  return new Set(values);
}

/** Sizes of images as inventories state them, by normalised reference. */
function sizesOf(sources: readonly InventorySource[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { caches } of sources) {
    for (const { entry, images } of caches) {
      for (const [index, { image }] of images.entries()) {
        const size = entry.images[index]?.sizeBytes;
        if (image !== undefined && size !== undefined) found.set(image.key, size);
      }
    }
  }
  return found;
}
