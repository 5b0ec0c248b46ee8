import type { Cache, HeldImage } from "./inventory.ts";
import { type Candidate, cacheSize, type Ranker } from "./predict-criteria.ts";
import type { Lookup } from "./predict-lookup.ts";
import type { Obstacle } from "./predict-obstacle.ts";

/** The part of a request that candidates depend on. `keys`: distinct images that some cache holds. */
export interface Question {
  readonly keys: readonly string[];
  readonly criteria: readonly Ranker[];
  /** Whether the criteria are the policy's own, for lack of documented ones. */
  readonly assumed: boolean;
  /** Candidates must hold at least so many of the keys. */
  readonly wanted: number;
  readonly storageGiB: number | undefined;
}

/** What is asked of the inventory, the same for every question. */
export interface Prepared {
  readonly lookup: Lookup;
  readonly obstacle: (cache: Cache) => Obstacle | undefined;
  /** Largest declared size of an image over all usable caches; undefined: one of them does not state it. */
  readonly largest: (key: string) => number | undefined;
}

/** The candidates among which the winner is. */
export interface Found {
  readonly candidates: readonly Candidate[];
  /** Whether usable caches were not looked at, because they must match less. */
  readonly others: boolean;
  /** A cache that would have matched more than any candidate, but does not fit the pod's storage. */
  readonly tooLarge: Cache | undefined;
  /** Whether the match degree was weighed in bytes. */
  readonly bySize: boolean;
}

/** How the match degree of a candidate is weighed. */
export interface Scale {
  readonly bySize: boolean;
  readonly weigh: (matched: readonly HeldImage[]) => number;
}

/** Bytes where the criteria ask for them and all sizes are known, else a number of images. */
export function scaleOf({ largest }: Prepared, { keys, criteria }: Question): Scale {
  const bySize = criteria[0] === "matched-bytes" && keys.every((key) => largest(key) !== undefined);
  if (!bySize) return { bySize, weigh: ({ length }) => length };
  return { bySize, weigh: (matched) => matched.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0) };
}

/** What a cache holds of some images. */
export function heldOf({ lookup }: Prepared, cache: Cache, keys: readonly string[]): readonly HeldImage[] {
  return keys.flatMap((key) => lookup.held(cache, key) ?? []);
}

/** Largest declared size per image, computed once per image. A size of 0 is none. */
export function largestOf(lookup: Lookup, obstacle: Prepared["obstacle"]): Prepared["largest"] {
  const known = new Map<string, number | undefined>();
  return (key) => {
    if (!known.has(key)) {
      const usable = lookup.caches(key).filter((cache) => obstacle(cache) === undefined);
      const sizes = usable.map((cache) => lookup.held(cache, key)?.sizeBytes);
      const complete = sizes.every((size) => size !== undefined && size > 0);
      known.set(key, complete ? (sizes as number[]).reduce((a, b) => Math.max(a, b), 0) : undefined);
    }
    return known.get(key);
  };
}

/**
 * Visits candidates from the rarest image on, and stops as soon as the caches not seen yet must match less: a sidecar
 * that every cache holds does not make every pod look at every cache.
 */
export function findCandidates(prepared: Prepared, question: Question): Found {
  const { lookup, obstacle, largest } = prepared;
  const { keys, wanted, storageGiB } = question;
  const { bySize, weigh } = scaleOf(prepared, question);
  const lists = keys
    .map((key) => ({ key, caches: lookup.caches(key), most: bySize ? (largest(key) ?? 0) : 1 }))
    .sort((a, b) => a.caches.length - b.caches.length);
  // The most that a cache can match which holds none of the images looked at so far.
  let rest = lists.reduce((sum, { most }) => sum + most, 0);
  let best = 0;
  let large: Candidate | undefined;
  const seen = new Set<Cache>();
  const candidates: Candidate[] = [];
  for (const { caches, most } of lists) {
    if (rest < best) break;
    rest -= most;
    for (const cache of caches) {
      if (seen.has(cache)) continue;
      seen.add(cache);
      if (obstacle(cache) !== undefined) continue;
      const matched = heldOf(prepared, cache, keys);
      if (matched.length < wanted) continue;
      const candidate = { cache, matched, weight: weigh(matched) };
      if (!fits(cache, storageGiB)) {
        if (large === undefined || isBetter(candidate, large)) large = candidate;
        continue;
      }
      candidates.push(candidate);
      best = Math.max(best, candidate.weight);
    }
  }
  const tooLarge = large !== undefined && large.weight > best ? large.cache : undefined;
  // What was not looked at holds fewer of the images, if it is a candidate at all.
  const isOther = (cache: Cache): boolean =>
    !seen.has(cache) &&
    obstacle(cache) === undefined &&
    fits(cache, storageGiB) &&
    (wanted <= 1 || heldOf(prepared, cache, keys).length >= wanted);
  const others = candidates.length === 1 && lists.some(({ caches }) => caches.some(isOther));
  return { candidates, others, tooLarge, bySize };
}

/** Whether a cache fits the storage of a pod; an unknown size or storage counts as fitting. */
export function fits(cache: Cache, storageGiB: number | undefined): boolean {
  return storageGiB === undefined || (cacheSize(cache) ?? 0) <= storageGiB;
}

/** The label makes the answer independent of the inventory's order. */
function isBetter(a: Candidate, b: Candidate): boolean {
  return a.weight > b.weight || (a.weight === b.weight && a.cache.label < b.cache.label);
}
