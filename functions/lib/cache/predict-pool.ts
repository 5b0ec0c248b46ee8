import type { Cache } from "./inventory.ts";
import { type Candidate, COMPARISONS, type Comparison, type Deciding, type Ranker } from "./predict-criteria.ts";
import { type Placed, rank } from "./predict-rank.ts";

/** A candidate with its values, one per comparison. */
interface Valued {
  readonly candidate: Candidate;
  readonly values: readonly (number | undefined)[];
}

/** Candidates, prepared so that two pools can be ranked together without looking at all of them again. */
export interface Pool {
  /** The best first. */
  readonly valued: readonly Valued[];
  /** Per comparison, for how many candidates the inventory states the value. */
  readonly known: readonly ("all" | "some" | "none")[];
  /** Largest weight of a candidate. */
  readonly weight: number;
}

/** The first places of candidates. */
export interface Top {
  readonly placed: readonly Placed[];
  /** Comparisons that would have been next for the best ones and could not be made. */
  readonly undecided: readonly Deciding[];
}

/** How many places are told without being asked: the winner and three that come next. */
const PLACES = 4;

/** The comparisons of some criteria. */
function comparisonsOf(criteria: readonly Ranker[]): readonly Comparison[] {
  return criteria.flatMap((criterion) => COMPARISONS[criterion]);
}

/** Prepares candidates. */
export function poolOf(candidates: readonly Candidate[], criteria: readonly Ranker[]): Pool {
  const comparisons = comparisonsOf(criteria);
  const valued = candidates.map((candidate) => ({
    candidate,
    values: comparisons.map(({ value }) => value(candidate)),
  }));
  const known = comparisons.map((_, index) => {
    const stated = valued.filter(({ values }) => values[index] !== undefined).length;
    return stated === valued.length ? "all" : stated === 0 ? "none" : "some";
  });
  return {
    valued: valued.sort(compare),
    known,
    weight: candidates.reduce((most, { weight }) => Math.max(most, weight), 0),
  };
}

/** Orders by all comparisons; right where every value of a comparison is known, or none. */
function compare(a: Valued, b: Valued): number {
  for (let index = 0; index < a.values.length; index++) {
    const [value, other] = [a.values[index], b.values[index]];
    if (value !== undefined && other !== undefined && value !== other) return other - value;
  }
  return a.candidate.cache.label < b.candidate.cache.label ? -1 : 1;
}

/**
 * The first places of two pools together; what is in `seen` counts in the first only. As long as both state the same
 * values, that takes no longer than the first pool is large.
 */
export function firstPlaces(own: Pool, shared: Pool, seen: ReadonlySet<Cache>, criteria: readonly Ranker[]): Top {
  const isUnseen = ({ candidate }: Valued): boolean => !seen.has(candidate.cache);
  if (!isComparable(own, shared)) {
    const all = [...own.valued, ...shared.valued.filter(isUnseen)].map(({ candidate }) => candidate);
    const [first, ...rest] = all;
    if (first === undefined) return { placed: [], undecided: [] };
    const { placed, undecided } = rank([first, ...rest], criteria);
    return { placed: placed.slice(0, PLACES), undecided };
  }
  const best: Valued[] = [];
  let [at, next] = [0, 0];
  while (best.length < PLACES) {
    while (next < shared.valued.length && !isUnseen(shared.valued[next] as Valued)) next++;
    const [mine, other] = [own.valued[at], shared.valued[next]];
    if (mine === undefined && other === undefined) break;
    const takeMine = other === undefined || (mine !== undefined && compare(mine, other) < 0);
    best.push((takeMine ? mine : other) as Valued);
    if (takeMine) at++;
    else next++;
  }
  return describe(best, comparisonsOf(criteria));
}

function isComparable(own: Pool, shared: Pool): boolean {
  if (own.valued.length === 0) return !shared.known.includes("some");
  if (shared.valued.length === 0) return !own.known.includes("some");
  return own.known.every((known, index) => known !== "some" && known === shared.known[index]);
}

/** What decided against each, and what nobody could compare. */
function describe([winner, ...others]: readonly Valued[], comparisons: readonly Comparison[]): Top {
  if (winner === undefined) return { placed: [], undecided: [] };
  const deciding = ({ values }: Valued): number =>
    comparisons.findIndex((_, index) => values[index] !== undefined && values[index] !== winner.values[index]);
  const placed = others.map((other): Placed => {
    const index = deciding(other);
    return { candidate: other.candidate, lostBy: comparisons[index]?.name ?? "tie" };
  });
  const [second] = others;
  const last = second === undefined ? 0 : deciding(second);
  const skipped = comparisons.slice(0, last < 0 ? comparisons.length : last).filter(({ refines, name }, index) => {
    return refines === undefined && name !== undefined && winner.values[index] === undefined;
  });
  return {
    placed: [{ candidate: winner.candidate, lostBy: undefined }, ...placed],
    undecided: [...new Set(skipped.map(({ name }) => name))],
  };
}
