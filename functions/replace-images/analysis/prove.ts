import type { Matching, Replacement } from "../replace.ts";
import { compileRun, isEndless, type Run } from "./follow.ts";
import { testImages } from "./test-images.ts";

/** An image that the function does not bring to its final name in one run. */
export interface CounterExample {
  readonly image: string;
  /** What the first and the second run make of it. */
  readonly runs: readonly [Change, Change];
  /** The name that a later run leaves alone; undefined when no run would be the last. */
  readonly final: string | undefined;
}

/** One run: the new name and the index of the rule that made it. */
interface Change {
  readonly image: string;
  readonly rule: number;
}

/**
 * Why what a rule writes stays.
 *
 * - `unmatched`: no rule means any of its results.
 * - `guarded`: some results are meant by the rules of `by` again, and each of these leaves alone what starts with its own
 *   `replaceWith`, or would write the same.
 * - `refused`: the rules of `by` would make no reference of some results, and leave those alone.
 * - `idle`: the rule changes no image.
 */
export type Reason =
  | { readonly is: "unmatched" | "idle" }
  | { readonly is: "guarded" | "refused"; readonly by: readonly number[]; readonly image: string };

/** Whether two runs always make the same of an image as one. */
export type Proof =
  | { readonly proven: true; readonly reasons: readonly Reason[] }
  | { readonly proven: false; readonly counterExample: CounterExample };

/**
 * Decides whether a policy brings every image to its final name in one run, so that the function may run again on its
 * own output. Exact: the images that are tried stand for all others. `replacements` must be valid each for itself.
 */
export function proveReplacements(replacements: readonly Replacement[], matching: Matching): Proof {
  const run = compileRun(replacements, matching);
  const seen: Evidence[][] = replacements.map(() => []);
  for (const image of testImages(replacements, matching)) {
    const first = run(image);
    if (first.is !== "changed") continue;
    const second = run(first.image);
    if (second.is === "changed") return { proven: false, counterExample: counterExample(image, first, second, run) };
    seen[first.rule]?.push({ image: first.image, second });
  }
  return { proven: true, reasons: seen.map(reasonOf) };
}

/** The replacements that write what another one, or the same, would rewrite in a second run. */
export function rewrittenAgain(replacements: readonly Replacement[], matching: Matching): ReadonlySet<number> {
  const run = compileRun(replacements, matching);
  const found = new Set<number>();
  for (const image of testImages(replacements, matching)) {
    const first = run(image);
    if (first.is === "changed" && run(first.image).is === "changed") found.add(first.rule);
  }
  return found;
}

interface Evidence {
  readonly image: string;
  readonly second: Exclude<Run, { is: "changed" }>;
}

function counterExample(image: string, first: Change, second: Change, run: (image: string) => Run): CounterExample {
  const runs = [change(first), change(second)] as const;
  if (isEndless(image, run)) return { image, runs, final: undefined };
  let final = second.image;
  for (let next = run(final); next.is === "changed"; next = run(final)) final = next.image;
  return { image, runs, final };
}

const change = ({ image, rule }: Change): Change => ({ image, rule });

function reasonOf(seen: readonly Evidence[]): Reason {
  if (seen.length === 0) return { is: "idle" };
  for (const is of ["broken", "final"] as const) {
    const found = seen.filter(({ second }) => second.is === is && second.rule !== undefined);
    const by = [...new Set(found.map(({ second }) => second.rule as number))].sort((a, b) => a - b);
    if (found[0] !== undefined) return { is: is === "broken" ? "refused" : "guarded", by, image: found[0].image };
  }
  return { is: "unmatched" };
}
