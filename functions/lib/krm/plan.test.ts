import { describe, expect, test } from "bun:test";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SCHEMAS } from "../../schemas.ts";
import { loadLibrary, outline } from "../yaml/mod.ts";
import type { Outline } from "../yaml/mod.ts";
import type { FunctionDefinition } from "./definition.ts";
import { planOf } from "./plan-of-schema.ts";
import { accepts, type Plan } from "./plan.ts";

await loadLibrary();

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Every policy in the repository, as a value. */
function policies(): Record<string, unknown>[] {
  const files = ["policies", "testdata"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => (folder === "policies" ? name.endsWith(".yaml") : name.endsWith("_fnconfig.yaml")))
      .map((name) => join(root, folder, name)),
  );
  return files.flatMap((file) => {
    const read = outline(readFileSync(file, "utf8"));
    const value = "root" in read ? (read as Outline).root?.toJS() : undefined;
    return typeof value === "object" && value !== null ? [value as Record<string, unknown>] : [];
  });
}

function decodes(schema: FunctionDefinition["policy"], value: unknown): Result.Result<unknown, unknown> {
  return Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value);
}

/** A value somewhere inside of which something has been removed, renamed or replaced. */
function mutate(value: unknown, choose: (below: number) => number): unknown {
  const other = [null, "", "x", 0, -1, 1.5, true, [], {}, "prefix", ["a"], { a: "b" }];
  if (typeof value !== "object" || value === null || choose(6) === 0) return other[choose(other.length)];
  if (Array.isArray(value)) {
    const at = choose(value.length + 1);
    return at === value.length ? [...value, other[choose(other.length)]] : value.with(at, mutate(value[at], choose));
  }
  const keys = Object.keys(value);
  const key = keys[choose(keys.length)] ?? "a";
  const { [key]: inner, ...rest } = value as Record<string, unknown>;
  return [{ ...rest, [key]: mutate(inner, choose) }, rest, { ...rest, [`${key}s`]: inner }][Math.max(0, choose(8) - 5)];
}

const isDigit = (text: string): boolean => /^[0-9]$/.test(text);

describe("a plan accepts only what its schema takes unchanged", async () => {
  for (const [kind, load] of Object.entries(SCHEMAS)) {
    const schema = await load();
    const plan = JSON.parse(JSON.stringify(planOf(schema.ast))) as Plan;
    const samples = policies().filter((value) => value["kind"] === kind);

    test(`${kind}: the policies of this repository`, () => {
      for (const value of samples) {
        if (accepts(plan, value)) expect(decodes(schema, value)).toEqual(Result.succeed(value));
      }
    });

    test(`${kind}: mutations of them`, () => {
      if (samples.length === 0) return;
      fc.assert(
        fc.property(fc.constantFrom(...samples), fc.gen(), (sample, gen) => {
          const value = mutate(sample, (below) => gen(fc.nat, { max: Math.max(0, below - 1) }));
          if (accepts(plan, value)) expect(decodes(schema, value)).toEqual(Result.succeed(value));
        }),
        { numRuns: 500 },
      );
    });
  }
});

test.each(["ReplaceImages", "InjectCacheAnnotations", "ValidateCacheReferences"])(
  "the plan of %s accepts an ordinary policy",
  async (kind) => {
    const plan = planOf((await (SCHEMAS[kind] as () => Promise<FunctionDefinition["policy"]>)()).ast);
    const samples = policies().filter((value) => value["kind"] === kind);
    expect(samples.filter((value) => accepts(plan, value)).length).toBeGreaterThan(samples.length / 2);
  },
);

describe("what a plan does not know is left to the schema", () => {
  test.each([
    ["a filter that says nothing", Schema.String.check(Schema.makeFilter(() => true))],
    ["a filter with a pattern", Schema.String.check(Schema.isPattern(/a/))],
    ["a decoding that changes the value", Schema.NumberFromString],
    ["a tuple", Schema.Tuple([Schema.String])],
    ["two bounds of one kind", Schema.String.check(Schema.isMinLength(1), Schema.isMinLength(2))],
  ])("%s", (_, schema) => {
    expect(planOf(schema.ast)).toBeNull();
  });

  test("a part of a policy", () => {
    const schema = Schema.Struct({ a: Schema.String, b: Schema.optionalKey(Schema.NumberFromString) });
    const plan = planOf(schema.ast);
    expect(accepts(plan, { a: "x" })).toBeTrue();
    expect(accepts(plan, { a: "x", b: "1" })).toBeFalse();
  });
});

test.each([
  [Schema.Int, 1, 1.5],
  [Schema.Finite.check(Schema.isLessThanOrEqualTo(3)), 3, 4],
  [Schema.Literals(["a", "b"]), "b", "c"],
  [Schema.Union([Schema.String, Schema.Array(Schema.Int)]), [1], ["x"]],
  [Schema.Record(Schema.String, Schema.Boolean), { a: true }, { a: 1 }],
  [Schema.Array(Schema.Unknown).check(Schema.isMinLength(1)), [null], []],
  [Schema.Struct({ a: Schema.String }), { a: "x" }, { a: "x", b: 1 }],
  [Schema.Struct({ a: Schema.String }), { a: "x" }, {}],
  [Schema.Struct({ a: Schema.optionalKey(Schema.String) }), {}, []],
  [Schema.NonEmptyString, "x", ""],
  [Schema.String.check(Schema.makeFilter(isDigit, { toJsonSchema: () => ({ pattern: "^[0-9]$" }) })), "7", "x"],
] as const)("plan %#", (schema, right, wrong) => {
  expect(accepts(planOf(schema.ast), right)).toBeTrue();
  expect(accepts(planOf(schema.ast), wrong)).toBeFalse();
});
