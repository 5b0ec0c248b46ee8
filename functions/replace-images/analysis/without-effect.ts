import { type Matching, prefixNames, type Replacement } from "../replace.ts";
import { compileRun, type Run } from "./follow.ts";
import { testImages } from "./test-images.ts";

/** A rule that could be left out. */
export interface WithoutEffect {
  readonly rule: number;
  /** The rule that makes the same of its images; undefined when no image can meet it. */
  readonly sameAs: number | undefined;
}

/**
 * Finds dead rules: no image meets them, or a shorter prefix makes the same of every image that does. The longest prefix
 * wins, so nothing else can shadow a rule; two rules with one prefix are an error of their own.
 */
export function findWithoutEffect(replacements: readonly Replacement[], matching: Matching): WithoutEffect[] {
  const owners = ownersOf(replacements, matching);
  let made: ReadonlyMap<number, readonly Made[]> | undefined;
  return replacements.flatMap(({ repositoryPrefix }, rule): WithoutEffect[] => {
    if (isNeverMet(repositoryPrefix, matching)) return [{ rule, sameAs: undefined }];
    if (matching.match === "exact") return [];
    const sameAs = writesAlike(replacements[rule] as Replacement, replacements, matching, owners);
    if (sameAs === undefined) return [];
    made ??= madeBy(replacements, matching);
    return isSameWithout(rule, made.get(rule) ?? [], replacements, matching) ? [{ rule, sameAs }] : [];
  });
}

/** An image and what a run leaves in its place. */
interface Made {
  readonly image: string;
  readonly result: string;
}

const resultOf = (run: Run, image: string): string => (run.is === "changed" ? run.image : image);

/** What becomes of the images that stand for all, by the rule that decides. */
function madeBy(replacements: readonly Replacement[], matching: Matching): ReadonlyMap<number, readonly Made[]> {
  const all = compileRun(replacements, matching);
  const made = new Map<number, Made[]>();
  for (const image of testImages(replacements, matching)) {
    const run = all(image);
    if (run.rule === undefined) continue;
    const others = made.get(run.rule);
    const one = { image, result: resultOf(run, image) };
    if (others === undefined) made.set(run.rule, [one]);
    else others.push(one);
  }
  return made;
}

/** Whether the other rules make the same of the images that a rule decides; of all others they do anyway. */
function isSameWithout(
  rule: number,
  made: readonly Made[],
  replacements: readonly Replacement[],
  matching: Matching,
): boolean {
  const others = replacements.filter((_, index) => index !== rule);
  const without = compileRun(others, matching);
  return made.every(({ image, result }) => resultOf(without(image), image) === result);
}

/** The rule of every prefix. */
function ownersOf(replacements: readonly Replacement[], { normalize }: Matching): ReadonlyMap<string, number> {
  const names = replacements.flatMap(({ repositoryPrefix }, rule) =>
    prefixNames(repositoryPrefix, normalize).map((name) => [name, rule] as const),
  );
  return new Map(names);
}

/** In full, every image of Docker Hub has a namespace: none lies directly below the host. */
function isNeverMet(prefix: string, { match, normalize }: Matching): boolean {
  return match === "exact" && normalize && prefixNames(prefix, true).every((name) => name === "docker.io");
}

/** The rule of a shorter prefix that goes to the same place: only then is it worth to try all images. */
function writesAlike(
  { repositoryPrefix, replaceWith }: Replacement,
  replacements: readonly Replacement[],
  { normalize }: Matching,
  owners: ReadonlyMap<string, number>,
): number | undefined {
  for (const prefix of prefixNames(repositoryPrefix, normalize)) {
    for (let end = prefix.lastIndexOf("/"); end > 0; end = prefix.lastIndexOf("/", end - 1)) {
      const owner = owners.get(prefix.slice(0, end));
      if (owner === undefined) continue;
      const target = (replacements[owner] as Replacement).replaceWith;
      const rest = prefix.slice(end + 1);
      if (replaceWith === (target === "" ? rest : `${target}/${rest}`)) return owner;
    }
  }
  return undefined;
}
