import { expect, test } from "bun:test";
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

test("validate names what is wrong", () => {
  expect(() => new Example({ spec: { value: "x" } }).validate()).not.toThrow();
  expect(() => new Example({ spec: { value: 1 } } as never).validate()).toThrow(/spec/);
  expect(() => new Example({ spec: { value: "x", valeu: "y" } } as never).validate()).toThrow(/valeu/);
});
