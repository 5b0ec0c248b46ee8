import { isRegistry, nameProblem } from "../lib/image/mod.ts";
import type { Replacement } from "./replace.ts";

/** What is wrong with the replacements themselves, before any image is seen. */
export interface PolicyNote {
  readonly rule: string;
  /** An `error` is a bad policy: nothing is changed. */
  readonly severity: "error" | "warning";
  /** From `spec`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Field = "repositoryPrefix" | "replaceWith";

/**
 * Checks replacements against what the vendor demands of them (unique prefixes, no trailing slash, valid names, two
 * different values) and for rules that undo or repeat each other.
 */
export function checkReplacements(replacements: readonly Replacement[], match: "prefix" | "exact"): PolicyNote[] {
  const notes = replacements.flatMap((replacement, index) => [
    ...checkField(replacement, "repositoryPrefix", index),
    ...checkField(replacement, "replaceWith", index),
    ...checkPair(replacement, index),
    ...checkRepeated(replacements, index),
  ]);
  return notes.some(({ severity }) => severity === "error") ? notes : [...notes, ...checkChains(replacements, match)];
}

const at = (index: number, field: Field): PolicyNote["path"] => ["replacements", index, field];

function checkField(replacement: Replacement, field: Field, index: number): PolicyNote[] {
  const value = replacement[field];
  const path = at(index, field);
  if (value === "") return [];
  if (value.endsWith("/")) {
    const message = `must not end with "/": write "${value.replace(/\/+$/, "")}" instead of "${value}"`;
    return [{ rule: "IR003", severity: "error", path, message }];
  }
  const problem = nameProblem(value);
  return problem === undefined ? [] : [{ rule: "IR005", severity: "error", path, message: problem }];
}

function checkPair({ repositoryPrefix, replaceWith }: Replacement, index: number): PolicyNote[] {
  const path = at(index, "replaceWith");
  if (repositoryPrefix === replaceWith) {
    const message = `must differ from \`repositoryPrefix\`, and both are "${replaceWith}"`;
    return [{ rule: "IR004", severity: "error", path, message }];
  }
  if (replaceWith === "") {
    const message = `should not be empty: "${repositoryPrefix}" is taken away here, and what the vendor does is not documented`;
    return [{ rule: "IR006", severity: "warning", path, message }];
  }
  const [first = ""] = repositoryPrefix.split("/");
  if (repositoryPrefix === "" || isRegistry(first)) return [];
  const message = `"${first}" has no dot and no port, so it is a namespace of Docker Hub and no host; write the host in full when one is meant`;
  return [{ rule: "IR010", severity: "warning", path: at(index, "repositoryPrefix"), message }];
}

function checkRepeated(replacements: readonly Replacement[], index: number): PolicyNote[] {
  const prefix = (replacements[index] as Replacement).repositoryPrefix;
  const first = replacements.findIndex(({ repositoryPrefix }) => repositoryPrefix === prefix);
  if (first === index) return [];
  const message = `must be unique, and "${prefix}" stands in \`spec.replacements[${first}]\`, too: remove one of them`;
  return [{ rule: "IR002", severity: "error", path: at(index, "repositoryPrefix"), message }];
}

/** Rules whose result another rule matches: what comes out then depends on how often the function runs. */
function checkChains(replacements: readonly Replacement[], match: "prefix" | "exact"): PolicyNote[] {
  const next = replacements.map((_, index) => followers(replacements, index, match));
  return next.flatMap((found, index): PolicyNote[] => {
    const [follower] = found;
    if (follower === undefined) return [];
    const target = (replacements[index] as Replacement).replaceWith;
    const path = at(index, "replaceWith");
    if (leadsBack(next, index)) {
      const message = `must not lead back to its own prefix: what "${target}" makes is matched by \`spec.replacements[${follower}]\`, and no run would be the last`;
      return [{ rule: "IR008", severity: "error", path, message }];
    }
    const message = `should not be matched by another rule: \`spec.replacements[${follower}]\` rewrites "${target}" again in the next run; write its final name here`;
    return [{ rule: "IR008", severity: "warning", path, message }];
  });
}

/** The rules that match what a rule makes. A rule below its own prefix is carried out once and follows nothing. */
function followers(replacements: readonly Replacement[], index: number, match: "prefix" | "exact"): number[] {
  const target = (replacements[index] as Replacement).replaceWith;
  return replacements.flatMap(({ repositoryPrefix, replaceWith }, other) => {
    if (other === index || target === "") return [];
    if (match === "exact") return target === repositoryPrefix ? [other] : [];
    if (repositoryPrefix === "" || !below(target, repositoryPrefix)) return [];
    return below(replaceWith, repositoryPrefix) && below(target, replaceWith) ? [] : [other];
  });
}

function below(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}/`);
}

function leadsBack(next: readonly (readonly number[])[], start: number): boolean {
  const seen = new Set<number>();
  const todo = [...(next[start] ?? [])];
  for (let index = todo.pop(); index !== undefined; index = todo.pop()) {
    if (index === start) return true;
    if (seen.has(index)) continue;
    seen.add(index);
    todo.push(...(next[index] ?? []));
  }
  return false;
}
