import { createTypeMetaGuard, Model, type TypeMeta } from "@kubernetes-models/base";
import * as Schema from "effect/Schema";
import { InjectCacheAnnotationsSpec } from "../inject-cache-annotations/policy.ts";
import { policySchema } from "../lib/krm/mod.ts";
import { ReplaceImagesSpec } from "../replace-images/policy.ts";
import { ValidateCacheReferencesSpec } from "../validate-cache-references/policy.ts";

/** Up to three steps, each with the `spec` of its own function; they run in this order. */
export const ApplyCachePolicySpec = Schema.Struct({
  replaceImages: Schema.optionalKey(ReplaceImagesSpec),
  injectCacheAnnotations: Schema.optionalKey(InjectCacheAnnotationsSpec),
  validateCacheReferences: Schema.optionalKey(ValidateCacheReferencesSpec),
}).annotate({ description: "The three steps in one process; a step that is absent does not run" });

/** The whole policy object. */
export const ApplyCachePolicyPolicy = policySchema("ApplyCachePolicy", ApplyCachePolicySpec);
