import { expect, test } from "bun:test";
import * as Schema from "effect/Schema";
import type { Documentation } from "./definition.ts";
import { documentationJson, helpText } from "./help.ts";
import { policySchema } from "./policy-schema.ts";
import { stamp } from "./testing/stamp.ts";

const definition = { ...stamp, documentation: { long: "Says more.", examples: "stamp < list.yaml" } };

test("--doc has the keys of the Go SDK, in its order", async () => {
  const doc = JSON.parse(await documentationJson(definition)) as Record<string, unknown>;
  expect(Object.keys(doc)).toEqual([
    "short",
    "long",
    "examples",
    "image",
    "description",
    "tags",
    "sourceURL",
    "examplePackageURLs",
    "license",
    "hidden",
  ]);
  expect(doc).toMatchObject({ short: "Writes an annotation on every resource", tags: ["mutator"] });
});

const docOf = async (documentation: Documentation): Promise<unknown> =>
  JSON.parse(await documentationJson({ ...stamp, documentation }));

test("--doc claims nothing about a function that its author has not said", async () => {
  const said = { image: "registry.example/stamp", license: "MIT" };
  expect(await docOf({})).toMatchObject({ image: "", license: "", sourceURL: "" });
  expect(await docOf(said)).toMatchObject(said);
});

test("--help lists the fields of the policy with what they take", async () => {
  const help = await helpText(definition);
  expect(help).toContain("Policy: Stamp (warmstart.dev/v1alpha1)");
  expect(help).toContain("  spec.value (required)\n      a string: What the annotation says\n");
  expect(help).toContain('  spec.style\n      "quiet" or "loud"\n');
  expect(help).toContain("  spec.rules[].kind (required)\n      a string\n");
  expect(help).toContain("Says more.");
  expect(help).toContain("Examples:\n\nstamp < list.yaml\n");
});

test("lines fit a terminal, and what has lines of its own keeps them", async () => {
  const long = `${"Says more than one line can hold. ".repeat(4).trim()}\nAnd so on.\n\n- an item\n- another\n\n## Usage\n`;
  const help = await helpText({ ...stamp, documentation: { long } });
  expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(help).toContain("one line can hold. And so on.\n\n- an item\n- another\n\nUsage: ");
});

test("many names that mean the same are one row", async () => {
  const names = Array.from({ length: 11 }, (_, index) => [`R${index}`, Schema.Boolean] as const);
  const same = policySchema("Many", Schema.Struct({ rules: Schema.Struct(Object.fromEntries(names)) }));
  const help = await helpText({ ...stamp, policy: same, run: () => undefined });
  expect(help).toContain("  spec.rules (required)\n      a map\n  spec.rules.*\n      true or false\n");
  expect(help).not.toContain("R1");
});
