import type { CacheEntry } from "./entry.ts";
import type { Provider } from "./providers/provider.ts";

/**
 * An image reference reduced to what matching compares.
 *
 * `key` is the whole reference after normalisation (`docker.io/library/nginx:latest`; a digest replaces the tag),
 * `name` the normalised name without tag and digest, `tag` what was written or `latest` when neither tag nor digest was.
 */
export interface ImageKey {
  readonly ref: string;
  readonly key: string;
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Turns a reference as written into its key; undefined for text that is no image reference. */
export type ReadImage = (ref: string) => ImageKey | undefined;

/** One image of a cache, read. `digest` is the one in the reference, else the one that the inventory declares. */
export interface HeldImage {
  readonly image: ImageKey;
  readonly digest: string | undefined;
  readonly sizeBytes: number | undefined;
}

/** A declared cache, ready for look-ups. Images that are no references are left out. */
export interface Cache {
  readonly entry: CacheEntry;
  /** What names it in a pod, else what it has of the two, else `""`: how results call it. */
  readonly label: string;
  readonly images: readonly HeldImage[];
  /** The first image per normalised reference; also by a digest that the inventory declares beside the reference. */
  readonly held: ReadonlyMap<string, HeldImage>;
  /** Bytes of what is held; undefined: the inventory does not state the size of every image. */
  readonly bytes: number | undefined;
  /** When it was created, in milliseconds since 1970. */
  readonly created: number | undefined;
}

/** The declared caches of one provider with their look-ups: work grows with pods + caches, never with their product. */
export interface CacheIndex {
  readonly caches: readonly Cache[];
  readonly byId: ReadonlyMap<string, readonly Cache[]>;
  readonly byName: ReadonlyMap<string, readonly Cache[]>;
  /** By normalised reference. */
  readonly byImage: ReadonlyMap<string, readonly Cache[]>;
  /** Digests known per normalised reference. */
  readonly digests: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Indexes entries once. The order of the entries has no influence on anything but the order of the lists. `by`: what a
 * pod names a cache by.
 */
export function indexCaches(
  entries: readonly CacheEntry[],
  read: ReadImage,
  by: Provider["pin"]["by"] = "id",
): CacheIndex {
  const byId = new Map<string, Cache[]>();
  const byName = new Map<string, Cache[]>();
  const byImage = new Map<string, Cache[]>();
  const digests = new Map<string, Set<string>>();
  const caches = entries.map((entry) => readCache(entry, read, by));
  for (const cache of caches) {
    if (cache.entry.id !== undefined) push(byId, cache.entry.id, cache);
    if (cache.entry.name !== undefined) push(byName, cache.entry.name, cache);
    for (const key of cache.held.keys()) push(byImage, key, cache);
    for (const { image, digest } of cache.images) if (digest !== undefined) note(digests, image, digest);
  }
  return { caches, byId, byName, byImage, digests };
}

function readCache(entry: CacheEntry, read: ReadImage, by: Provider["pin"]["by"]): Cache {
  const images: HeldImage[] = [];
  const held = new Map<string, HeldImage>();
  for (const { ref, digest, sizeBytes } of entry.images) {
    const image = read(ref);
    if (image === undefined) continue;
    const one: HeldImage = { image, digest: image.digest ?? digest, sizeBytes };
    images.push(one);
    if (!held.has(image.key)) held.set(image.key, one);
  }
  const bytes = bytesOf([...held.values()]);
  // An image that is wanted by its digest is the same wherever repository and digest are; references come first.
  for (const one of images) {
    const key = `${one.image.name}@${one.digest}`;
    if (one.digest !== undefined && !held.has(key)) held.set(key, one);
  }
  const label = entry[by] ?? entry.id ?? entry.name ?? "";
  return { entry, label, images, held, bytes, created: timeOf(entry.createdAt) };
}

/** Sum of the sizes of images; undefined when one is not known. */
export function bytesOf(images: readonly HeldImage[]): number | undefined {
  let sum = 0;
  for (const { sizeBytes } of images) {
    if (sizeBytes === undefined) return undefined;
    sum += sizeBytes;
  }
  return sum;
}

function timeOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

function push(map: Map<string, Cache[]>, key: string, cache: Cache): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [cache]);
  else list.push(cache);
}

/** A digest counts for the reference as written and for the same name with its tag. */
function note(digests: Map<string, Set<string>>, image: ImageKey, digest: string): void {
  const keys = image.tag === undefined ? [image.key] : [image.key, `${image.name}:${image.tag}`];
  for (const key of keys) {
    const set = digests.get(key);
    if (set === undefined) digests.set(key, new Set([digest]));
    else set.add(digest);
  }
}
