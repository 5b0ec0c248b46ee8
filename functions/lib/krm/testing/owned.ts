import * as Schema from "effect/Schema";
import { defineFunction, type FunctionDefinition } from "../definition.ts";
import { policySchema } from "../policy-schema.ts";

const OwnedPolicy = policySchema("Owned", Schema.Struct({ severity: Schema.Literals(["error", "warning"]) }));

/** A validator for tests: every resource must say who owns it. */
export const owned: FunctionDefinition<Schema.Schema.Type<typeof OwnedPolicy>> = defineFunction({
  name: "owned",
  kind: "Owned",
  type: "validator",
  summary: "Reports resources without an owner",
  policy: OwnedPolicy,
  run: ({ policy: { spec }, items, results }) => {
    for (const item of items) {
      if (item.labels["owner"] !== undefined) continue;
      results.add(spec.severity, "owned", "must say who owns it", { item, path: ["metadata", "labels", "owner"] });
    }
  },
});
