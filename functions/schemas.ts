import type { FunctionDefinition } from "./lib/krm/mod.ts";
import { FUNCTIONS } from "./registry.ts";

type PolicySchema = FunctionDefinition["policy"];

/** Every kind that users write, with its schema; each is loaded only when it is asked for. */
export const SCHEMAS: Readonly<Record<string, () => Promise<PolicySchema>>> = {
  ...Object.fromEntries(
    Object.values(FUNCTIONS).map(({ kind, load }) => [
      kind,
      async (): Promise<PolicySchema> => (await load()).definition.policy,
    ]),
  ),
  // Not a policy, but an object that stands among the resources.
  CacheInventory: async () =>
    (await import("./validate-cache-references/inventory/cache-inventory.ts")).CacheInventoryPolicy,
};
