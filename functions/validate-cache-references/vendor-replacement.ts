import { parseReference } from "../lib/image/mod.ts";
import type { PodImage, VendorReplacement } from "./model.ts";
import { readImage } from "./read/read-image.ts";

/** An annotation read: the entries that have both fields, and what is wrong with the others or with the whole. */
export interface ReadReplacements {
  readonly entries: readonly VendorReplacement[];
  /** Phrases that follow "must be a JSON list of …:". */
  readonly problems: readonly string[];
}

/** Stands for a `replaceWith` that cannot be told: no reference begins like this, so what follows from it is none. */
export const UNKNOWN_NAME = "?";

const FIELDS = ["repositoryPrefix", "replaceWith"] as const;

/** Reads the annotation's JSON. */
export function readReplacements(text: string): ReadReplacements {
  const value = parseJson(text);
  if (value === undefined) return { entries: [], problems: [`it is no JSON${hint(text)}`] };
  if (!Array.isArray(value)) return { entries: [], problems: ["it is no list"] };
  return {
    entries: value.filter(isReplacement),
    problems: value.flatMap((each: unknown, index) => entryProblem(each, index) ?? []),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether two texts are lists of the same replacements: neither their order nor the layout of the JSON matters. */
export function replaceAlike(one: string, other: string): boolean {
  const meaning = meaningOf(one);
  return meaning !== undefined && meaning === meaningOf(other);
}

/** Equal for lists of the same replacements; undefined: something in it cannot be read. */
function meaningOf(text: string): string | undefined {
  const { entries, problems } = readReplacements(text);
  if (problems.length > 0) return undefined;
  const pairs = entries.map(({ repositoryPrefix, replaceWith }) => JSON.stringify([repositoryPrefix, replaceWith]));
  return pairs.sort().join();
}

/** The usual reasons, which parsers of JSON word differently on every platform. */
function hint(text: string): string {
  if (text.trim() === "") return ", it is empty";
  if (/[[{,]\s*'/.test(text)) return ", which needs double quotes";
  if (/,\s*[\]}]/.test(text)) return ", which has no comma behind the last part";
  return ", look at quotes, brackets and commas";
}

function isReplacement(value: unknown): value is VendorReplacement {
  if (typeof value !== "object" || value === null) return false;
  return FIELDS.every((field) => typeof (value as Record<string, unknown>)[field] === "string");
}

function entryProblem(value: unknown, index: number): string | undefined {
  const which = `entry ${index + 1}`;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${which} is no object`;
  const wrong = FIELDS.filter((field) => typeof (value as Record<string, unknown>)[field] !== "string");
  if (wrong.length > 0)
    return `${which} has no ${wrong.map((field) => `"${field}"`).join(" and no ")} that is a string`;
  const other = Object.keys(value).filter((key) => !FIELDS.some((field) => field === key));
  return other.length === 0
    ? undefined
    : `${which} has ${other.map((key) => `"${key}"`).join(" and ")} beside the two fields`;
}

/**
 * The vendor's rule: everything before the last `/` of the image must equal `repositoryPrefix` and is replaced; an
 * empty one stands for images without any `/`. At most one entry applies. Undefined: none does.
 */
export function replaceImage(image: string, replacements: readonly VendorReplacement[]): string | undefined {
  const slash = image.lastIndexOf("/");
  const parent = slash < 0 ? "" : image.slice(0, slash);
  const found = replacements.find(({ repositoryPrefix }) => repositoryPrefix === parent);
  return found === undefined ? undefined : `${found.replaceWith}/${image.slice(slash + 1)}`;
}

/**
 * What a reader who takes `repositoryPrefix` for a prefix expects: it ends where a path segment does, may be the whole
 * name, and the longest wins. Undefined: no entry is one, or the image has the name below its prefix already.
 */
export function replacePrefix(image: string, replacements: readonly VendorReplacement[]): string | undefined {
  const name = parseReference(image)?.name ?? image;
  const found = replacements
    .filter(({ repositoryPrefix: prefix }) => prefix !== "" && isAtOrBelow(name, prefix))
    .sort((a, b) => b.repositoryPrefix.length - a.repositoryPrefix.length)[0];
  if (found === undefined) return name.includes("/") ? undefined : replaceImage(image, replacements);
  const { repositoryPrefix, replaceWith } = found;
  if (isAtOrBelow(replaceWith, repositoryPrefix) && isAtOrBelow(name, replaceWith)) return undefined;
  return replaceWith + image.slice(repositoryPrefix.length);
}

function isAtOrBelow(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}/`);
}

/**
 * Images as they are after the replacement, which happens before the cloud looks for a cache. The vendor names
 * containers and init containers; what it does with image volumes is not documented, so they stay as they are.
 */
export function replaceImages(
  images: readonly PodImage[],
  replacements: readonly VendorReplacement[],
): readonly PodImage[] {
  if (replacements.length === 0) return images;
  return images.map((each) => {
    if (each.written === undefined || (each.type !== "container" && each.type !== "init")) return each;
    const pulled = replaceImage(each.written, replacements);
    if (pulled === undefined) return each;
    return { ...each, image: readImage(pulled), before: each.before ?? each.image };
  });
}
