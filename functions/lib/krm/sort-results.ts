import type { Finding, Severity } from "./result.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Compares two texts so that runs of digits count as numbers: `containers[2]` stands before `containers[10]`.
 * No locale is involved: the order is the same on every machine.
 */
export function compareNatural(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    if (x === y) continue;
    const difference = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    return difference !== 0 ? difference : compareText(x, y);
  }
  return left.length - right.length;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

const resource = ({ resourceRef: ref }: Finding): string =>
  ref === undefined ? "" : `${ref.kind}/${ref.namespace ?? ""}/${ref.name}/${ref.apiVersion}`;

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file?.path ?? "", b.file?.path ?? "") ||
    (a.file?.index ?? -1) - (b.file?.index ?? -1) ||
    compareText(resource(a), resource(b)) ||
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
  return [...findings].sort(compareFindings);
}

/** The same findings with the worst first; otherwise the order stays. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
