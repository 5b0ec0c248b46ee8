import { writeScalar } from "../yaml/mod.ts";

/** Data of our own, as block YAML: lists at the column of their key, absent fields left out. */
export function writeYaml(value: unknown, indent = "", eol = "\n"): string {
  return lines(value)
    .map((line) => indent + line + eol)
    .join("");
}

function lines(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap(element) : Object.entries(value as object).flatMap(entry);
}

function element(value: unknown): string[] {
  return value instanceof Object
    ? lines(value).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
    : [`- ${scalar(value)}`];
}

function entry([key, value]: [string, unknown]): string[] {
  if (value === undefined) return [];
  const name = `${writeScalar(key)}:`;
  if (!(value instanceof Object)) return [`${name} ${scalar(value)}`];
  const inner = lines(value);
  if (inner.length === 0) return [`${name} ${Array.isArray(value) ? "[]" : "{}"}`];
  return [name].concat(Array.isArray(value) ? inner : inner.map((line) => `  ${line}`));
}

const scalar = (value: unknown): string => (typeof value === "string" ? writeScalar(value) : String(value));
