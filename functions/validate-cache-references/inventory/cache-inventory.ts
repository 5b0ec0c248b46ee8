import * as Schema from "effect/Schema";
import { PROVIDER_NAMES } from "../../lib/cache/mod.ts";
import { policyModel, policySchema } from "../../lib/krm/mod.ts";
import { TIME } from "./time.ts";

/** A time as text: RFC 3339, or a day, which begins at 00:00 UTC. */
export const Time = Schema.String.check(
  Schema.makeFilter(
    (text) => TIME.test(text) || `must be a time such as "2026-11-20T08:00:00Z", not ${JSON.stringify(text)}`,
    { toJsonSchema: () => ({ pattern: TIME.source }) },
  ),
);

const Size = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0));

const Image = Schema.Struct({
  ref: Schema.String.annotate({ description: "Image reference as the cache lists it" }),
  digest: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Digest of the content in the cache" }),
  sizeBytes: Schema.optionalKey(Size).annotate({ description: "Size of the image in bytes" }),
});

const Cache = Schema.Struct({
  id: Schema.optionalKey(Schema.NonEmptyString).annotate({
    description: "Id that the cloud gave (imc-… on ECI); CCI snapshots are known by name only",
  }),
  name: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Name of the image cache or snapshot" }),
  phase: Schema.optionalKey(Schema.NonEmptyString).annotate({
    description: "State as the cloud reports it; a cache without one counts as usable",
  }),
  images: Schema.optionalKey(Schema.Array(Image)).annotate({ description: "Images in the cache" }),
  sizeGiB: Schema.optionalKey(Size).annotate({ description: "Size of the cache in GiB" }),
  createdAt: Schema.optionalKey(Time).annotate({ description: "When the cache was created" }),
  expiresAt: Schema.optionalKey(Time).annotate({ description: "When the cloud deletes it" }),
  retentionDays: Schema.optionalKey(Size).annotate({
    description: "Days from createdAt until the cloud deletes it, where expiresAt is not known",
  }),
  arch: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Processor of its images: amd64, arm64" }),
  os: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Operating system: linux, windows" }),
  origin: Schema.optionalKey(Schema.Literals(["manual", "auto"])).annotate({
    description: "Created on purpose, or by the cloud beside a pod",
  }),
});

/** `spec` of a CacheInventory, and `spec.inventory` of a ValidateCacheReferences policy. */
export const CacheInventorySpec = Schema.Struct({
  provider: Schema.optionalKey(Schema.Literals(PROVIDER_NAMES)).annotate({
    description: "The cloud the caches are in; absent: they count for every provider",
  }),
  region: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Region the caches are in" }),
  account: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Account the caches belong to" }),
  asOf: Schema.optionalKey(Time).annotate({
    description: "When the list was read; also the present for expiry, unless the policy has `now`",
  }),
  caches: Schema.optionalKey(Schema.Array(Cache)).annotate({ description: "The caches that exist" }),
});

/** The decoded `spec`. */
export type CacheInventorySpec = typeof CacheInventorySpec.Type;

/** One cache of a decoded inventory. */
export type DeclaredCache = typeof Cache.Type;

/** A whole CacheInventory object. */
export const CacheInventoryPolicy = policySchema("CacheInventory", CacheInventorySpec);

/** A CacheInventory as plain data. */
export type ICacheInventory = typeof CacheInventoryPolicy.Type;

/** A CacheInventory as a kubernetes-models object: `new CacheInventory({ metadata: { name: "beijing" }, spec })`. */
export class CacheInventory extends policyModel("CacheInventory", CacheInventoryPolicy) {}
