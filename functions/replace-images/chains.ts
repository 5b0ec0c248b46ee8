import { isRegistry } from "../lib/image/mod.ts";
import { compileReplacements, type Matching, type Outcome, type Replacement } from "./replace.ts";

/** A rule whose result is matched again in the next run. */
export interface Chain {
  readonly rule: number;
  /** The rule that matches the result. */
  readonly next: number;
  /** No run would be the last: names come back, or grow for ever. */
  readonly endless: boolean;
  /** An image that shows it, and what the first run makes of it. */
  readonly from: string;
  readonly to: string;
}

/** Stands for whatever follows a prefix. */
const ANY = "image";

/**
 * Finds chains by trying each rule on images made for it: one below its prefix, the prefix itself where it can be a
 * whole image name of one word, and one below every other prefix that its result may hit. One chain per rule is enough.
 */
export function findChains(replacements: readonly Replacement[], matching: Matching): Chain[] {
  const replace = compileReplacements(replacements, matching);
  return replacements.flatMap((replacement, rule) => {
    const found = probesOf(replacement, replacements, matching).flatMap((probe) => {
      const chain = follow(probe, rule, replace, replacements.length);
      return chain === undefined ? [] : [chain];
    });
    const worst = found.find(({ endless }) => endless) ?? found[0];
    return worst === undefined ? [] : [worst];
  });
}

function probesOf(
  { repositoryPrefix, replaceWith }: Replacement,
  all: readonly Replacement[],
  { match }: Matching,
): string[] {
  if (repositoryPrefix === "") {
    const names = match === "exact" ? [] : all.map((other) => restBelow(other.repositoryPrefix, replaceWith));
    return [ANY, ...names.filter((name) => name !== "" && !name.includes("/"))];
  }
  const below = (rest: string): string => `${repositoryPrefix}/${rest}`;
  if (match === "exact") return [below(ANY)];
  const rests = all.map((other) => restBelow(other.repositoryPrefix, replaceWith)).filter((rest) => rest !== "");
  const word = !repositoryPrefix.includes("/") && !isRegistry(repositoryPrefix);
  return [
    below(ANY),
    below(`${ANY}/${ANY}`),
    ...(word ? [repositoryPrefix] : []),
    ...rests.flatMap((rest) => [below(`${rest}/${ANY}`), below(rest)]),
  ];
}

/** What must follow `target` for `prefix` to match; empty when nothing does. */
function restBelow(prefix: string, target: string): string {
  if (target === "") return prefix;
  return prefix.startsWith(`${target}/`) ? prefix.slice(target.length + 1) : "";
}

function follow(from: string, rule: number, replace: (image: string) => Outcome, rules: number): Chain | undefined {
  const first = replace(from);
  if (!("image" in first) || first.rule !== rule) return undefined;
  const second = replace(first.image);
  if (!("image" in second) || second.rule === rule) return undefined;
  let at: Outcome = second;
  for (let step = 0; step <= rules && "image" in at; step++) at = replace(at.image);
  return { rule, next: second.rule, endless: "image" in at, from, to: first.image };
}
