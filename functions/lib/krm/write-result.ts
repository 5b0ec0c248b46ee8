import { writeScalar } from "../yaml/mod.ts";
import type { Finding } from "./result.ts";

/** One entry of `results:` as block YAML, without the line, which means nothing in a text that orchestrators re-print. */
export function writeResult(finding: Finding, indent: string, eol: string): string {
  const { message, severity, resourceRef, field, file, tags } = finding;
  const next = `${eol}${indent}  `;
  let text = `${indent}- message: ${writeScalar(message)}${next}severity: ${severity}`;
  if (resourceRef !== undefined) {
    const { apiVersion, kind, namespace, name } = resourceRef;
    text += `${next}resourceRef:`;
    text += entry(next, "apiVersion", apiVersion) + entry(next, "kind", kind) + entry(next, "namespace", namespace);
    // A resource without a name is referred to without one.
    text += entry(next, "name", name === "" ? undefined : name);
  }
  if (field !== undefined) {
    const { path, currentValue, proposedValue } = field;
    text += `${next}field:${entry(next, "path", path)}`;
    text += entry(next, "currentValue", currentValue) + entry(next, "proposedValue", proposedValue);
  }
  if (file !== undefined) {
    text += `${next}file:${entry(next, "path", file.path)}`;
    if (file.index !== undefined) text += `${next}  index: ${file.index}`;
  }
  if (tags !== undefined) {
    text += `${next}tags:`;
    for (const key of Object.keys(tags)) text += entry(next, writeScalar(key), tags[key]);
  }
  return text + eol;
}

function entry(next: string, key: string, value: string | undefined): string {
  return value === undefined ? "" : `${next}  ${key}: ${writeScalar(value)}`;
}
