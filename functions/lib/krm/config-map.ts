import type * as SchemaAST from "effect/SchemaAST";
import { isRefusal, type Node, outline } from "../yaml/mod.ts";
import { scalarText } from "./scalar-text.ts";
import type { PolicyProblem } from "./policy-problem.ts";
import {
  fieldSchema,
  knownKeys,
  takesAnyMap,
  takesOnlyStrings,
  takesPlainKey,
  takesStringsAndLists,
} from "./schema-text.ts";

/** The `spec` that a ConfigMap stands for. */
export interface ConfigMapSpec {
  readonly spec: Record<string, unknown>;
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads the string form of a policy: each key of `data` is a field of `spec` (`select.kinds` the field `kinds` of
 * `select`, `select.labels.example.com/a` a label), each value is YAML unless the field takes only strings. Of a field
 * that takes a string or a list of them, YAML is what starts like a list: a glob with a star or braces in front is
 * neither alias nor map. kpt prints some strings without quotes (`yes: on`), so it is the written text that counts.
 */
export function configMapSpec(config: Node, schema: SchemaAST.AST): ConfigMapSpec {
  const spec = emptyMap();
  const problems: PolicyProblem[] = [];
  const data = config.get("data");
  const held = data?.target ?? data;
  if (held !== undefined && held.kind !== "map" && held.scalar !== null) {
    return { spec, problems: [{ path: ["data"], message: "must be a map of strings" }] };
  }
  const specSchema = fieldSchema(schema, "spec");
  for (const [key, entry] of data?.entries() ?? []) {
    const path = fieldsOf(key, specSchema);
    const field = specSchema && schemaAt(specSchema, path);
    const isUnknown = field === undefined && specSchema !== undefined && knowsNoField(specSchema, path);
    const value = fieldValue(entry, field, isUnknown);
    if ("message" in value) problems.push({ path: ["data", key], message: value.message });
    else if (!place(spec, path, value.value)) {
      problems.push({ path: ["data", key], message: `"${key}" must not be set beside a shorter or longer form of it` });
    }
  }
  return { spec, problems };
}

/** The fields that a key leads through. In a map of plain values, such as labels, what is left is one key, dots and all. */
function fieldsOf(key: string, schema: SchemaAST.AST | undefined): string[] {
  const words = key.split(".");
  let at = schema;
  for (const [index, word] of words.entries()) {
    if (at === undefined) break;
    if (takesPlainKey(at, word)) return [...words.slice(0, index), words.slice(index).join(".")];
    at = fieldSchema(at, word);
  }
  return words;
}

/** Without a prototype, so that no key of the user's means anything else than itself. */
const emptyMap = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

function schemaAt(schema: SchemaAST.AST, path: readonly string[]): SchemaAST.AST | undefined {
  return path.reduce<SchemaAST.AST | undefined>((at, key) => at && fieldSchema(at, key), schema);
}

/** Whether a path that the schema does not name is wrong, and does not lead into a field that may hold anything. */
function knowsNoField(schema: SchemaAST.AST, path: readonly string[]): boolean {
  const isOpen = path.some((_, depth) => {
    const around = schemaAt(schema, path.slice(0, depth));
    return around !== undefined && takesAnyMap(around);
  });
  return knownKeys(schema).length > 0 && !isOpen;
}

/** `isUnknown`: there is no such field, which is what must be said, whatever its text is. */
function fieldValue(
  entry: Node,
  schema: SchemaAST.AST | undefined,
  isUnknown: boolean,
): { value: unknown } | { message: string } {
  const text = entry.kind === "null" ? "" : scalarText(entry);
  if (text === undefined) return { message: "must be a string: every value of a ConfigMap is one" };
  if (isUnknown || (schema !== undefined && takesOnlyStrings(schema))) return { value: text };
  const read = outline(text, "document");
  if (schema !== undefined && takesStringsAndLists(schema) && !LIST.test(text)) {
    // Of a block map something else must have been meant, and the schema says so.
    const isBlockMap = !isRefusal(read) && read.root?.kind === "map" && !read.root.flow;
    if (!isBlockMap) return { value: (isRefusal(read) ? "" : read.root?.string) || text };
  }
  if (isRefusal(read)) return { message: `${read.message} (line ${read.line} of the value)` };
  return { value: read.root?.toJS() ?? null };
}

/** What is meant as a list, even where its text is wrong. */
const LIST = /^\s*(?:\[|-(?:\s|$))/;

/** Puts a value at a dotted path; false when another key is in the way. */
function place(spec: Record<string, unknown>, path: readonly string[], value: unknown): boolean {
  let at = spec;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : (at[key] = emptyMap());
    // A map that is some key's value has a prototype: it is a form of its own, whatever it holds.
    if (typeof next !== "object" || next === null || Object.getPrototypeOf(next) !== null) return false;
    at = next as Record<string, unknown>;
  }
  const last = path.at(-1) as string;
  if (Object.hasOwn(at, last)) return false;
  at[last] = value;
  return true;
}
