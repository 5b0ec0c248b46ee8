// Writes policies/schema/<Kind>.json from the Effect Schemas: `bun scripts/schemas.ts [--check]`.
import * as Schema from "effect/Schema";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SCHEMAS } from "../functions/schemas.ts";

const folder = fileURLToPath(new URL("../policies/schema/", import.meta.url));
const check = process.argv.includes("--check");

/** The JSON Schema of one kind, as editors want it: one document, definitions inside. */
async function document(kind: string, load: () => Promise<Schema.Constraint>): Promise<string> {
  const { schema, definitions } = Schema.toJsonSchemaDocument(await load(), { onExcessProperty: "error" });
  const whole = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: kind,
    ...schema,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions }),
  };
  return `${JSON.stringify(whole, (_, value: unknown) => withoutChoice(value), 2)}\n`;
}

interface Choice {
  readonly anyOf?: readonly { readonly type?: string; readonly enum?: readonly unknown[] }[];
}

/** Words of several types are one list of words: shorter, and editors then propose them. */
function withoutChoice(value: unknown): unknown {
  const { anyOf, ...rest } = (value ?? {}) as Choice;
  const words = anyOf?.map((each) =>
    Object.keys(each).every((key) => key === "type" || key === "enum") ? each.enum : undefined,
  );
  return words === undefined || words.includes(undefined) ? value : { enum: words.flat(), ...rest };
}

function present(): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return new Map(names.map((name) => [name, readFileSync(`${folder}${name}`, "utf8")]));
}

if (!check) mkdirSync(folder, { recursive: true });
const before = present();
const after = new Map<string, string>();
for (const [kind, load] of Object.entries(SCHEMAS)) after.set(`${kind}.json`, await document(kind, load));

const stale = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
for (const name of stale) {
  const text = after.get(name);
  if (check) console.log(`policies/schema/${name} must be written again: bun run docs`);
  else if (text === undefined) rmSync(`${folder}${name}`);
  else writeFileSync(`${folder}${name}`, text);
}
if (check && stale.length > 0) process.exitCode = 1;
