import { compileRun, isEndless } from "./analysis/follow.ts";
import { testImages } from "./analysis/test-images.ts";
import { type Matching, prefixNames, type Replacement } from "./replace.ts";

/** A rule whose result is matched again in the next run. */
export interface Chain {
  readonly rule: number;
  /** The rule that matches the result. */
  readonly next: number;
  /** No run would be the last: names come back, or grow for ever. */
  readonly endless: boolean;
  /** The smallest image that shows it, and what the first run makes of it. */
  readonly from: string;
  readonly to: string;
}

/**
 * Finds every rule whose result another rule rewrites in the next run, and whether that ever comes to an end. Decided
 * for all images, see `testImages`; one chain per rule is enough, the endless one if there is any. A rule that finds its
 * own prefix once more in its result (`a/b` to `a` in `a/b/b/c`) is none: only images that repeat themselves show it.
 */
export function findChains(replacements: readonly Replacement[], matching: Matching): Chain[] {
  if (!mayChain(replacements, matching)) return [];
  const run = compileRun(replacements, matching);
  const found: (Chain | undefined)[] = replacements.map(() => undefined);
  for (const from of testImages(replacements, matching)) {
    const first = run(from);
    if (first.is !== "changed" || found[first.rule]?.endless === true) continue;
    const second = run(first.image);
    if (second.is !== "changed" || second.rule === first.rule) continue;
    const endless = isEndless(from, run);
    if (endless || found[first.rule] === undefined) {
      found[first.rule] = { rule: first.rule, next: second.rule, endless, from, to: first.image };
    }
  }
  return found.filter((chain) => chain !== undefined);
}

/** Every call pays for this: policies whose targets lie at other hosts than their prefixes need no closer look. */
function mayChain(replacements: readonly Replacement[], { normalize }: Matching): boolean {
  const names = replacements.flatMap(({ repositoryPrefix }) => prefixNames(repositoryPrefix, normalize));
  const hosts = new Set(names.map(firstSegment));
  return replacements.some(({ replaceWith }) => {
    if (replaceWith === "") return true;
    const single = !normalize && !replaceWith.includes("/") && hosts.has("");
    return single || prefixNames(replaceWith, normalize).some((name) => hosts.has(firstSegment(name)));
  });
}

const firstSegment = (name: string): string => name.split("/", 1)[0] as string;
