import { judgePin, type Provider, provider, PROVIDER_NAMES, spellings } from "../lib/cache/mod.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import { options } from "./wanted.ts";

/** Something wrong with a policy that its schema cannot say. Paths start below `spec`. */
export interface PolicyNote {
  readonly severity: "error" | "warning";
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Rule = InjectCacheAnnotationsSpec["rules"][number];

/** Looks at what depends on the provider: options it does not have, keys of a generation it does not have, names of caches. */
export function checkPolicy(spec: InjectCacheAnnotationsSpec): PolicyNote[] {
  const row = provider(spec.provider);
  return [...repeatedNames(spec.rules), ...spec.rules.flatMap((rule, index) => checkRule(row, spec, rule, index))];
}

function repeatedNames(rules: readonly Rule[]): PolicyNote[] {
  const names = rules.map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (name === undefined || names.indexOf(name) === index) return [];
    const message = `names of rules must be unique, and "${name}" is the name of an earlier one`;
    return [{ severity: "error" as const, path: ["rules", index, "name"], message }];
  });
}

function checkRule(row: Provider, spec: InjectCacheAnnotationsSpec, rule: Rule, index: number): PolicyNote[] {
  const notes: PolicyNote[] = [];
  for (const of of ["autoMatch", "specifiedName"] as const) {
    const known = options(row, of);
    for (const field of Object.keys(rule[of] ?? {})) {
      if (of === "specifiedName" && field === "name") continue;
      const message = optionProblem(row, spec.keys ?? "current", of, field, known.get(field));
      if (message !== undefined) notes.push({ severity: "error", path: ["rules", index, of, field], message });
    }
  }
  const name = rule.specifiedName?.name;
  const problem = name === undefined ? undefined : judgePin(row, name);
  if (problem !== undefined) {
    const { severity, message } = problem;
    notes.push({ severity, path: ["rules", index, "specifiedName", "name"], message: `"${name}" ${message}` });
  }
  return notes;
}

function optionProblem(
  row: Provider,
  keys: "current" | "legacy" | "both",
  of: "autoMatch" | "specifiedName",
  field: string,
  meaning: Parameters<typeof spellings>[1] | undefined,
): string | undefined {
  if (meaning === undefined) {
    const owners = PROVIDER_NAMES.filter((name) => options(provider(name), of).has(field));
    return `must not be set for ${row.title}: it is an option of ${owners.map((name) => provider(name).title).join(" and ")}`;
  }
  if (keys === "legacy" && spellings(row, meaning).length === 1) {
    return `must not be set with \`keys: legacy\`: "${spellings(row, meaning)[0]}" has no older spelling`;
  }
  return undefined;
}
