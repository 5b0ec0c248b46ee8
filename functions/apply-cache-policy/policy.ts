import * as Schema from "effect/Schema";
import { InjectCacheAnnotationsSpec } from "../inject-cache-annotations/policy.ts";
import { policyModel, policySchema } from "../lib/krm/mod.ts";
import { ReplaceImagesSpec } from "../replace-images/policy.ts";
import { ValidateCacheReferencesSpec } from "../validate-cache-references/policy.ts";

/** `spec` of an ApplyCachePolicy: up to three steps, each with the `spec` of its own function, run in this order. */
export const ApplyCachePolicySpec = Schema.Struct({
  replaceImages: Schema.optionalKey(ReplaceImagesSpec).annotate({
    description: "Which images are pulled from where: the `spec` of ReplaceImages",
  }),
  injectCacheAnnotations: Schema.optionalKey(InjectCacheAnnotationsSpec).annotate({
    description: "Which cache a pod starts from: the `spec` of InjectCacheAnnotations",
  }),
  validateCacheReferences: Schema.optionalKey(ValidateCacheReferencesSpec).annotate({
    description: "What must be true of both: the `spec` of ValidateCacheReferences",
  }),
});

/** The decoded `spec`. */
export type ApplyCachePolicySpec = typeof ApplyCachePolicySpec.Type;

/** The whole policy object. */
export const ApplyCachePolicyPolicy = policySchema("ApplyCachePolicy", ApplyCachePolicySpec);

/** The policy as plain data. */
export type IApplyCachePolicy = typeof ApplyCachePolicyPolicy.Type;

/** The policy as a kubernetes-models object: `new ApplyCachePolicy({ metadata: { name: "beijing" }, spec })`. */
export class ApplyCachePolicy extends policyModel("ApplyCachePolicy", ApplyCachePolicyPolicy) {}
