import { fullPrefix, fullPrefixes, normalizeName } from "../lib/image/mod.ts";

/** One entry of `spec.replacements`, as in the vendor's annotation. */
export interface Replacement {
  /** Registry and leading path of the images that are meant; `""` means images without any `/`. */
  readonly repositoryPrefix: string;
  /** What stands there instead. */
  readonly replaceWith: string;
}

/** How `repositoryPrefix` is compared. */
export interface Matching {
  /**
   * `prefix`: whole path segments, the longest prefix wins. `exact`: everything before the last `/` must be equal, the
   * rule of Huawei's bursting add-on.
   */
  readonly match: "prefix" | "exact";
  /** Compare full names (`docker.io/library/nginx` for `nginx`) and write the result accordingly. */
  readonly normalize: boolean;
}

/** What becomes of an image: its new text and the index of the rule, or why it stays. */
export type Outcome =
  | { readonly image: string; readonly rule: number }
  | { readonly kept: "no-rule" }
  /** The only rule that applies has been carried out: nothing would change, or the image starts with its `replaceWith`. */
  | { readonly kept: "already"; readonly rule: number };

/**
 * Compiles replacements into a function of the image text, which must be a valid reference. At most one rule applies to
 * an image, its result is not matched again, and tag and digest stay as they are written. The price of a call depends
 * on the number of segments of the image, not on the number of rules.
 *
 * Source of the rules: support.huaweicloud.com/bestpractice-cci/cci_04_0059.html for `exact`.
 */
export function compileReplacements(
  replacements: readonly Replacement[],
  { match, normalize }: Matching,
): (image: string) => Outcome {
  // Made for the first image: some ways of matching are only compiled to be compared with.
  let rules: ReadonlyMap<string, number> | undefined;
  const find = match === "exact" ? exactRule : longestRule;

  return (image) => {
    const written = nameOf(image);
    const name = normalize ? normalizeName(written) : written;
    rules ??= indexRules(replacements, normalize);
    const found = find(rules, name);
    if (found === undefined) return { kept: "no-rule" };
    const { key, rule } = found;
    const target = (replacements[rule] as Replacement).replaceWith;
    const done = normalize && target !== "" ? fullPrefix(target) : target;
    if (match === "prefix" && isBelow(done, key) && startsWithSegments(name, done)) return { kept: "already", rule };
    const rest = name.slice(key.length + (name[key.length] === "/" ? 1 : 0));
    const path = rest === "" || target === "" ? `${target}${rest}` : `${target}/${rest}`;
    const result = path + image.slice(written.length);
    return result === image ? { kept: "already", rule } : { image: result, rule };
  };
}

function indexRules(replacements: readonly Replacement[], normalize: boolean): ReadonlyMap<string, number> {
  const rules = new Map<string, number>();
  replacements.forEach(({ repositoryPrefix }, index) => {
    for (const key of prefixNames(repositoryPrefix, normalize)) if (!rules.has(key)) rules.set(key, index);
  });
  return rules;
}

/** The name as written: everything before the tag, which follows the last `/`, or before the digest. */
function nameOf(image: string): string {
  const at = image.indexOf("@");
  const end = at < 0 ? image.length : at;
  const colon = image.lastIndexOf(":", end - 1);
  return colon > image.lastIndexOf("/", end - 1) ? image.slice(0, colon) : image.slice(0, end);
}

interface Found {
  readonly key: string;
  readonly rule: number;
}

/** Tries the whole name, then shorter and shorter prefixes; `""` only where there is nothing to cut off. */
function longestRule(rules: ReadonlyMap<string, number>, name: string): Found | undefined {
  let key = name;
  for (;;) {
    const rule = rules.get(key);
    if (rule !== undefined) return { key, rule };
    const slash = key.lastIndexOf("/");
    if (slash < 0) break;
    key = key.slice(0, slash);
  }
  const rule = name.includes("/") ? undefined : rules.get("");
  return rule === undefined ? undefined : { key: "", rule };
}

function exactRule(rules: ReadonlyMap<string, number>, name: string): Found | undefined {
  const key = name.slice(0, Math.max(0, name.lastIndexOf("/")));
  const rule = rules.get(key);
  return rule === undefined ? undefined : { key, rule };
}

/** Under which names a prefix is looked up: as it is written, or in full. */
export function prefixNames(prefix: string, normalize: boolean): readonly string[] {
  return normalize ? fullPrefixes(prefix) : [prefix];
}

function startsWithSegments(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && (name.length === prefix.length || name[prefix.length] === "/");
}

function isBelow(name: string, prefix: string): boolean {
  return prefix !== "" && name.startsWith(`${prefix}/`);
}
