import type { Cache, HeldImage, ImageKey } from "./inventory.ts";
import type { Names } from "./predict-lookup.ts";

/**
 * How well a cache serves one image.
 *
 * `exact`: the same reference, or the same repository and digest; the only level that counts as covered.
 * `other-spelling`: the same, where names must be equal as written. `same-digest`: the same content in another
 * repository. `other-tag`: the same repository at another version. The clouds do not document what they do with the
 * levels in between.
 */
export type Level = "exact" | "other-spelling" | "same-digest" | "other-tag" | "none";

/** One image of a pod against one cache; `held` is the image of the cache that comes closest. */
export interface Coverage {
  readonly image: ImageKey;
  readonly level: Level;
  readonly held: HeldImage | undefined;
}

/** Compares one image with one cache. Costs at most the number of images in that cache, which is limited to 20. */
export function coverImage(image: ImageKey, cache: Cache, names: Names = "normalized"): Coverage {
  const spelt = names === "written" ? cache.images.find((held) => held.image.ref === image.ref) : undefined;
  if (spelt !== undefined) return { image, level: "exact", held: spelt };
  const equal = cache.held.get(image.key);
  if (equal !== undefined) return { image, level: names === "normalized" ? "exact" : "other-spelling", held: equal };
  const { digest } = image;
  const same = digest === undefined ? undefined : cache.images.find((held) => held.digest === digest);
  if (same !== undefined) return { image, level: "same-digest", held: same };
  const alike = cache.images.filter((held) => held.image.name === image.name);
  const other = alike.find((held) => held.image.tag === image.tag) ?? alike[0];
  return other === undefined ? { image, level: "none", held: undefined } : { image, level: "other-tag", held: other };
}

/** Whether a cache has an image, by the names that count as equal. */
export function isCovered(image: ImageKey, cache: Cache, names: Names = "normalized"): boolean {
  return names === "normalized" ? cache.held.has(image.key) : coverImage(image, cache, names).level === "exact";
}
