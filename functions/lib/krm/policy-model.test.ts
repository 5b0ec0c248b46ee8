import { expect, test } from "bun:test";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { policyModel, policySchema } from "./mod.ts";

const Policy = policySchema("Example", Schema.Struct({ value: Schema.String }));
class Example extends policyModel("Example", Policy) {}

test("type and fields", () => {
  const example = new Example({ metadata: { name: "a" }, spec: { value: "x" } });
  expect(example.spec.value).toBe("x");
  expect(JSON.parse(JSON.stringify(example))).toEqual({
    apiVersion: "warmstart.dev/v1alpha1",
    kind: "Example",
    metadata: { name: "a" },
    spec: { value: "x" },
  });
  expect(Example.is({ apiVersion: "warmstart.dev/v1alpha1", kind: "Example" })).toBe(true);
  expect(Example.is({ apiVersion: "v1", kind: "Example" })).toBe(false);
});

test("the kind tells the type checker which policy it is", () => {
  const other = policySchema("Other", Schema.Struct({ size: Schema.Number }));
  const sizeOf = (policy: typeof Policy.Type | typeof other.Type): number =>
    policy.kind === "Other" ? policy.spec.size : policy.spec.value.length;
  expect(sizeOf(new Example({ spec: { value: "abc" } }))).toBe(3);
  const kind: "Example" = Example.kind;
  // @ts-expect-error -- a word that is the kind of no policy here
  expect(sizeOf({ apiVersion: "warmstart.dev/v1alpha1", kind: `${kind}s`, spec: { value: "ab" } })).toBe(2);
});

test("validate names what is wrong", () => {
  expect(() => new Example({ spec: { value: "x" } }).validate()).not.toThrow();
  expect(() => new Example({ spec: { value: 1 } } as never).validate()).toThrow(/spec/);
  expect(() => new Example({ spec: { value: "x", valeu: "y" } } as never).validate()).toThrow(/valeu/);
});

test("a model holds what is written, not what a schema makes of it", () => {
  const spec = Schema.Struct({
    since: Schema.DateFromString,
    strict: Schema.Boolean.pipe(Schema.withDecodingDefaultKey(Effect.succeed(true))),
  });
  const schema = policySchema("Since", spec);
  class Since extends policyModel("Since", schema) {}
  const since = new Since({ spec: { since: "2026-11-20" } });
  expect(() => since.validate()).not.toThrow();
  const { spec: decoded } = Schema.decodeUnknownSync(schema)(since.toJSON());
  expect([decoded.since.getUTCFullYear(), decoded.strict]).toEqual([2026, true]);
});
