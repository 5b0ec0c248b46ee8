import type { FunctionDefinition } from "./lib/krm/mod.ts";

/** Every kind that users write, with its schema; each is loaded only when it is asked for. */
export const SCHEMAS: Readonly<Record<string, () => Promise<FunctionDefinition["policy"]>>> = {
  ReplaceImages: async () => (await import("./replace-images/policy.ts")).ReplaceImagesPolicy,
  InjectCacheAnnotations: async () =>
    (await import("./inject-cache-annotations/policy.ts")).InjectCacheAnnotationsPolicy,
  ValidateCacheReferences: async () =>
    (await import("./validate-cache-references/policy.ts")).ValidateCacheReferencesPolicy,
  ApplyCachePolicy: async () => (await import("./apply-cache-policy/policy.ts")).ApplyCachePolicyPolicy,
  CacheInventory: async () =>
    (await import("./validate-cache-references/inventory/cache-inventory.ts")).CacheInventoryPolicy,
};
