import { isImageName, isImagesName, otherMeaning } from "./image-names.ts";
import { ITEMS, type Step, type Steps, VALUES } from "./steps.ts";

/**
 * The fields of a value, of which no schema tells anything, that are called like images and hold texts; each once.
 * `from` are the steps to the value.
 */
export function imagesIn(value: unknown, from: Steps): Steps[] {
  const found: Steps[] = [];
  // The open value itself may be called after images.
  const key = from.at(-1);
  const leaf = typeof key === "string" ? leafOf(key, value, from.slice(0, -1)) : undefined;
  if (leaf !== undefined) found.push([...from, ...leaf]);
  walk(value, from, found);
  return found;
}

function walk(value: unknown, steps: Steps, found: Steps[]): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, [...steps, ITEMS], found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === "status" || key === "metadata") continue;
    const here = [...steps, key];
    const leaf = leafOf(key, child, steps);
    const why = otherMeaning(here.filter((step) => typeof step === "string"));
    if (leaf !== undefined && why === undefined) found.push([...here, ...leaf]);
    walk(child, here, found);
  }
}

/** Steps from a key to the image it holds; undefined when it holds none. */
function leafOf(key: string, value: unknown, above: Steps): Step[] | undefined {
  if (typeof value === "string") {
    const volume = key === "reference" && above.at(-1) === "image";
    return volume || isImageName(key) ? [] : undefined;
  }
  if (!isImagesName(key) || !holdsTexts(value)) return undefined;
  return [Array.isArray(value) ? ITEMS : VALUES];
}

/** Keys of one image in parts, or of an override of another one: a map with such a key is no map of images. */
const PARTS: ReadonlySet<string> = new Set(["registry", "repository", "tag", "digest", "name", "newName", "newTag"]);

/** A list of texts, or a map of them. */
function holdsTexts(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const values = Object.values(value);
  const inParts = !Array.isArray(value) && Object.keys(value).some((key) => PARTS.has(key));
  return values.length > 0 && !inParts && values.every((each) => typeof each === "string");
}
