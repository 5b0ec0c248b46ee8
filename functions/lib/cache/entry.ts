import type { ProviderName } from "./providers.ts";

/** One image of a cache. `ref` as written where the cache was declared. */
interface CachedImage {
  readonly ref: string;
  readonly digest?: string;
  readonly sizeBytes?: number;
}

/** One cache of the declared inventory, whatever form it was declared in. Times are RFC 3339, `sizeGiB` is GiB. */
export interface CacheEntry {
  readonly provider: ProviderName | undefined;
  readonly id?: string;
  readonly name?: string;
  readonly phase?: string;
  readonly images: readonly CachedImage[];
  readonly sizeGiB?: number;
  readonly createdAt?: string;
  readonly expiresAt?: string;
  readonly arch?: string;
  readonly os?: string;
  readonly origin?: "manual" | "auto";
  readonly region?: string;
  readonly account?: string;
  readonly asOf?: string;
  /** Whether some of its images could not be read: then it is not known to lack any. */
  readonly isIncomplete?: boolean;
  /** Where it was declared, for messages. */
  readonly source: string;
}
