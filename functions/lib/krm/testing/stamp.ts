import * as Schema from "effect/Schema";
import { defineFunction, type FunctionDefinition } from "../definition.ts";
import { policySchema } from "../policy-schema.ts";

const Rule = Schema.Struct({
  kind: Schema.String,
  weight: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThan(0))),
});

const Spec = Schema.Struct({
  value: Schema.NonEmptyString.annotate({ description: "What the annotation says" }),
  style: Schema.optionalKey(Schema.Literals(["quiet", "loud"])),
  strict: Schema.optionalKey(Schema.Boolean),
  limit: Schema.optionalKey(Schema.Int),
  rules: Schema.optionalKey(
    Schema.Array(Rule).check(
      Schema.makeFilter((rules) => {
        const kinds = rules.map(({ kind }) => kind);
        const index = kinds.findIndex((kind, at) => kinds.indexOf(kind) !== at);
        return index < 0
          ? undefined
          : { path: [index, "kind"], issue: `kind must be unique, not "${kinds[index]}" again` };
      }),
    ),
  ),
  select: Schema.optionalKey(
    Schema.Struct({
      kinds: Schema.optionalKey(Schema.Array(Schema.String)),
      labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
      names: Schema.optionalKey(Schema.Union([Schema.String, Schema.Array(Schema.String)])),
    }),
  ),
  crash: Schema.optionalKey(Schema.Boolean),
});

const StampPolicy = policySchema("Stamp", Spec);

/** Where it writes. */
const STAMP = ["metadata", "annotations", "example.com/stamp"] as const;

/** A function for tests: stamps every resource, and misbehaves when its policy asks for it. */
export const stamp: FunctionDefinition<Schema.Schema.Type<typeof StampPolicy>> = defineFunction({
  name: "stamp",
  kind: "Stamp",
  type: "mutator",
  summary: "Writes an annotation on every resource",
  policy: StampPolicy,
  run: ({ policy: { spec }, items, results, problem }) => {
    if (spec.crash === true) throw new Error("told to crash");
    if (spec.value === "forbidden") problem(["spec", "value"], 'must not be "forbidden"');
    for (const item of items) {
      if (spec.select?.kinds?.includes(item.kind) === false) continue;
      if (item.get(STAMP)?.string === spec.value) continue;
      if (!item.set(STAMP, spec.value)) continue;
      const severity = spec.strict === true ? "error" : "info";
      results.add(severity, "stamped", "resource has been stamped", { item, path: STAMP, proposedValue: spec.value });
    }
  },
});
