import { detached } from "../yaml/mod.ts";
import type { Finding, Severity } from "./result.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** A run of digits is as long as this in a sort key; no index has more. */
const WIDTH = 20;

const sortKeys = new Map<string, string>();

/** Sort keys that are remembered; field paths repeat from resource to resource. */
const MOST_KEYS = 10_000;

function sortKey(text: string): string {
  let key = sortKeys.get(text);
  if (key === undefined) {
    const own = detached(text);
    key = own.replace(/\d+/g, (digits) => digits.padStart(WIDTH, "0"));
    if (sortKeys.size >= MOST_KEYS) sortKeys.clear();
    sortKeys.set(own, key);
  }
  return key;
}

/**
 * Compares two texts so that runs of digits count as numbers: `containers[2]` stands before `containers[10]`.
 * No locale is involved: the order is the same on every machine.
 */
export function compareNatural(a: string, b: string): number {
  return a === b ? 0 : compareText(sortKey(a), sortKey(b)) || compareText(a, b);
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
