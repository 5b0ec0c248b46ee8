import { rank, type Ranking } from "./predict-rank.ts";
import type { Cache, CacheIndex, ImageKey } from "./inventory.ts";
import type { Criterion } from "./providers/provider.ts";

/** What a pod asks of automatic matching. */
export interface MatchRequest {
  readonly images: readonly ImageKey[];
  /** Ranking of the provider's strategy, most important first. */
  readonly criteria: readonly Criterion[];
  /** Candidates must hold at least this many of the distinct images; `"all"` = every one. */
  readonly atLeast: number | "all";
  /** Image storage of the pod in GiB; undefined = no limit known. */
  readonly storageGiB: number | undefined;
}

/** Which caches of the inventory can be candidates at all, the same for every pod. */
export interface MatchScope {
  readonly usablePhases: readonly string[];
  /** Region and account of the cluster; a cache that states another one is out. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Milliseconds since 1970; caches that expired before it are out. */
  readonly now: number | undefined;
}

/** What decided between the candidates; `only-candidate`: nothing had to, `tie`: nothing documented could. */
export type Deciding = "only-candidate" | "match-degree" | "size" | "newest" | "tie";

/** The cache that automatic matching would take. */
export interface Prediction {
  readonly winner: Cache;
  readonly decidedBy: Deciding;
  /** Distinct images of the pod that the winner holds. */
  readonly matched: number;
  /** The best of the others; undefined for an only candidate, and when every other one matches less. */
  readonly runnerUp: Cache | undefined;
  /** Whether sizes had to be ignored because the inventory does not state them. */
  readonly withoutSizes: boolean;
}

/** Outcome of a prediction. `tooLarge`: a cache that would have matched more, but does not fit the pod's storage. */
export interface Outcome {
  readonly prediction: Prediction | undefined;
  readonly tooLarge: Cache | undefined;
}

/** Predicts for many pods over one inventory; equal requests are answered from memory. */
export type Predict = (request: MatchRequest) => Outcome;

const NOTHING: Outcome = { prediction: undefined, tooLarge: undefined };

/** Prepares predictions over an inventory. */
export function predictor(index: CacheIndex, scope: MatchScope): Predict {
  const usable = usableBy(scope);
  const largest = largestBy(index);
  const known = new Map<string, Outcome>();
  return (request) => {
    const distinct = [...new Set(request.images.map(({ key }) => key))];
    const wanted = request.atLeast === "all" ? distinct.length : request.atLeast;
    const keys = distinct.filter((key) => index.byImage.has(key)).sort();
    if (keys.length === 0 || keys.length < wanted) return NOTHING;
    const question = [wanted, request.storageGiB ?? "", ...request.criteria, ...keys].join("\n");
    let outcome = known.get(question);
    if (outcome === undefined) {
      outcome = match({ index, usable, largest }, keys, wanted, request);
      known.set(question, outcome);
    }
    return outcome;
  };
}

/** Ids and times are compared once per cache, not once per pod. */
function usableBy(scope: MatchScope): (cache: Cache) => boolean {
  const known = new Map<Cache, boolean>();
  return (cache) => {
    let usable = known.get(cache);
    if (usable === undefined) {
      usable = isUsable(cache, scope);
      known.set(cache, usable);
    }
    return usable;
  };
}

function isUsable({ entry }: Cache, { usablePhases, region, account, now }: MatchScope): boolean {
  if (entry.phase !== undefined && !usablePhases.includes(entry.phase)) return false;
  if (region !== undefined && entry.region !== undefined && entry.region !== region) return false;
  if (account !== undefined && entry.account !== undefined && entry.account !== account) return false;
  return now === undefined || entry.expiresAt === undefined || !(Date.parse(entry.expiresAt) <= now);
}

/** Size of a cache in GiB as far as the inventory states it. */
export function cacheSize({ entry, images }: Cache): number | undefined {
  if (entry.sizeGiB !== undefined) return entry.sizeGiB;
  let bytes = 0;
  for (const { sizeBytes } of images) {
    if (sizeBytes === undefined) return undefined;
    bytes += sizeBytes;
  }
  return images.length === 0 ? undefined : bytes / 2 ** 30;
}

/** Largest declared size per image over all caches, computed once per image; undefined: some cache does not state it. */
function largestBy(index: CacheIndex): (key: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (key) => {
    if (!known.has(key)) known.set(key, largestSize(key, index.byImage.get(key) ?? []));
    return known.get(key);
  };
}

function largestSize(key: string, caches: readonly Cache[]): number | undefined {
  let largest = 0;
  for (const cache of caches) {
    const size = cache.held.get(key)?.sizeBytes;
    if (size === undefined) return undefined;
    largest = Math.max(largest, size);
  }
  return largest;
}

interface Prepared {
  readonly index: CacheIndex;
  readonly usable: (cache: Cache) => boolean;
  readonly largest: (key: string) => number | undefined;
}

/**
 * Visits candidates from the rarest image on, and stops as soon as the caches not seen yet must match less: a sidecar
 * that every cache holds does not make every pod look at every cache.
 */
function match(
  { index, usable, largest }: Prepared,
  keys: readonly string[],
  wanted: number,
  request: MatchRequest,
): Outcome {
  const lists = keys
    .map((key) => ({ key, caches: index.byImage.get(key) ?? [] }))
    .sort((a, b) => a.caches.length - b.caches.length);
  const bySize = request.criteria.includes("matched-bytes") && keys.every((key) => largest(key) !== undefined);
  const weigh = bySize ? bytesOf : countOf;
  // The most that a cache can match which holds none of the images looked at so far.
  let rest = bySize ? keys.reduce((sum, key) => sum + (largest(key) ?? 0), 0) : keys.length;
  let best = 0;
  let large: Candidate | undefined;
  const seen = new Set<Cache>();
  const fitting: Candidate[] = [];
  for (const { key, caches } of lists) {
    if (rest < best) break;
    rest -= bySize ? (largest(key) ?? 0) : 1;
    for (const cache of caches) {
      if (seen.has(cache)) continue;
      seen.add(cache);
      if (!usable(cache)) continue;
      const matched = keys.filter((each) => cache.held.has(each));
      if (matched.length < wanted) continue;
      const candidate = { cache, matched, weight: weigh(cache, matched) };
      if (!fits(cache, request.storageGiB)) {
        if (large === undefined || isBetter(candidate, large)) large = candidate;
        continue;
      }
      fitting.push(candidate);
      best = Math.max(best, candidate.weight);
    }
  }
  const tooLarge = large !== undefined && large.weight > best ? large.cache : undefined;
  if (fitting.length === 0) return { prediction: undefined, tooLarge };
  // What was not looked at holds fewer of the images, if it is usable at all.
  const others =
    fitting.length === 1 && lists.some(({ caches }) => caches.some((each) => !seen.has(each) && usable(each)));
  return { prediction: describe(rank(fitting, request.criteria), others, bySize, request.criteria), tooLarge };
}

function countOf(_cache: Cache, matched: readonly string[]): number {
  return matched.length;
}

function bytesOf(cache: Cache, matched: readonly string[]): number {
  return matched.reduce((sum, key) => sum + (cache.held.get(key)?.sizeBytes ?? 0), 0);
}

/** A cache that holds some of the images: `matched` are normalised references, `weight` is their number or their bytes. */
export interface Candidate {
  readonly cache: Cache;
  readonly matched: readonly string[];
  readonly weight: number;
}

function fits(cache: Cache, storageGiB: number | undefined): boolean {
  return storageGiB === undefined || (cacheSize(cache) ?? 0) <= storageGiB;
}

/** The label makes the answer independent of the inventory's order. */
function isBetter(a: Candidate, b: Candidate): boolean {
  return a.weight > b.weight || (a.weight === b.weight && a.cache.label < b.cache.label);
}

function describe(ranking: Ranking, others: boolean, bySize: boolean, criteria: readonly Criterion[]): Prediction {
  const { winner, decidedBy, runnerUp } = ranking;
  return {
    winner: winner.cache,
    decidedBy: decidedBy === "only-candidate" && others ? "match-degree" : decidedBy,
    matched: winner.matched.length,
    runnerUp: runnerUp?.cache,
    withoutSizes: criteria.includes("matched-bytes") && !bySize,
  };
}
