import { createInspector, type Inspected } from "../inspect.ts";
import { compileReplacements, type Matching, type Outcome, type Replacement } from "../replace.ts";

/** What one run makes of an image. */
export type Run =
  | { readonly is: "changed"; readonly image: string; readonly rule: number }
  /** The image stays: no rule means it, or its rule has been carried out. */
  | { readonly is: "final"; readonly rule: number | undefined }
  /** A rule means it, and its result would be no reference; the image stays. */
  | { readonly is: "broken"; readonly rule: number; readonly image: string; readonly problem: string };

/** Compiles what one run of the function makes of an image, its refusals included. */
export function compileRun(replacements: readonly Replacement[], matching: Matching): (image: string) => Run {
  const inspect = createInspector(compileReplacements(replacements, matching));
  return (image) => runOf(inspect(image));
}

function runOf(inspected: Inspected): Run {
  if (inspected.is !== "reference") return { is: "final", rule: undefined };
  const { outcome, broken } = inspected;
  if (!("image" in outcome)) return { is: "final", rule: ruleOf(outcome) };
  const { image, rule } = outcome;
  return broken === undefined ? { is: "changed", image, rule } : { is: "broken", rule, image, problem: broken };
}

const ruleOf = (outcome: Outcome): number | undefined => ("rule" in outcome ? outcome.rule : undefined);

/** How often a name is followed at most: with real rules a name ends, comes back or is too long long before. */
const MOST_RUNS = 10_000;

/** What is longer than this cannot be a reference. */
const LONGEST = 255;

/**
 * Whether no run would be the last: the names come back, or one rule applies again and again until the name is too long
 * for a reference.
 */
export function isEndless(image: string, run: (image: string) => Run): boolean {
  const seen = new Set<string>();
  const rules = new Set<number>();
  let again = false;
  for (let at = image; seen.size < MOST_RUNS;) {
    if (seen.has(at)) return true;
    seen.add(at);
    const next = run(at);
    if (next.is === "final") return false;
    again ||= rules.has(next.rule);
    if (next.is === "broken") return again && next.image.length > LONGEST;
    rules.add(next.rule);
    at = next.image;
  }
  return true;
}
