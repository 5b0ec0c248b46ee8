import { writeScalar } from "../yaml/mod.ts";
import type { Finding } from "./result.ts";

/**
 * Entries of `results:` as block YAML, without the lines, which mean nothing in a text that orchestrators re-print.
 *
 * There may be tens of thousands of them. The parts are joined once: a text put together by `+` remembers all of its
 * parts, ten times its size.
 */
export function writeResults(findings: readonly Finding[], indent: string, eol: string): string {
  const parts: string[] = [];
  const next = `${eol}${indent}  `;
  for (const finding of findings) {
    parts.push(indent, "- message: ");
    pushFields(finding, next, parts);
    parts.push(eol);
  }
  return parts.join("");
}

function pushFields(
  { message, severity, resourceRef, field, file, tags }: Finding,
  next: string,
  parts: string[],
): void {
  parts.push(writeScalar(message), next, "severity: ", severity);
  if (resourceRef !== undefined) {
    const { apiVersion, kind, namespace, name } = resourceRef;
    parts.push(next, "resourceRef:");
    pushEntry("  apiVersion: ", apiVersion, next, parts);
    pushEntry("  kind: ", kind, next, parts);
    pushEntry("  namespace: ", namespace, next, parts);
    // A resource without a name is referred to without one.
    pushEntry("  name: ", name === "" ? undefined : name, next, parts);
  }
  if (field !== undefined) {
    parts.push(next, "field:");
    pushEntry("  path: ", field.path, next, parts);
    pushEntry("  currentValue: ", field.currentValue, next, parts);
    pushEntry("  proposedValue: ", field.proposedValue, next, parts);
  }
  if (file !== undefined) {
    parts.push(next, "file:");
    pushEntry("  path: ", file.path, next, parts);
    if (file.index !== undefined) parts.push(next, "  index: ", String(file.index));
  }
  if (tags !== undefined) {
    parts.push(next, "tags:");
    for (const key of Object.keys(tags)) pushEntry(`  ${writeScalar(key)}: `, tags[key], next, parts);
  }
}

function pushEntry(key: string, value: string | undefined, next: string, parts: string[]): void {
  if (value !== undefined) parts.push(next, key, writeScalar(value));
}
