import { writeScalar } from "../yaml/mod.ts";

/** Data of our own, as block YAML: lists at the column of their key, absent fields left out. */
export function writeYaml(value: unknown, indent = "", eol = "\n"): string {
  const parts: string[] = [];
  writeCollection(value, indent, indent, eol, parts);
  return parts.join("");
}

/** Writes a collection; `first` is what its first line starts with, the others start with `indent`. */
function writeCollection(value: unknown, first: string, indent: string, eol: string, parts: string[]): void {
  let start = first;
  if (Array.isArray(value)) {
    for (const element of value) {
      writeElement(element, `${start}- `, `${indent}  `, eol, parts);
      start = indent;
    }
    return;
  }
  for (const [key, field] of Object.entries(value as object)) {
    if (field === undefined) continue;
    writeEntry(`${start}${nameOf(key)}:`, field, indent, eol, parts);
    start = indent;
  }
}

function writeElement(value: unknown, first: string, indent: string, eol: string, parts: string[]): void {
  if (value instanceof Object && !isEmpty(value)) return writeCollection(value, first, indent, eol, parts);
  parts.push(first, flat(value), eol);
}

function writeEntry(key: string, value: unknown, indent: string, eol: string, parts: string[]): void {
  if (!(value instanceof Object) || isEmpty(value)) {
    parts.push(key, " ", flat(value), eol);
    return;
  }
  parts.push(key, eol);
  const inner = Array.isArray(value) ? indent : `${indent}  `;
  writeCollection(value, inner, inner, eol, parts);
}

const isEmpty = (value: object): boolean =>
  Array.isArray(value) ? value.length === 0 : Object.values(value).every((field) => field === undefined);

function flat(value: unknown): string {
  if (value instanceof Object) return Array.isArray(value) ? "[]" : "{}";
  return typeof value === "string" ? writeScalar(value) : String(value);
}

const names = new Map<string, string>();

/** Keys repeat in every result. */
function nameOf(key: string): string {
  let name = names.get(key);
  if (name === undefined) {
    name = writeScalar(key);
    names.set(key, name);
  }
  return name;
}
