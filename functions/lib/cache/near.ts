import { type Coverage, coverImage, type Level } from "./coverage.ts";
import type { Cache, CacheIndex, ImageKey } from "./inventory.ts";
import type { Names } from "./predict-lookup.ts";

/** The cache of an inventory that comes closest to holding one image. */
export interface Nearest {
  readonly cache: Cache;
  readonly coverage: Coverage;
}

const ORDER: readonly Level[] = ["exact", "other-spelling", "same-digest", "other-tag"];

/**
 * Finds the cache that comes closest to an image: the same reference, the same digest, the same repository. Only caches
 * that share one of these are looked at; the index behind it is built by the first question.
 */
export function nearestCaches(index: CacheIndex, names: Names): (image: ImageKey) => Nearest | undefined {
  let shared: ReadonlyMap<string, readonly Cache[]> | undefined;
  const known = new Map<string, Nearest | undefined>();
  return (image) => {
    if (!known.has(image.ref)) {
      shared ??= byNameAndDigest(index);
      const related = [...(shared.get(image.name) ?? []), ...(shared.get(image.digest ?? "") ?? [])];
      known.set(image.ref, best(image, related, names));
    }
    return known.get(image.ref);
  };
}

/** A name has no colon before its last slash and a digest has one, so both fit into one map. */
function byNameAndDigest({ caches }: CacheIndex): ReadonlyMap<string, readonly Cache[]> {
  const found = new Map<string, Set<Cache>>();
  for (const cache of caches) {
    for (const { image, digest } of cache.images) {
      for (const key of digest === undefined ? [image.name] : [image.name, digest]) {
        const set = found.get(key);
        if (set === undefined) found.set(key, new Set([cache]));
        else set.add(cache);
      }
    }
  }
  return new Map([...found].map(([key, set]) => [key, [...set]]));
}

/** The label makes the answer independent of the inventory's order. */
function best(image: ImageKey, caches: readonly Cache[], names: Names): Nearest | undefined {
  let found: Nearest | undefined;
  for (const cache of caches) {
    const coverage = coverImage(image, cache, names);
    if (coverage.level === "none") continue;
    const order = found === undefined ? -1 : rankOf(coverage) - rankOf(found.coverage);
    if (order < 0 || (order === 0 && cache.label < (found as Nearest).cache.label)) found = { cache, coverage };
  }
  return found;
}

function rankOf({ level }: Coverage): number {
  return ORDER.indexOf(level);
}
