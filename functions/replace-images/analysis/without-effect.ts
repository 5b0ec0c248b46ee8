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
  return replacements.flatMap(({ repositoryPrefix }, rule): WithoutEffect[] => {
    if (isNeverMet(repositoryPrefix, matching)) return [{ rule, sameAs: undefined }];
    const sameAs = matching.match === "exact" ? undefined : sameRule(rule, replacements, matching);
    return sameAs === undefined ? [] : [{ rule, sameAs }];
  });
}

/** In full, every image of Docker Hub has a namespace: none lies directly below the host. */
function isNeverMet(prefix: string, { match, normalize }: Matching): boolean {
  return match === "exact" && normalize && prefixNames(prefix, true).every((name) => name === "docker.io");
}

function sameRule(rule: number, replacements: readonly Replacement[], matching: Matching): number | undefined {
  const others = replacements.filter((_, index) => index !== rule);
  const other = others.findIndex((each) => writesAlike(replacements[rule] as Replacement, each, matching));
  if (other < 0) return undefined;
  const [all, without] = [compileRun(replacements, matching), compileRun(others, matching)];
  const same = testImages(replacements, matching).every((image) => {
    const [a, b] = [all(image), without(image)];
    return (a.is === "changed" ? a.image : image) === (b.is === "changed" ? b.image : image);
  });
  return same ? other + Number(other >= rule) : undefined;
}

/** Whether a shorter prefix goes to the same place: only then is it worth to try all images. */
function writesAlike(deep: Replacement, shallow: Replacement, { normalize }: Matching): boolean {
  const above = prefixNames(shallow.repositoryPrefix, normalize);
  return prefixNames(deep.repositoryPrefix, normalize).some((prefix) =>
    above.some((start) => {
      if (start === "" || !prefix.startsWith(`${start}/`)) return false;
      const rest = prefix.slice(start.length + 1);
      return deep.replaceWith === (shallow.replaceWith === "" ? rest : `${shallow.replaceWith}/${rest}`);
    }),
  );
}
