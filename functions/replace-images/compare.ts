import { compileReplacements, type Matching, type Outcome, type Replacement } from "./replace.ts";

/** What another way of matching would make of an image. */
export interface Difference {
  readonly rule: "IR007" | "IR011" | "IR012";
  /** Index of the replacement that it is about. */
  readonly replacement: number;
  readonly message: string;
}

/**
 * Compiles the comparison of a policy with its neighbours: the same rules under the vendor's `exact` matching (IR007),
 * the empty prefix and the spellings of official images that it does not mean (IR011), and full names (IR012). Only
 * differences that a reader of the policy would not expect are reported.
 */
export function compileComparison(
  replacements: readonly Replacement[],
  matching: Matching,
): (image: string, outcome: Outcome) => Difference | undefined {
  const exact = compileReplacements(replacements, { ...matching, match: "exact" });
  const full = compileReplacements(replacements, { ...matching, normalize: true });
  const nested = replacements.map((_, index) => isNested(replacements, index));
  const empty = replacements.findIndex(({ repositoryPrefix }) => repositoryPrefix === "");

  return (image, outcome) => {
    if ("image" in outcome) {
      if (matching.match === "exact" || nested[outcome.rule] !== true) return undefined;
      const other = exact(image);
      const differs = !("image" in other) || other.image !== outcome.image;
      return differs ? vendorDiffers(image, outcome, other) : undefined;
    }
    if (outcome.kept === "already" || matching.normalize) return undefined;
    if (empty >= 0 && /^(?:(?:index\.)?docker\.io\/)?library\/|^(?:index\.)?docker\.io\/[^/]+$/.test(image)) {
      const short = image.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, "");
      const message = `the empty prefix means images without "/", so "${image}" stays and "${short}" would not: write the image without registry, add its prefix, or set \`normalize: true\``;
      return { rule: "IR011", replacement: empty, message };
    }
    const other = full(image);
    if (!("image" in other)) return undefined;
    const message = `"${image}" stays, because prefixes are compared with the text as written; in full it is meant by this rule: set \`normalize: true\` to rewrite it to "${other.image}"`;
    return { rule: "IR012", replacement: other.rule, message };
  };
}

function vendorDiffers(image: string, outcome: { image: string; rule: number }, other: Outcome): Difference {
  const there = "image" in other ? `becomes "${other.image}"` : "stays as it is";
  const message = `"${image}" becomes "${outcome.image}" here and ${there} under the bursting add-on's own rule, which compares everything before the last "/": set \`match: exact\` to get the same from both`;
  return { rule: "IR007", replacement: outcome.rule, message };
}

/** Whether another prefix lies above or below this one. */
function isNested(replacements: readonly Replacement[], index: number): boolean {
  const prefix = (replacements[index] as Replacement).repositoryPrefix;
  return replacements.some(
    ({ repositoryPrefix: other }, position) =>
      position !== index &&
      other !== "" &&
      prefix !== "" &&
      (other.startsWith(`${prefix}/`) || prefix.startsWith(`${other}/`)),
  );
}
