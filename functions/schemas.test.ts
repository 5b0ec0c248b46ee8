import { expect, test } from "bun:test";
import * as Schema from "effect/Schema";
import { readFileSync } from "node:fs";
import { FUNCTION_NAMES, nameOfKind } from "./registry.ts";
import { SCHEMAS } from "./schemas.ts";

test("every function's policy has a schema, under its own kind", async () => {
  const functions = Object.keys(SCHEMAS).map((kind) => nameOfKind(kind));
  expect(functions.filter((name) => name !== undefined).toSorted()).toEqual([...FUNCTION_NAMES].toSorted());
  for (const [kind, load] of Object.entries(SCHEMAS)) {
    const { schema } = Schema.toJsonSchemaDocument(await load());
    expect(schema).toMatchObject({ properties: { kind: { enum: [kind] } } });
  }
});

test.each(Object.keys(SCHEMAS))(
  "%s is a class that a function's policy.ts exports, as it is in the package",
  async (kind) => {
    const doors = await Promise.all(
      FUNCTION_NAMES.map(async (name) => (await import(`./${name}/policy.ts`)) as Readonly<Record<string, unknown>>),
    );
    const [model] = doors.flatMap((door) => door[kind] ?? []) as (new () => object)[];
    expect(model && { ...new model() }).toMatchObject({ apiVersion: "warmstart.dev/v1alpha1", kind });
  },
);

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

/** Fields of which an editor can show nothing. */
function silent({ properties = {}, items }: Described, path: string): string[] {
  const below = Object.entries(properties).flatMap(([name, field]) => silent(field, `${path}.${name}`));
  const own = Object.keys(properties).filter((name) => properties[name]?.description === undefined);
  return [
    ...own.map((name) => `${path}.${name}`),
    ...below,
    ...(items === undefined ? [] : silent(items, `${path}[]`)),
  ];
}

test.each(Object.keys(SCHEMAS))(
  "an editor knows the schema of %s by its address, and what every field means",
  (kind) => {
    const text = readFileSync(new URL(`../policies/schema/${kind}.json`, import.meta.url), "utf8");
    const schema = JSON.parse(text) as Described & Readonly<Record<string, unknown>>;
    expect(schema["$id"]).toMatch(new RegExp(`^https://.*/policies/schema/${kind}[.]json$`));
    expect(schema.description).not.toContain(kind);
    expect(silent(schema, kind)).toEqual([]);
  },
);
