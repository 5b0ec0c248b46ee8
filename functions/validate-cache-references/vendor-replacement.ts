import type { PodImage } from "./model.ts";
import { readImage } from "./read-image.ts";

/** One entry of the annotation with which the bursting add-on replaces images. */
export interface VendorReplacement {
  readonly repositoryPrefix: string;
  readonly replaceWith: string;
}

/** Reads the annotation's JSON; entries that are not two strings are left out. Undefined when it is no JSON list. */
export function parseReplacements(text: string): readonly VendorReplacement[] | undefined {
  const value = parseJson(text);
  return Array.isArray(value) ? value.filter(isReplacement) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isReplacement(value: unknown): value is VendorReplacement {
  if (typeof value !== "object" || value === null) return false;
  const { repositoryPrefix, replaceWith } = value as Record<string, unknown>;
  return typeof repositoryPrefix === "string" && typeof replaceWith === "string";
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
 * Images as they are after the replacement, which happens before the cloud looks for a cache. The vendor names
 * containers and init containers; what it does with image volumes is not documented, so they stay as they are.
 */
export function replaceImages(images: readonly PodImage[], annotation: string): readonly PodImage[] {
  const replacements = parseReplacements(annotation);
  if (replacements === undefined || replacements.length === 0) return images;
  return images.map((each) => {
    if (each.written === undefined || (each.type !== "container" && each.type !== "init")) return each;
    const pulled = replaceImage(each.written, replacements);
    if (pulled === undefined) return each;
    return { ...each, image: readImage(pulled), before: each.before ?? each.image };
  });
}
