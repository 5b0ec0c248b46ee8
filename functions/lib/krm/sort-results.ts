import type { Finding, Severity } from "./result.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Compares two texts so that runs of digits count as numbers: `containers[2]` stands before `containers[10]`.
 * No locale is involved: the order is the same on every machine.
 */
export function compareNatural(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let first = 0;
  while (first < length && a.charCodeAt(first) === b.charCodeAt(first)) first++;
  // The texts part inside a number: it starts further left.
  let start = first;
  while (start > 0 && isDigit(a.charCodeAt(start - 1))) start--;
  const [left, right] = [digits(a, start), digits(b, start)];
  if (left > start && right > start) {
    const difference = Number(a.slice(start, left)) - Number(b.slice(start, right));
    if (difference !== 0) return difference;
  }
  return compareText(a, b);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Where the run of digits at `start` ends. */
function digits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareResources(a: Finding["resourceRef"], b: Finding["resourceRef"]): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.namespace ?? "", b.namespace ?? "") ||
    compareText(a.name, b.name) ||
    compareText(a.apiVersion, b.apiVersion)
  );
}

/** Compares findings of one file. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    (a.file?.index ?? -1) - (b.file?.index ?? -1) ||
    compareResources(a.resourceRef, b.resourceRef) ||
    compareNatural(a.field?.path ?? "", b.field?.path ?? "") ||
    RANK[a.severity] - RANK[b.severity] ||
    compareText(a.message, b.message)
  );
}

/**
 * Results in an order that does not depend on the order of the items, which differs between versions of kpt: by file,
 * index, resource, field path, severity, message.
 */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  // File by file: most findings of a large package differ in the file, and each file has few.
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const path = finding.file?.path ?? "";
    const found = files.get(path);
    if (found === undefined) files.set(path, [finding]);
    else found.push(finding);
  }
  const sorted: Finding[] = [];
  for (const path of [...files.keys()].sort(compareText)) {
    for (const finding of (files.get(path) as Finding[]).sort(compareFindings)) sorted.push(finding);
  }
  return sorted;
}

/** The same findings with the worst first; otherwise the order stays. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
