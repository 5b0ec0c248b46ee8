import type { Cache, CacheIndex, HeldImage, ImageKey } from "./inventory.ts";

/**
 * When two names are the same image. `normalized`: when they are after normalisation (`nginx` is
 * `docker.io/library/nginx:latest`). `written`: when their text is. No vendor says which.
 */
export type Names = "normalized" | "written";

/** The caches of an index by image, under one understanding of names. Keys come from `keyOf`. */
export interface Lookup {
  keyOf(image: ImageKey): string;
  /** The caches that hold an image. */
  caches(key: string): readonly Cache[];
  held(cache: Cache, key: string): HeldImage | undefined;
}

const NONE: readonly Cache[] = [];

/** Prepares look-ups; those by text cost one pass over the inventory. */
export function lookupOf(index: CacheIndex, names: Names): Lookup {
  return names === "normalized" ? byKey(index) : byText(index);
}

function byKey({ byImage }: CacheIndex): Lookup {
  return {
    keyOf: ({ key }) => key,
    caches: (key) => byImage.get(key) ?? NONE,
    held: ({ held }, key) => held.get(key),
  };
}

function byText({ caches }: CacheIndex): Lookup {
  const holders = new Map<string, Cache[]>();
  const texts = new Map<Cache, Map<string, HeldImage>>();
  for (const cache of caches) {
    const own = new Map<string, HeldImage>();
    for (const held of cache.images) if (!own.has(held.image.ref)) own.set(held.image.ref, held);
    texts.set(cache, own);
    for (const ref of own.keys()) {
      const list = holders.get(ref);
      if (list === undefined) holders.set(ref, [cache]);
      else list.push(cache);
    }
  }
  return {
    keyOf: ({ ref }) => ref,
    caches: (key) => holders.get(key) ?? NONE,
    held: (cache, key) => texts.get(cache)?.get(key),
  };
}
