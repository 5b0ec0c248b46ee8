import { afterAll, beforeAll, expect, test } from "bun:test";
import * as Schema from "effect/Schema";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineFunction, policySchema } from "./mod.ts";

let folder = "";
let other: typeof Schema;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-effect-"));
  const entry = Bun.resolveSync("effect/Schema", import.meta.dir);
  const { outputs } = await Bun.build({ entrypoints: [entry], outdir: folder, target: "bun" });
  other = (await import((outputs[0] as { path: string }).path)) as typeof Schema;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds = (schema: typeof Schema): readonly (readonly [string, Schema.Constraint])[] => [
  ["a map", schema.Struct({ note: schema.String })],
  ["a map of checks", schema.Struct({ replicas: schema.Number.check(schema.isGreaterThan(0)) })],
  ["a choice", schema.Union([schema.Struct({ a: schema.String }), schema.Struct({ b: schema.String })])],
  ["a record", schema.Record(schema.String, schema.Int)],
  ["a class", class Spec extends schema.Class<{ a: string }>("Spec")({ a: schema.String }) {}],
  ["a recursion", schema.suspend(() => schema.Struct({ note: schema.String }))],
];

test("a schema of another copy of effect is refused where the policy is made, with the cause", () => {
  for (const [what, spec] of kinds(other)) {
    expect([what, spec.ast._tag]).toEqual([what, expect.any(String)]);
    expect(() => policySchema("Example", spec)).toThrow(
      "spec of Example must be a schema of the same copy of `effect` as warmstart uses",
    );
  }
});

test("schemas of the same copy are taken, whatever they are made of", () => {
  for (const [what, spec] of kinds(Schema))
    expect([what, policySchema("Example", spec).fields.spec]).toEqual([what, spec]);
});

test("what is no schema of effect is refused with the same words", () => {
  const parser = { parse: () => ({}), _def: {} };
  expect(() => policySchema("Example", parser as never)).toThrow("or of another library");
});

const SPEC = Schema.Struct({ note: Schema.String });

test.each([
  [SPEC, "not the schema of something else"],
  [policySchema("SetNote", SPEC), 'not of kind "SetNote"'],
])("a definition whose policies would all be refused is none", (policy, message) => {
  const define = (): unknown =>
    defineFunction<unknown>({
      name: "set-notes",
      kind: "SetNotes",
      type: "mutator",
      summary: "Sets notes",
      policy,
      run: () => undefined,
    });
  expect(define).toThrow(`policy of set-notes must be policySchema("SetNotes", …), ${message}`);
});
