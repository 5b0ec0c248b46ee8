import { compileReplacements, type Matching, type Outcome, type Replacement } from "./replace.ts";

/** What another way of matching would make of an image. */
export interface Difference {
  readonly rule: "IR007" | "IR011" | "IR012";
  /** Index of the replacement that it is about. */
  readonly replacement: number;
  readonly message: string;
}

type Compare = (image: string, outcome: Outcome) => Difference | undefined;

/** Images that are official ones, spelled with more than the name. */
const SPELLED_OUT = /^(?:(?:index\.)?docker\.io\/)?library\/[^/]+$|^(?:index\.)?docker\.io\/[^/]+$/;

/**
 * Compiles the comparison of a policy with its neighbours: the other kind of matching (IR007), the empty prefix and the
 * spellings of official images that it does not mean (IR011), and full names (IR012). Only differences that a reader of
 * the policy would not expect are reported: with `prefix`, the vendor's rule matters where prefixes nest.
 */
export function compileComparison(
  replacements: readonly Replacement[],
  matching: Matching,
  action: "rewrite" | "annotate",
): Compare {
  const missed =
    matching.match === "exact" ? compileExact(replacements, matching, action) : compilePrefix(replacements, matching);
  const full = compileReplacements(replacements, { ...matching, normalize: true });
  const empty = replacements.findIndex(({ repositoryPrefix }) => repositoryPrefix === "");
  const advice =
    action === "rewrite"
      ? "set `normalize: true` to rewrite it"
      : "write the image as the prefix has it, or add a prefix";

  return (image, outcome) => {
    const difference = missed(image, outcome);
    if (difference !== undefined || "image" in outcome || outcome.kept === "already" || matching.normalize)
      return difference;
    if (empty >= 0 && SPELLED_OUT.test(image)) {
      const short = image.slice(image.lastIndexOf("/", image.includes("@") ? image.indexOf("@") : undefined) + 1);
      const message = `"${image}" stays, because the empty prefix means images without "/", such as "${short}": ${advice}`;
      return { rule: "IR011", replacement: empty, message };
    }
    const other = full(image);
    if (!("image" in other)) return undefined;
    const message = `"${image}" stays, because prefixes are compared with the text as written, and only its full name is meant: ${advice}`;
    return { rule: "IR012", replacement: other.rule, message };
  };
}

/** With whole segments: where prefixes nest, the vendor's rule may choose another one or none. It knows no full names. */
function compilePrefix(replacements: readonly Replacement[], matching: Matching): Compare {
  const exact = compileReplacements(replacements, { ...matching, match: "exact" });
  const nested = replacements.map((_, index) => isNested(replacements, index));
  return (image, outcome) => {
    if (matching.normalize || !("image" in outcome) || nested[outcome.rule] !== true) return undefined;
    const other = exact(image);
    if ("image" in other && other.image === outcome.image) return undefined;
    const there = "image" in other ? `"${other.image}"` : "nothing else";
    const message = `"${image}" becomes "${outcome.image}" here and ${there} under the bursting add-on's own rule, which compares everything before the last "/": set \`match: exact\` to get the same from both`;
    return { rule: "IR007", replacement: outcome.rule, message };
  };
}

/** With the vendor's rule: images further below a prefix, and a prefix that is a whole image name, are not matched. */
function compileExact(
  replacements: readonly Replacement[],
  matching: Matching,
  action: "rewrite" | "annotate",
): Compare {
  const prefix = compileReplacements(replacements, { ...matching, match: "prefix" });
  return (image, outcome) => {
    if ("image" in outcome) return undefined;
    const other = prefix(image);
    if (!("image" in other)) return undefined;
    const { repositoryPrefix } = replacements[other.rule] as Replacement;
    const below = image.startsWith(`${repositoryPrefix}/`);
    const why = below
      ? `images directly below "${repositoryPrefix}" only`
      : `what stands before the last "/", and "${repositoryPrefix}" is a whole image name`;
    const subject = action === "annotate" ? "the annotation" : "`match: exact`";
    const advice = action === "annotate" ? "" : ", or set `match: prefix`";
    const parent = image.slice(0, Math.max(0, image.lastIndexOf("/")));
    const message = `"${image}" stays, because ${subject} means ${why}: add a replacement for "${parent}"${advice}`;
    return { rule: "IR007", replacement: other.rule, message };
  };
}

/** Whether another prefix lies above or below this one. */
function isNested(replacements: readonly Replacement[], index: number): boolean {
  const prefix = (replacements[index] as Replacement).repositoryPrefix;
  if (prefix === "") return false;
  return replacements.some(
    ({ repositoryPrefix: other }) => other !== "" && (other.startsWith(`${prefix}/`) || prefix.startsWith(`${other}/`)),
  );
}
