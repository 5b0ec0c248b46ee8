import { type Matching, prefixNames, type Replacement } from "../replace.ts";
import { compileRun } from "./follow.ts";
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
  return replacements.flatMap(({ repositoryPrefix }, rule): WithoutEffect[] => {
    if (isNeverMet(repositoryPrefix, matching)) return [{ rule, sameAs: undefined }];
    const sameAs = matching.match === "exact" ? undefined : sameRule(rule, replacements, matching, owners);
    return sameAs === undefined ? [] : [{ rule, sameAs }];
  });
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

function sameRule(
  rule: number,
  replacements: readonly Replacement[],
  matching: Matching,
  owners: ReadonlyMap<string, number>,
): number | undefined {
  const other = writesAlike(replacements[rule] as Replacement, replacements, matching, owners);
  if (other === undefined) return undefined;
  const others = replacements.filter((_, index) => index !== rule);
  const [all, without] = [compileRun(replacements, matching), compileRun(others, matching)];
  const same = testImages(replacements, matching).every((image) => {
    const [a, b] = [all(image), without(image)];
    return (a.is === "changed" ? a.image : image) === (b.is === "changed" ? b.image : image);
  });
  return same ? other : undefined;
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
