import type { Cache, HeldImage, ImageKey } from "./inventory.ts";

/**
 * How well a cache serves one image.
 *
 * `exact`: the same reference after normalisation, the only level that counts as covered. `same-digest`: the same
 * content under another name or tag. `other-tag`: the same repository at another version. The clouds do not document
 * what they do with the two levels in between.
 */
export type Level = "exact" | "same-digest" | "other-tag" | "none";

/** One image of a pod against one cache; `held` is the image of the cache that comes closest. */
export interface Coverage {
  readonly image: ImageKey;
  readonly level: Level;
  readonly held: HeldImage | undefined;
}

/** Compares one image with one cache. Costs at most the number of images in that cache, which is limited to 20. */
export function coverImage(image: ImageKey, cache: Cache): Coverage {
  const exact = cache.held.get(image.key);
  if (exact !== undefined) return { image, level: "exact", held: exact };
  const { digest } = image;
  const same = digest === undefined ? undefined : cache.images.find((held) => held.digest === digest);
  if (same !== undefined) return { image, level: "same-digest", held: same };
  const other = cache.images.find((held) => held.image.name === image.name);
  return other === undefined ? { image, level: "none", held: undefined } : { image, level: "other-tag", held: other };
}
