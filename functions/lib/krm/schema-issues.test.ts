// What policies of other authors hold, and ours do not: each mistake names its field and what must be there.
import { expect, test } from "bun:test";
import * as Schema from "effect/Schema";
import { applyPolicy, defineFunction, type FunctionContext, type FunctionDefinition, policySchema } from "./mod.ts";

const Size = { Small: "small", Large: "large" } as const;

const Spec = Schema.Struct({
  size: Schema.optionalKey(Schema.Enum(Size)),
  version: Schema.optionalKey(Schema.Enum({ One: "1", Two: "2" } as const)),
  range: Schema.optionalKey(Schema.Tuple([Schema.Int, Schema.Int])),
  owners: Schema.optionalKey(Schema.Record(Schema.String.check(Schema.isPattern(/^[a-z]+$/)), Schema.String)),
  gone: Schema.optionalKey(Schema.Never),
  target: Schema.optionalKey(
    Schema.Union([
      Schema.String,
      Schema.Struct({ type: Schema.Literal("name"), api: Schema.Literal("v1"), name: Schema.String }),
      Schema.Struct({ type: Schema.Literal("label"), api: Schema.Literal("v2"), key: Schema.String }),
    ]),
  ),
});
const Policy = policySchema("Sizes", Spec);
type Policy = typeof Policy.Type;

async function outcome(written: object): Promise<unknown> {
  let spec: unknown;
  const definition: FunctionDefinition<Policy> = defineFunction({
    name: "sizes",
    kind: "Sizes",
    type: "mutator",
    summary: "Takes every shape",
    policy: Policy,
    run: ({ policy }: FunctionContext<Policy>) => void (spec = policy.spec),
  });
  const { results } = await applyPolicy(definition, { path: "policy.yaml", text: JSON.stringify(written) }, []);
  return results.length === 0 ? spec : results.map(({ field, message }) => [field?.path, message]);
}

const policy = (spec: object): object => ({ apiVersion: "warmstart.dev/v1alpha1", kind: "Sizes", spec });

test.each<[object, string, string]>([
  [{ size: "smal" }, "spec.size", 'must be "small" or "large", not "smal", did you mean "small"?'],
  [{ size: 3 }, "spec.size", 'must be "small" or "large", not 3'],
  [{ version: 2 }, "spec.version", 'must be "1" or "2", not 2, did you mean "2"?'],
  [{ version: true }, "spec.version", 'must be "1" or "2", not true'],
  [{ range: [1, 2, 3] }, "spec.range[2]", "must not be set: the list must have 2 items"],
  [{ range: [1] }, "spec.range[1]", "must be set"],
  [{ owners: { A: "b" } }, "spec.owners.A", 'key must be a string matching the RegExp ^[a-z]+$, not "A"'],
  [{ gone: 1 }, "spec.gone", "must not be set"],
  [{ target: 1 }, "spec.target", "must be a string or a map, not 1"],
  [{ target: {} }, "spec.target.type", 'must be set: "name" or "label"'],
  [
    { target: { type: "lable", api: "v2", key: "a" } },
    "spec.target.type",
    'must be "name" or "label", not "lable", did you mean "label"?',
  ],
  [{ target: { type: "name", api: 1 } }, "spec.target.api", 'must be "v1" or "v2", not 1'],
  [{ target: { type: "label", api: "v2", key: 1 } }, "spec.target.key", "must be a string, not 1"],
  [
    { target: { type: "name", api: "v2", key: "a" } },
    "spec.target",
    "must be a string or a map whose values belong together",
  ],
])("%j is wrong at %s: %s", async (spec, path, message) => {
  expect(await outcome(policy(spec))).toEqual([[path, message]]);
});

test("values that are named are text in a ConfigMap, too", async () => {
  const map = { apiVersion: "v1", kind: "ConfigMap", data: { version: "1", size: "large" } };
  expect(await outcome(map)).toEqual({ version: "1", size: "large" });
});
