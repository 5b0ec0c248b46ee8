// Writes the field tables of the functions' README files from the generated schemas: `bun scripts/docs.ts [--check]`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkOption } from "./check-option.ts";

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const check = checkOption("scripts/docs.ts");

/** One row per field, nested fields with their path; `[]` marks list items, `.*` the values of a map. */
function rows(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, path: string, depth: number): string[] {
  const node = resolve(schema, defs);
  return Object.entries(node.properties ?? {}).flatMap(([key, value]) => {
    const field = resolve(value, defs);
    const name = `${path}${key}`;
    const required = node.required?.includes(key) === true ? " (required)" : "";
    const description = (value.description ?? field.description ?? "").replaceAll("\n", " ").replaceAll("|", "\\|");
    const row = `| \`${name}\`${required} | ${typeOf(field, defs)} | ${description} |`;
    return depth === 0 ? [row] : [row].concat(children(field, defs, name, depth));
  });
}

function children(
  field: JsonSchema,
  defs: Readonly<Record<string, JsonSchema>>,
  name: string,
  depth: number,
): string[] {
  if (field.items !== undefined) return rows(field.items, defs, `${name}[].`, depth - 1);
  if (field.properties === undefined) return [];
  const [first, ...others] = Object.values(field.properties);
  // A map of many names that all mean the same, such as the rules with their severities, is one row.
  const meant = (each: JsonSchema): string => JSON.stringify(resolve(each, defs));
  const alike = first !== undefined && others.length > 10 && others.every((other) => meant(other) === meant(first));
  if (!alike) return rows(field, defs, `${name}.`, depth - 1);
  const { description = "" } = resolve(first, defs);
  return [`| \`${name}.*\` | ${typeOf(first, defs)} | ${description} |`];
}

function resolve(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const name = schema.$ref?.split("/").at(-1);
  const target = name === undefined ? schema : resolve(defs[name] ?? {}, defs);
  return schema.allOf === undefined
    ? target
    : Object.assign({}, target, ...schema.allOf.map((part) => resolve(part, defs)));
}

function typeOf(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>): string {
  const node = resolve(schema, defs);
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map((part) => typeOf(part, defs)))].join(" or ");
  if (node.type === "array") return `list of ${typeOf(node.items ?? {}, defs)}`;
  if (typeof node.additionalProperties === "object") return `map of ${typeOf(node.additionalProperties, defs)}`;
  return String(node.type ?? "any");
}

function table(kind: string): string {
  const file = `policies/schema/${kind}.json`;
  if (!existsSync(root + file)) {
    console.log(`${file} must be there: add the function of ${kind} to functions/registry.ts, then run bun run docs`);
    process.exit(1);
  }
  const schema = JSON.parse(readFileSync(root + file, "utf8")) as JsonSchema;
  const defs = schema.$defs ?? {};
  const spec = resolve(schema, defs).properties?.["spec"] ?? {};
  return ["| field | type | meaning |", "| --- | --- | --- |", ...rows(spec, defs, "spec.", 2)].join("\n");
}

const BLOCK = /(<!-- fields:(\w+) -->\n)[\s\S]*?(<!-- \/fields -->)/g;
let stale = 0;
for (const folder of readdirSync(`${root}functions`, { withFileTypes: true })) {
  const file = `${root}functions/${folder.name}/README.md`;
  if (!folder.isDirectory() || folder.name === "lib" || folder.name === "cli") continue;
  const before = readFileSync(file, "utf8");
  const after = before.replaceAll(
    BLOCK,
    (_, open: string, kind: string, close: string) => `${open}${table(kind)}\n${close}`,
  );
  if (after === before) continue;
  stale++;
  if (check) console.log(`functions/${folder.name}/README.md must be written again: bun run docs`);
  else writeFileSync(file, after);
}
if (check && stale > 0) process.exitCode = 1;
