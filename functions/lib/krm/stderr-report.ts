import type { Finding } from "./result.ts";
import { oneLine } from "./one-line.ts";
import { worstFirst } from "./sort-results.ts";

/** Argo CD shows stderr as it is, however long: more than this nobody reads. */
const MOST_LINES = 50;
const MOST_BYTES = 8 * 1024;
/** Room kept for the last line, which counts what was left out. */
const LAST_LINE = 120;
const LONGEST_LINE = 2000;
const LONGEST_VALUE = 200;

/**
 * The findings for people who see only stderr, the worst first, each on one line that names the function: kustomize
 * does not say which of its functions speaks. At most 50 lines and 8 kB; the last line then counts the rest.
 * Without `files` for kustomize, which says the file of no resource and makes one up between two functions.
 */
export function stderrReport(name: string, findings: readonly Finding[], files = true): string {
  const lines = worstFirst(findings).map(
    (finding) => `${shorten(`${name}: ${describe(finding, files)}`, LONGEST_LINE)}\n`,
  );
  const kept: string[] = [];
  let bytes = 0;
  for (const [index, line] of lines.entries()) {
    const size = byteLength(line);
    const isLast = index === lines.length - 1;
    const room = isLast ? 0 : 1;
    if (kept.length + room >= MOST_LINES || bytes + size > MOST_BYTES - (isLast ? 0 : LAST_LINE)) break;
    kept.push(line);
    bytes += size;
  }
  const left = lines.length - kept.length;
  return left === 0
    ? kept.join("")
    : `${kept.join("")}${name}: ${left} more of ${lines.length} results are not shown\n`;
}

function describe({ severity, resourceRef, field, message, file, line }: Finding, files: boolean): string {
  const ref = resourceRef && [resourceRef.kind, resourceRef.namespace, resourceRef.name].filter(Boolean).join("/");
  const place = files && file && (line === undefined ? file.path : `${file.path}:${line}`);
  const where = [place, ref, field?.path].filter(Boolean).join(" ");
  return `[${severity}] ${where === "" ? "" : `${oneLine(where)}: `}${oneLine(message)}${change(field)}`;
}

function change(field: Finding["field"]): string {
  if (field?.proposedValue === undefined) return "";
  const current = field.currentValue === undefined ? "" : `${shownValue(field.currentValue)} `;
  return ` (${current}→ ${shownValue(field.proposedValue)})`;
}

const shownValue = (text: string): string => shorten(oneLine(text), LONGEST_VALUE);
const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
const byteLength = (text: string): number => new TextEncoder().encode(text).length;
