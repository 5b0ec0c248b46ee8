import { expect, test } from "bun:test";
import * as Schema from "effect/Schema";
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
