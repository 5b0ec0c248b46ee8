import { cacheSize, type Candidate, type Deciding } from "./predict.ts";
import type { Criterion } from "./providers/provider.ts";

/** Result of a ranking. */
export interface Ranking {
  readonly winner: Candidate;
  readonly decidedBy: Deciding;
  readonly runnerUp: Candidate | undefined;
}

/** Value of a candidate under a criterion: more is better. Undefined: the inventory does not say. */
type Value = (candidate: Candidate) => number | undefined;

interface Step {
  readonly name: Deciding;
  readonly value: Value;
}

const degree: Step = { name: "match-degree", value: ({ weight }) => weight };

/**
 * "Closest in size" is not defined further by the vendor: the smaller cache is closer to the images it is wanted for,
 * and between equal caches the one with fewer bytes of other images.
 */
const SIZE: readonly Step[] = [
  { name: "size", value: ({ cache }) => negative(cache.entry.sizeGiB) },
  { name: "size", value: (candidate) => negative(otherBytes(candidate)) },
];

const STEPS: Readonly<Record<Criterion, readonly Step[]>> = {
  "matched-images": [degree],
  "matched-bytes": [degree],
  "closest-size": SIZE,
  "smallest-cache": [{ name: "size", value: ({ cache }) => negative(cacheSize(cache)) }],
  newest: [{ name: "newest", value: ({ cache }) => time(cache.entry.createdAt) }],
};

/**
 * Ranks candidates, criterion by criterion. A criterion that the inventory says nothing about for one of those still
 * tied decides nothing. What stays tied is ordered by id or name, so that the answer never depends on the order of the inventory.
 */
export function rank(candidates: readonly Candidate[], criteria: readonly Criterion[]): Ranking {
  let tied = [...candidates].sort((a, b) =>
    a.cache.label < b.cache.label ? -1 : a.cache.label > b.cache.label ? 1 : 0,
  );
  let decidedBy: Deciding = tied.length === 1 ? "only-candidate" : "tie";
  let runnerUp: Candidate | undefined;
  for (const { name, value } of criteria.flatMap((criterion) => STEPS[criterion])) {
    if (tied.length === 1) break;
    const best = bestOf(tied, value);
    if (best.length === tied.length) continue;
    decidedBy = best.length === 1 ? name : "tie";
    runnerUp = secondOf(tied, best, value);
    tied = best;
  }
  const [winner, second] = tied as [Candidate, ...Candidate[]];
  return { winner, decidedBy, runnerUp: second ?? runnerUp };
}

function bestOf(tied: readonly Candidate[], value: Value): Candidate[] {
  const values = tied.map(value);
  if (values.includes(undefined)) return [...tied];
  const best = (values as number[]).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return tied.filter((_, index) => values[index] === best);
}

function secondOf(tied: readonly Candidate[], best: readonly Candidate[], value: Value): Candidate | undefined {
  const others = tied.filter((candidate) => !best.includes(candidate));
  return bestOf(others, value)[0];
}

/** Bytes of the images that the pod does not want. */
function otherBytes({ cache, matched }: Candidate): number | undefined {
  let sum = 0;
  for (const [key, { sizeBytes }] of cache.held) {
    if (sizeBytes === undefined) return undefined;
    if (!matched.includes(key)) sum += sizeBytes;
  }
  return sum;
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function time(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
