import type { Matching, Replacement } from "../replace.ts";
import { compileRun, type Run } from "./follow.ts";
import { testImages } from "./test-images.ts";

/** A rule of which the two kinds of matching make something else. */
export interface MatchDifference {
  readonly rule: number;
  /** The smallest image that shows it. */
  readonly image: string;
  /** What each kind of matching makes of it; the image itself when it stays. */
  readonly prefix: string;
  readonly exact: string;
}

/**
 * Finds every rule that applies to an image under one kind of matching and not with the same result under the other,
 * with the smallest image that shows it. Where both rewrite the image and disagree, such an image is preferred.
 */
export function findDifferences(replacements: readonly Replacement[], { normalize }: Matching): MatchDifference[] {
  const prefixRun = compileRun(replacements, { match: "prefix", normalize });
  const exactRun = compileRun(replacements, { match: "exact", normalize });
  const found = new Map<number, MatchDifference & { readonly both: boolean }>();
  for (const image of testImages(replacements, { match: "prefix", normalize })) {
    const [first, second] = [prefixRun(image), exactRun(image)];
    const [prefix, exact] = [nameAfter(first, image), nameAfter(second, image)];
    if (prefix === exact) continue;
    // A lone host as an image is possible and never meant: it shows a difference only when nothing else does.
    const both = first.is === "changed" && second.is === "changed" && image.includes("/");
    for (const { is, rule } of [first, second]) {
      if (is !== "changed" || rule === undefined || (found.has(rule) && (!both || found.get(rule)?.both))) continue;
      found.set(rule, { rule, image, prefix, exact, both });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.rule - b.rule)
    .map(({ rule, image, prefix, exact }) => ({ rule, image, prefix, exact }));
}

const nameAfter = (run: Run, image: string): string => (run.is === "changed" ? run.image : image);
