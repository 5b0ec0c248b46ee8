import type { ImageKey } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Pod } from "../model.ts";
import { readImage } from "./read-image.ts";
import { readReplacements, replaceImages } from "../vendor-replacement.ts";

/** Values of fields that may hold an image: `image`, `brokerRackInitImage`, `imageName`, `reference`; also in JSON. */
const FIELD = /(?:[iI]mage\w*|reference)["']?\s*:\s*(?!\w+:\s)(?:&\S+\s+)?["']?([^\s"',}\]]+)/g;

/** A run of the characters that a reference is made of. */
const WORD = /[\w.\-/:@]+/g;

/** No reference is longer. */
const LONGEST = 512;

/** With a tag or a digest, a word may be an image wherever it stands. */
function isExact(word: string): boolean {
  return word.length <= LONGEST && /[:@]\w/.test(word);
}

/**
 * Whether some workload runs an image; undefined when there are no workloads. The pods that were read anyway answer
 * first. Then the texts of all workloads, and of the other resources that may name images, are searched, once: whatever
 * looks like an image counts, so that no cache is called unused for a kind or a spelling that is not in the catalogue, or
 * for an image that an operator is told by an argument or a variable.
 */
export function imagesInUse(
  pods: readonly Pod[],
  workloads: readonly Item[],
  others: readonly Item[],
): (image: ImageKey) => boolean | undefined {
  let read: ReadonlySet<string> | undefined;
  let searched: ReadonlySet<string> | undefined;
  return ({ key, name }) => {
    if (workloads.length === 0) return undefined;
    const isIn = (used: ReadonlySet<string>): boolean => used.has(key) || used.has(name);
    return isIn((read ??= new Set(pods.flatMap(imagesOf)))) || isIn((searched ??= search([...workloads, ...others])));
  };
}

/** A digest may be that of the tag beside it; without a tag, that of any image of the repository. */
function keysOf({ key, name, tag, digest }: ImageKey): readonly string[] {
  if (digest === undefined) return [key];
  return [key, tag === undefined ? name : `${name}:${tag}`];
}

/** Before and after the replacement by the bursting add-on. */
function imagesOf({ images, entries }: Pod): string[] {
  const replacement = entries.find(({ info }) => info?.meaning === "imageReplacement");
  const all =
    replacement === undefined
      ? images
      : [...images, ...replaceImages(images, readReplacements(replacement.text).entries)];
  return all.flatMap(({ image }) => (image === undefined ? [] : keysOf(image)));
}

function search(items: readonly Item[]): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { text } of items) {
    for (const match of text.matchAll(FIELD)) texts.add(match[1] as string);
    for (const [word] of text.matchAll(WORD)) if (isExact(word)) texts.add(word);
  }
  const images = [...texts].flatMap((text) => readImage(text) ?? []);
  return new Set(images.flatMap(keysOf));
}
