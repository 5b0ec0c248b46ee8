import type { Cache, HeldImage } from "./inventory.ts";
import type { Criterion } from "./providers/provider.ts";

/** A cache that holds some of the images: `matched` is what it holds of them, `weight` their number or their bytes. */
export interface Candidate {
  readonly cache: Cache;
  readonly matched: readonly HeldImage[];
  readonly weight: number;
}

/** What decided between two candidates. `tie`: nothing that is documented could. */
export type Deciding = "match-degree" | "size" | "newest" | "tie";

/** One comparison of candidates: more is better; undefined: the inventory does not say. */
export interface Comparison {
  readonly name: Deciding;
  readonly value: (candidate: Candidate) => number | undefined;
  /** A refinement of our own, which nobody misses where its values are not known. */
  readonly refines?: true;
}

/** What may rank candidates: what rows name, and what a policy may put in the place of `closest-size`. */
export type Ranker = Criterion | "matched-size";

const degree: Comparison = { name: "match-degree", value: ({ weight }) => weight };

/**
 * Every ranker as comparisons, the most important first.
 *
 * "Closest in size" is not defined further by the vendor: the smaller cache is closer to the images it is wanted for, and
 * between equal caches the one with fewer bytes of other images.
 */
export const COMPARISONS: Readonly<Record<Ranker, readonly Comparison[]>> = {
  "matched-images": [degree],
  "matched-bytes": [degree],
  "closest-size": [
    { name: "size", value: ({ cache }) => negative(cache.entry.sizeGiB) },
    { name: "size", value: (candidate) => negative(otherBytes(candidate)), refines: true },
  ],
  "matched-size": [{ name: "size", value: matchedBytes }],
  "smallest-cache": [{ name: "size", value: ({ cache }) => negative(cacheSize(cache)) }],
  newest: [{ name: "newest", value: ({ cache }) => time(cache.entry.createdAt) }],
};

/** Size of a cache in GiB as far as the inventory states it, else the sum of its images. */
export function cacheSize({ entry, images }: Cache): number | undefined {
  if (entry.sizeGiB !== undefined) return entry.sizeGiB;
  let bytes = 0;
  for (const { sizeBytes } of images) {
    if (sizeBytes === undefined) return undefined;
    bytes += sizeBytes;
  }
  return images.length === 0 ? undefined : bytes / 2 ** 30;
}

/** Bytes of the images that the pod does not want. */
function otherBytes({ cache, matched }: Candidate): number | undefined {
  let sum = 0;
  for (const held of cache.held.values()) {
    if (held.sizeBytes === undefined) return undefined;
    if (!matched.includes(held)) sum += held.sizeBytes;
  }
  return sum;
}

/** Bytes of the images that the pod wants. */
function matchedBytes({ matched }: Candidate): number | undefined {
  let sum = 0;
  for (const { sizeBytes } of matched) {
    if (sizeBytes === undefined) return undefined;
    sum += sizeBytes;
  }
  return sum;
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function time(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
