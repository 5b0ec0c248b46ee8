import type { Cache, HeldImage } from "./inventory.ts";
import { type Candidate, cacheSize, type Ranker } from "./predict-criteria.ts";
import type { Lookup } from "./predict-lookup.ts";
import type { Obstacle } from "./predict-obstacle.ts";
import { firstPlaces, type Pool, poolOf, type Top } from "./predict-pool.ts";

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
  /** What was visited for images that many caches hold. */
  readonly shared: Map<string, Visited>;
}

/** The best candidates. */
export interface Found extends Top {
  /** Whether candidates were not looked at, because they must match less. */
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
  const found: HeldImage[] = [];
  for (const key of keys) {
    const held = lookup.held(cache, key);
    if (held !== undefined) found.push(held);
  }
  return found;
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

/** An image in more caches than this is visited once for all pods that share it with the same other ones. */
const COMMON = 32;

/** Up to so many caches are all looked at and ranked; of more, only those that match best. */
const FEW = 8;

/** One image with the caches that hold it; `most`: the weight that it can add. */
interface List {
  readonly key: string;
  readonly caches: readonly Cache[];
  readonly most: number;
}

/** Candidates of some lists. */
interface Visited {
  readonly pool: Pool;
  readonly seen: ReadonlySet<Cache>;
  readonly large: Candidate | undefined;
  /** Lists that were left out, because what is only in them must match less. */
  readonly left: readonly List[];
  /** Whether candidates that match less were left out. */
  readonly dropped: boolean;
}

/**
 * Finds the best candidates. Images in few caches are visited first, and visiting stops as soon as the caches not seen yet
 * must match less; images in many caches are visited once for all pods. So a sidecar that every cache holds does not
 * make every pod look at every cache. `common`: for tests.
 */
export function findBest(prepared: Prepared, question: Question, common: number = COMMON): Found {
  const scale = scaleOf(prepared, question);
  const lists = question.keys
    .map((key): List => {
      const most = scale.bySize ? (prepared.largest(key) ?? 0) : 1;
      return { key, caches: prepared.lookup.caches(key), most };
    })
    .sort((a, b) => a.caches.length - b.caches.length);
  const rare = lists.filter(({ caches }) => caches.length <= common);
  const shared = lists.slice(rare.length);
  const own = visit(prepared, question, scale, rare, weightOf(shared));
  const needed = !ranksByDegree(question) || weightOf(shared) >= own.pool.weight;
  const rest = needed ? visitShared(prepared, question, scale, shared) : nothing();
  const top = firstPlaces(own.pool, rest.pool, own.seen, question.criteria);
  const best = Math.max(own.pool.weight, rest.pool.weight);
  const large = larger(own.large, rest.large);
  const left = needed ? own.left : [...own.left, ...shared];
  const others = own.dropped || rest.dropped || hasOther(prepared, question, left, own.seen);
  return {
    ...top,
    // With some of those that match less, the place of the others among them is not known.
    placed: others ? top.placed.filter(({ lostBy }) => lostBy !== "match-degree") : top.placed,
    others,
    tooLarge: large !== undefined && large.weight > best ? large.cache : undefined,
    bySize: scale.bySize,
  };
}

let empty: Visited | undefined;

/** What a visit of no lists gives. */
function nothing(): Visited {
  empty ??= { pool: poolOf([], []), seen: new Set(), large: undefined, left: [], dropped: false };
  return empty;
}

function weightOf(lists: readonly List[]): number {
  return lists.reduce((sum, { most }) => sum + most, 0);
}

function sizeOf(lists: readonly List[]): number {
  return lists.reduce((sum, { caches }) => sum + caches.length, 0);
}

/** Whether a cache that matches less can never win. */
function ranksByDegree({ criteria }: Question): boolean {
  return criteria[0] === "matched-images" || criteria[0] === "matched-bytes";
}

/** Images that many caches hold: few combinations of them, each visited once. */
function visitShared(prepared: Prepared, question: Question, scale: Scale, lists: readonly List[]): Visited {
  if (lists.length === 0) return nothing();
  const keys = lists.map(({ key }) => key);
  const { wanted, storageGiB, criteria } = question;
  const memo = [wanted, storageGiB ?? "", scale.bySize, ...criteria, ...keys].join("\n");
  let visited = prepared.shared.get(memo);
  if (visited === undefined) {
    visited = visit(prepared, { ...question, keys }, scale, lists, Number.POSITIVE_INFINITY);
    prepared.shared.set(memo, visited);
  }
  return visited;
}

/** Visits lists in their order; `beyond`: the weight that images outside of the lists can add. */
function visit(
  prepared: Prepared,
  question: Question,
  { weigh }: Scale,
  lists: readonly List[],
  beyond: number,
): Visited {
  const { keys, wanted, storageGiB, criteria } = question;
  // The most that a cache can match which holds none of the images looked at so far.
  let rest = weightOf(lists) + beyond;
  let best = 0;
  let large: Candidate | undefined;
  const seen = new Set<Cache>();
  const candidates: Candidate[] = [];
  let visited = 0;
  for (const { caches, most } of lists) {
    if (rest < best && ranksByDegree(question) && sizeOf(lists.slice(visited)) > FEW) break;
    rest -= most;
    visited++;
    for (const cache of caches) {
      if (seen.has(cache)) continue;
      seen.add(cache);
      if (prepared.obstacle(cache) !== undefined) continue;
      const matched = heldOf(prepared, cache, keys);
      if (matched.length < wanted) continue;
      const candidate = { cache, matched, weight: weigh(matched) };
      if (!fits(cache, storageGiB)) {
        large = larger(large, candidate);
        continue;
      }
      candidates.push(candidate);
      best = Math.max(best, candidate.weight);
    }
  }
  const ranked = candidates.length <= FEW || !ranksByDegree(question);
  const kept = ranked ? candidates : candidates.filter(({ weight }) => weight === best);
  const dropped = candidates.length > kept.length;
  return { pool: poolOf(kept, criteria), seen, large, left: lists.slice(visited), dropped };
}

/** Whether lists that were left out have a candidate, which then holds fewer of the images. */
function hasOther(
  prepared: Prepared,
  { keys, wanted, storageGiB }: Question,
  lists: readonly List[],
  seen: ReadonlySet<Cache>,
): boolean {
  const isOther = (cache: Cache): boolean =>
    !seen.has(cache) &&
    prepared.obstacle(cache) === undefined &&
    fits(cache, storageGiB) &&
    (wanted <= 1 || heldOf(prepared, cache, keys).length >= wanted);
  return lists.some(({ caches }) => caches.some(isOther));
}

/** Whether a cache fits the storage of a pod; an unknown size or storage counts as fitting. */
export function fits(cache: Cache, storageGiB: number | undefined): boolean {
  return storageGiB === undefined || (cacheSize(cache) ?? 0) <= storageGiB;
}

/** The one that matches more; the label makes the answer independent of the inventory's order. */
function larger(a: Candidate | undefined, b: Candidate | undefined): Candidate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.weight !== b.weight) return a.weight > b.weight ? a : b;
  return a.cache.label <= b.cache.label ? a : b;
}
