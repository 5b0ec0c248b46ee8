import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import * as Schema from "effect/Schema";
import { provider, PROVIDER_NAMES } from "../lib/cache/mod.ts";
import { InjectCacheAnnotations, InjectCacheAnnotationsPolicy, InjectCacheAnnotationsSpec } from "./policy.ts";
import { options } from "./wanted.ts";

interface JsonSchema {
  readonly enum?: readonly string[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly items: JsonSchema;
}

const { schema } = Schema.toJsonSchemaDocument(InjectCacheAnnotationsSpec) as unknown as { schema: JsonSchema };
const rule = (schema.properties["rules"] as JsonSchema).items;

function fields(action: "autoMatch" | "specifiedName"): string[] {
  return Object.keys(rule.properties[action]?.properties ?? {}).filter((field) => field !== "name");
}

test("the options of a policy are those of the providers, no more and no less", () => {
  for (const action of ["autoMatch", "specifiedName"] as const) {
    const known = PROVIDER_NAMES.flatMap((name) => Array.from(options(provider(name), action).keys()));
    expect(fields(action).toSorted()).toEqual([...new Set(known)].toSorted());
  }
});

test("the strategies of a policy are the values that the key takes", () => {
  const grammar = provider("huawei-cci").keys.usageStrategy?.value;
  const values = rule.properties["autoMatch"]?.properties["usageStrategy"]?.enum ?? [];
  expect(grammar?.type === "enum" && grammar.values.toSorted()).toEqual([...values].toSorted());
});

test("the README has a row for every provider, with the keys that its rules write", () => {
  const rows = readFileSync(new URL("./README.md", import.meta.url), "utf8").split("\n");
  for (const name of PROVIDER_NAMES) {
    const { autoMatch, pin } = provider(name).keys;
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
    const [, , match = "", named = ""] = row.split("|");
    expect([name, match]).toEqual([name, expect.stringContaining(autoMatch?.current ?? "not documented")]);
    const expected =
      pin === null ? "not documented" : pin.current === autoMatch?.current ? "the same key" : pin.current;
    expect([name, named]).toEqual([name, expect.stringContaining(expected)]);
  }
});

test("a policy is an ordinary kubernetes-models object", () => {
  const policy = new InjectCacheAnnotations({
    metadata: { name: "caches" },
    spec: { provider: "alibaba-eci", rules: [{ autoMatch: {} }] },
  });
  expect(policy.toJSON()).toEqual({
    apiVersion: "warmstart.dev/v1alpha1",
    kind: "InjectCacheAnnotations",
    metadata: { name: "caches" },
    spec: { provider: "alibaba-eci", rules: [{ autoMatch: {} }] },
  });
  expect(InjectCacheAnnotations.is(policy)).toBe(true);
  expect(InjectCacheAnnotations.is({ apiVersion: "warmstart.dev/v1alpha1", kind: "ReplaceImages" })).toBe(false);
  expect(Schema.is(InjectCacheAnnotationsPolicy)(policy.toJSON())).toBe(true);
});
