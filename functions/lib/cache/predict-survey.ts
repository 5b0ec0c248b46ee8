import type { Cache } from "./inventory.ts";
import type { Candidate, Deciding } from "./predict-criteria.ts";
import { fits, heldOf, type Prepared, type Question, scaleOf } from "./predict-match.ts";
import type { Obstacle } from "./predict-obstacle.ts";
import { rank } from "./predict-rank.ts";

/** A candidate that is not taken. */
export interface RunnerUp {
  readonly cache: Cache;
  /** Distinct images of the pod that it holds. */
  readonly matched: number;
  /** What decided against it. */
  readonly lostBy: Deciding;
}

/** A cache that holds images of the pod and is no candidate. */
interface PassedOver {
  readonly cache: Cache;
  readonly matched: number;
  readonly why: Obstacle;
}

/** Every cache that holds an image of a pod, beside the winner. */
export interface Survey {
  /** The best first. */
  readonly runnersUp: readonly RunnerUp[];
  /** Those that hold more first. */
  readonly passedOver: readonly PassedOver[];
}

/** Looks at every cache with one of the images; the answer to a person, too slow to be given for every pod. */
export function survey(prepared: Prepared, question: Question): Survey {
  const { lookup } = prepared;
  const { weigh } = scaleOf(prepared, question);
  const caches = new Set(question.keys.flatMap((key) => lookup.caches(key)));
  const candidates: Candidate[] = [];
  const passedOver: PassedOver[] = [];
  for (const cache of caches) {
    const matched = heldOf(prepared, cache, question.keys);
    const why = obstacleFor(cache, matched.length, prepared, question);
    if (why === undefined) candidates.push({ cache, matched, weight: weigh(matched) });
    else passedOver.push({ cache, matched: matched.length, why });
  }
  passedOver.sort((a, b) => b.matched - a.matched || (a.cache.label < b.cache.label ? -1 : 1));
  const [first, ...others] = candidates;
  if (first === undefined) return { runnersUp: [], passedOver };
  return { runnersUp: runnersUpOf(rank([first, ...others], question.criteria).placed), passedOver };
}

/** All that were placed, without the winner. */
export function runnersUpOf(
  placed: readonly { readonly candidate: Candidate; readonly lostBy: Deciding | undefined }[],
): readonly RunnerUp[] {
  return placed.flatMap(({ candidate: { cache, matched }, lostBy }) =>
    lostBy === undefined ? [] : [{ cache, matched: matched.length, lostBy }],
  );
}

function obstacleFor(
  cache: Cache,
  matched: number,
  { obstacle }: Prepared,
  { wanted, storageGiB }: Question,
): Obstacle | undefined {
  const own = obstacle(cache);
  if (own !== undefined) return own;
  if (matched < wanted) return "too-few-images";
  return fits(cache, storageGiB) ? undefined : "too-large";
}
