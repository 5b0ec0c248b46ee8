import { isRegistry, normalize, normalizeName, parseReference } from "../../lib/image/mod.ts";
import { type Matching, prefixNames, type Replacement } from "../replace.ts";
import { compileRun, type Run } from "./follow.ts";

/**
 * Why a rule that is close to an image does not apply to it.
 *
 * - `shorter`: it means the image as well, and a longer prefix wins.
 * - `segment`: the image starts with its text, in the middle of a path segment.
 * - `spelling`: only the full name of the image starts with it.
 * - `written`: the image as it is written starts with it, and full names are compared.
 * - `depth`: `match: exact`, and the image does not lie directly below it.
 * - `slash`: the empty prefix, and the image has a `/` (or is no official image, in full).
 * - `case`: it differs in upper and lower case only.
 * - `differs`: it starts alike, and another segment follows.
 */
export interface RunnerUp {
  readonly rule: number;
  readonly why: "shorter" | "segment" | "spelling" | "written" | "depth" | "slash" | "case" | "differs";
  /** For `differs`: the segment of the image and that of the prefix; the image may have none. */
  readonly segments?: readonly [image: string | undefined, prefix: string];
}

/** What a policy makes of one image, and why. */
export interface ImageExplanation {
  /** The image in full, as a runtime pulls it. */
  readonly full: string;
  /** What one run makes of it. */
  readonly run: Run;
  /** Rules that are close to the image, the closest first. */
  readonly runnersUp: readonly RunnerUp[];
  /** How many rules have nothing to do with it. */
  readonly others: number;
  /** What the policy would make of it when prefixes are compared with the text as written, and with the full name. */
  readonly raw: Run;
  readonly normalized: Run;
}

/** Explains what replacements make of a valid image reference. */
export function explainImage(
  image: string,
  replacements: readonly Replacement[],
  matching: Matching,
): ImageExplanation | undefined {
  const reference = parseReference(image);
  if (reference === undefined) return undefined;
  const { match } = matching;
  const [raw, normalized] = [false, true].map((full) =>
    compileRun(replacements, { match, normalize: full })(image),
  ) as [Run, Run];
  const run = matching.normalize ? normalized : raw;
  const names = { written: reference.name, full: normalizeName(reference.name) };
  const runnersUp = replacements.flatMap(({ repositoryPrefix }, rule): RunnerUp[] => {
    const why = rule === run.rule ? undefined : closeness(repositoryPrefix, names, matching);
    return why === undefined ? [] : [{ rule, ...why }];
  });
  const length = ({ rule }: RunnerUp): number => replacements[rule]?.repositoryPrefix.length ?? 0;
  runnersUp.sort((a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why) || length(b) - length(a) || a.rule - b.rule);
  const others = replacements.length - runnersUp.length - Number(run.rule !== undefined);
  return { full: normalize(reference), run, runnersUp, others, raw, normalized };
}

const ORDER: readonly RunnerUp["why"][] = [
  "shorter",
  "depth",
  "spelling",
  "written",
  "segment",
  "case",
  "slash",
  "differs",
];

interface Names {
  readonly written: string;
  readonly full: string;
}

function closeness(prefix: string, names: Names, matching: Matching): Omit<RunnerUp, "rule"> | undefined {
  const { match, normalize: compareFull } = matching;
  const name = compareFull ? names.full : names.written;
  const keys = prefixNames(prefix, compareFull);
  if (prefix === "" && !compareFull)
    return match === "prefix" && !name.includes("/") ? { why: "shorter" } : { why: "slash" };
  if (keys.some((key) => startsWithSegments(name, key))) return { why: match === "exact" ? "depth" : "shorter" };
  if (prefix === "") return { why: "slash" };
  if (!compareFull && prefixNames(prefix, true).some((key) => startsWithSegments(names.full, key))) {
    return { why: "spelling" };
  }
  if (compareFull && startsWithSegments(names.written, prefix)) return { why: "written" };
  if (keys.some((key) => name.startsWith(key))) return { why: "segment" };
  if (keys.some((key) => startsWithSegments(name.toLowerCase(), key.toLowerCase()))) return { why: "case" };
  return keys.map((key) => difference(name, key)).find((each) => each !== undefined);
}

/** The first segment that differs, when the ones before it are equal and not only the registry that everybody has. */
function difference(name: string, key: string): Omit<RunnerUp, "rule"> | undefined {
  const [image, prefix] = [name.split("/"), key.split("/")];
  const at = prefix.findIndex((segment, index) => segment !== image[index]);
  const started = at > 0 && (at > 1 || isRegistry(prefix[0] as string));
  if (!started || (at === 1 && prefix[0] === "docker.io")) return undefined;
  return { why: "differs", segments: [image[at], prefix[at] as string] };
}

function startsWithSegments(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}/`);
}
