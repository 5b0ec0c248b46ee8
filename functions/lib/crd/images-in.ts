import { isImageName, isImagesName, otherMeaning } from "./image-names.ts";
import { ITEMS, type Step, type Steps } from "./steps.ts";

/**
 * The fields of a value, of which no schema tells anything, that are called like images and hold texts; each once.
 * `from` are the steps to the value.
 */
export function imagesIn(value: unknown, from: Steps): Steps[] {
  const found: Steps[] = [];
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
  const texts = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
  return isImagesName(key) && texts ? [ITEMS] : undefined;
}
