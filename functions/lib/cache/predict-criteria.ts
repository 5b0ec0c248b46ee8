import { bytesOf, type Cache, type HeldImage } from "./inventory.ts";
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
  "matched-size": [{ name: "size", value: ({ matched }) => bytesOf(matched) }],
  "smallest-cache": [{ name: "size", value: ({ cache }) => negative(cacheSize(cache)) }],
  newest: [{ name: "newest", value: ({ cache }) => cache.created }],
};

/** Size of a cache in GiB as far as the inventory states it, else the sum of its images. */
export function cacheSize({ entry, bytes, held }: Cache): number | undefined {
  if (entry.sizeGiB !== undefined) return entry.sizeGiB;
  return bytes === undefined || held.size === 0 ? undefined : bytes / 2 ** 30;
}

/** Bytes of the images that the pod does not want. */
function otherBytes({ cache, matched }: Candidate): number | undefined {
  return cache.bytes === undefined ? undefined : cache.bytes - (bytesOf(matched) ?? 0);
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}
