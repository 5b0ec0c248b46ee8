import { expect, test } from "bun:test";
import { documentationJson, helpText } from "./help.ts";
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
  expect(doc).toMatchObject({
    short: "Writes an annotation on every resource",
    tags: ["mutator"],
    license: "Apache-2.0",
  });
});

test("--help lists the fields of the policy with what they take", async () => {
  const help = await helpText(definition);
  expect(help).toContain("Policy: Stamp (warmstart.dev/v1alpha1)");
  expect(help).toContain("  spec.value\n      a string: What the annotation says\n");
  expect(help).toContain('  spec.style\n      "quiet" or "loud"\n');
  expect(help).toContain("  spec.rules[].kind\n      a string\n");
  expect(help).toContain("Says more.");
  expect(help).toContain("Examples:\n\nstamp < list.yaml\n");
});

test("lines fit a terminal", async () => {
  expect((await helpText(stamp)).split("\n").filter((line) => line.length > 90)).toEqual([]);
});
