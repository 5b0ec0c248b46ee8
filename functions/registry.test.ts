import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { documentationJson } from "./lib/krm/help.ts";
import { loadLibrary, type Outline, outline } from "./lib/yaml/mod.ts";
import { definitionOf, definitionOfKind, FUNCTION_NAMES, nameOfKind } from "./registry.ts";

await loadLibrary();

const here = import.meta.dir;

test("every folder with a function is in the registry", () => {
  const folders = readdirSync(here).filter((name) => existsSync(join(here, name, "function.ts")));
  expect(folders.toSorted()).toEqual([...FUNCTION_NAMES].sort());
});

test("what is no function", async () => {
  expect(await definitionOf("nothing")).toBeUndefined();
  expect(await definitionOf("constructor")).toBeUndefined();
  expect(nameOfKind("ConfigMap")).toBeUndefined();
  expect(definitionOfKind("Nothing")).rejects.toThrow('"Nothing"');
});

describe.each([...FUNCTION_NAMES])("%s", async (name) => {
  const definition = await definitionOf(name);
  if (definition === undefined) throw new Error(`${name} must load`);

  test("is called what its folder is called, and found by its kind", async () => {
    expect(definition.name).toBe(name);
    expect(nameOfKind(definition.kind)).toBe(name);
    expect(await definitionOfKind(definition.kind)).toBe(definition);
  });

  test("metadata.yaml says what --doc says", async () => {
    const text = readFileSync(join(here, name, "metadata.yaml"), "utf8");
    const metadata = (outline(text) as Outline).root?.toJS() as Record<string, unknown>;
    const doc = JSON.parse(await documentationJson(definition)) as Record<string, unknown>;
    expect(doc).toMatchObject(metadata);
    expect(Object.keys(metadata)).toEqual(expect.arrayContaining(["image", "description", "tags"]));
  });

  test("its program is one line", () => {
    const lines = readFileSync(join(here, name, "main.ts"), "utf8")
      .trim()
      .split("\n");
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(lines.at(-1)).toBe("await run(definition);");
  });
});
