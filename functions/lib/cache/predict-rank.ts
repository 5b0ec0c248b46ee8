import { type Candidate, COMPARISONS, type Comparison, type Deciding, type Ranker } from "./predict-criteria.ts";

/** One candidate in its place. `lostBy`: what decided against it; undefined for the winner. */
export interface Placed {
  readonly candidate: Candidate;
  readonly lostBy: Deciding | undefined;
}

/** Candidates in the order in which they would be taken. */
export interface Ranking {
  readonly placed: readonly [Placed, ...Placed[]];
  /** Comparisons that would have been next and could not be made, because the inventory lacks a value. */
  readonly undecided: readonly Deciding[];
}

/**
 * Ranks candidates, criterion by criterion. A criterion that the inventory says nothing about for one of those still
 * tied decides nothing. What stays tied is ordered by id or name, so that the answer never depends on the order of the
 * inventory.
 */
export function rank(candidates: readonly [Candidate, ...Candidate[]], criteria: readonly Ranker[]): Ranking {
  const comparisons = criteria.flatMap((criterion) => COMPARISONS[criterion]);
  const undecided: Deciding[] = [];
  const sorted = [...candidates].sort(byLabel);
  const placed = place(sorted, comparisons, 0, (name) => undecided.push(name));
  return { placed: placed as unknown as Ranking["placed"], undecided: [...new Set(undecided)] };
}

type Note = (name: Deciding) => unknown;

const quiet: Note = () => undefined;

/** Places tied candidates by the comparisons from `from` on; `note` hears which of them the leading ones had to skip. */
function place(tied: readonly Candidate[], comparisons: readonly Comparison[], from: number, note: Note): Placed[] {
  const [first, ...others] = tied as [Candidate, ...Candidate[]];
  const comparison = comparisons[from];
  if (others.length === 0 || comparison === undefined) {
    return [
      { candidate: first, lostBy: undefined },
      ...others.map((candidate): Placed => ({ candidate, lostBy: "tie" })),
    ];
  }
  const groups = groupsOf(tied, comparison);
  if (groups === undefined && comparison.refines === undefined) note(comparison.name);
  const [best = tied, ...rest] = groups ?? [];
  const leading = place(best, comparisons, from + 1, note);
  const behind = rest.flatMap((group) => place(group, comparisons, from + 1, quiet));
  return [...leading, ...behind.map(({ candidate }): Placed => ({ candidate, lostBy: comparison.name }))];
}

/** The candidates by their value, the best first; undefined when one of the values is not known. */
function groupsOf(tied: readonly Candidate[], { value }: Comparison): Candidate[][] | undefined {
  const groups = new Map<number, Candidate[]>();
  for (const candidate of tied) {
    const known = value(candidate);
    if (known === undefined) return undefined;
    const group = groups.get(known);
    if (group === undefined) groups.set(known, [candidate]);
    else group.push(candidate);
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

function byLabel({ cache: { label: a } }: Candidate, { cache: { label: b } }: Candidate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
