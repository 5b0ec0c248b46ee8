import * as Schema from "effect/Schema";
import { PROVIDER_NAMES } from "../lib/cache/mod.ts";
import { policyModel, policySchema } from "../lib/krm/mod.ts";
import { Select } from "../lib/select/mod.ts";
import {
  CacheInventory,
  CacheInventoryPolicy,
  CacheInventorySpec,
  type ICacheInventory,
  Time,
} from "./inventory/cache-inventory.ts";
import { ruleIds } from "./rules/ids.ts";

/** YAML 1.1 readers, and with them kustomize, turn an unquoted `off` into `false`. */
const Level = Schema.Literals(["error", "warning", "info", "off", false]).annotate({
  identifier: "RuleSeverity",
  description: "Severity of one rule by its id, such as IC101; false is off",
});

const Rules = Schema.Struct(Object.fromEntries(ruleIds().map((id) => [id, Schema.optionalKey(Level)])));

const Target = Schema.Struct({
  region: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Region of the cluster" }),
  account: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Account of the cluster" }),
  egress: Schema.optionalKey(Schema.Literals(["nat", "none"])).annotate({
    description: "How the cluster reaches the internet",
  }),
  generation: Schema.optionalKey(Schema.Literals(["1.0", "2.0"])).annotate({
    description: "Generation of CCI and of its bursting add-on; default 2.0",
    default: "2.0",
  }),
});

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0));

const Limits = Schema.Struct({
  expiryDays: Schema.optionalKey(Count).annotate({
    description: "A cache that expires within so many days is reported; default 7",
    default: 7,
  }),
  staleHours: Schema.optionalKey(Count).annotate({
    description: "An inventory older than so many hours is reported, given `now`; default 24",
    default: 24,
  }),
  manualCaches: Schema.optionalKey(Count).annotate({ description: "Caches that may be created by hand" }),
});

/** What the clouds' pages leave open about automatic matching. */
const Matching = Schema.Struct({
  names: Schema.optionalKey(Schema.Literals(["normalized", "written"])).annotate({
    description:
      "When two images are the same: after normalisation (`nginx` is `docker.io/library/nginx:latest`), or only when written alike; default `normalized`",
    default: "normalized",
  }),
  closestSize: Schema.optionalKey(Schema.Literals(["cache", "images"])).annotate({
    description:
      "What ECI prefers between equal matches: the smaller cache, or the larger sum of matching images; default `cache`",
    default: "cache",
  }),
  order: Schema.optionalKey(
    Schema.Array(Schema.Literals(["matched-images", "matched-bytes", "smallest-cache", "newest"])),
  ).annotate({
    description:
      "What ranks caches of clouds that document no order, the most important first; default `matched-images`, `newest`",
    default: ["matched-images", "newest"],
  }),
});

/** `spec` of a ValidateCacheReferences policy. */
export const ValidateCacheReferencesSpec = Schema.Struct({
  provider: Schema.optionalKey(Schema.Literals(PROVIDER_NAMES)).annotate({
    description: "Only rules and caches of this cloud count; absent: of those whose keys are in use",
  }),
  inventory: Schema.optionalKey(CacheInventorySpec).annotate({
    description: "Caches that exist, beside those of CacheInventory, ImageCache and ImageSnapshot objects",
  }),
  coverage: Schema.optionalKey(Schema.Literals(["all", "some", "none"])).annotate({
    description: "How many containers of a pod a pinned cache must cover; default `all`",
    default: "all",
  }),
  rules: Schema.optionalKey(Rules).annotate({ description: "Severity per rule: error, warning, info or off" }),
  target: Schema.optionalKey(Target).annotate({ description: "The cluster the resources are for" }),
  limits: Schema.optionalKey(Limits).annotate({ description: "Numbers that some rules compare with" }),
  publicRegistries: Schema.optionalKey(Schema.Array(Schema.NonEmptyString)).annotate({
    description:
      "Registries whose images need no pull secret, beside those that everybody knows: hosts, or namespaces (`registry.example/public`)",
  }),
  now: Schema.optionalKey(Time).annotate({
    description: "The present, for expiry and staleness; default: `asOf` of the inventory",
  }),
  matching: Schema.optionalKey(Matching).annotate({
    description: "How matching is predicted where the cloud's pages leave it open",
  }),
  select: Schema.optionalKey(Select).annotate({ description: "Which workloads are looked at; default all" }),
});

/** The decoded `spec`. */
export type ValidateCacheReferencesSpec = typeof ValidateCacheReferencesSpec.Type;

/** The whole policy object. */
export const ValidateCacheReferencesPolicy = policySchema("ValidateCacheReferences", ValidateCacheReferencesSpec);

export { CacheInventory, CacheInventoryPolicy, CacheInventorySpec, type ICacheInventory };

/** The policy as plain data. */
export type IValidateCacheReferences = typeof ValidateCacheReferencesPolicy.Type;

/** The policy as a kubernetes-models object: `new ValidateCacheReferences({ metadata: { name: "check" }, spec })`. */
export class ValidateCacheReferences extends policyModel("ValidateCacheReferences", ValidateCacheReferencesPolicy) {}
