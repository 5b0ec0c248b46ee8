// Writes policies/schema/<Kind>.json from the Effect Schemas: `bun scripts/schemas.ts [--check]`.
import * as Schema from "effect/Schema";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { definitionOf, nameOfKind } from "../functions/registry.ts";
import { SCHEMAS } from "../functions/schemas.ts";
import { elsewhereRules } from "../functions/validate-cache-references/rules/elsewhere.ts";
import { RULES } from "../functions/validate-cache-references/rules/index.ts";
import { checkOption } from "./check-option.ts";
import { summaryOf } from "./rules-docs/describe.ts";

const folder = fileURLToPath(new URL("../policies/schema/", import.meta.url));
const check = checkOption("scripts/schemas.ts");

/** Where editors find the schemas of the main branch. */
const ADDRESS = "https://raw.githubusercontent.com/warmstart/warmstart/main/policies/schema";

/** What an editor shows of the fields that every kind has. */
const HEAD: Readonly<Record<string, string>> = {
  apiVersion: "Group and version of what warmstart reads",
  kind: "What the object is",
  metadata: "As in every Kubernetes object",
  spec: "What the object says",
};

/** What each rule finds, by its id. */
const FINDS: ReadonlyMap<string, string> = new Map([
  ...RULES.map(({ id, name, documentation }) => [id, `${name}: ${summaryOf(documentation().what)}`] as const),
  ...elsewhereRules().map(({ id, name, what }) => [id, `${name}: ${summaryOf(what)}`] as const),
]);

/** A severity with the rule that it is for. */
function withRule(key: string, value: unknown): unknown {
  const description = FINDS.get(key);
  const isSilent = description !== undefined && !Object.hasOwn(value as object, "description");
  return isSilent ? { ...(value as object), description } : value;
}

/** A sentence on a kind: what its function does. */
async function about(kind: string): Promise<string> {
  const definition = await definitionOf(nameOfKind(kind) ?? "");
  return definition?.summary ?? "Image caches that exist, for ValidateCacheReferences and for warmstart explain";
}

/** The JSON Schema of one kind, as editors want it: one document, definitions inside. */
async function document(kind: string, load: () => Promise<Schema.Constraint>): Promise<string> {
  const { schema, definitions } = Schema.toJsonSchemaDocument(await load(), { onExcessProperty: "error" });
  const properties = Object.entries(schema["properties"] ?? {}).map(([name, field]) => [
    name,
    { description: HEAD[name], ...field },
  ]);
  const whole = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${ADDRESS}/${kind}.json`,
    title: kind,
    ...schema,
    description: await about(kind),
    properties: Object.fromEntries(properties),
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions }),
  };
  return `${JSON.stringify(whole, (key, value: unknown) => withRule(key, withoutChoice(value)), 2)}\n`;
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
