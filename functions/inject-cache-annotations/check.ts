import { judgePin, type Provider, provider, PROVIDER_NAMES, providers, spellings } from "../lib/cache/mod.ts";
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
  const missing = missingMechanism(row, rule, spec.keys ?? "current");
  if (missing !== undefined) {
    const [action, message] = missing;
    return [{ severity: "error", path: ["rules", index, action], message }];
  }
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
  if (name !== undefined && problem !== undefined) {
    const { severity, message } = problem;
    const path = ["rules", index, "specifiedName", "name"];
    notes.push({ severity, path, message: `"${name}" ${message}${actionMeant(row, name)}` });
  }
  return notes;
}

/** What a rule asks for and the provider has no documented annotation for, with why not. */
function missingMechanism(
  row: Provider,
  rule: Rule,
  keys: "current" | "legacy" | "both",
): readonly [action: string, message: string] | undefined {
  if (rule.specifiedName !== undefined && row.keys.pin === null) {
    const able = namesOf(({ keys: { pin } }) => pin !== null);
    const advice = row.keys.autoMatch === null ? "" : "; use `autoMatch`";
    const message = `must not be used for ${row.title}: no annotation that names one ${row.noun} is documented, unlike for ${able}${advice}`;
    return ["specifiedName", message];
  }
  if (rule.autoMatch !== undefined && row.keys.autoMatch === null) {
    const able = namesOf(({ keys: { autoMatch } }) => autoMatch !== null);
    const message = `must not be used for ${row.title}: no annotation for automatic matching is documented, unlike for ${able}`;
    return ["autoMatch", message];
  }
  if (rule.asIs !== undefined && keys !== "current") {
    return ["asIs", `must not be used with \`keys: ${keys}\`: it moves keys to the current generation and never back`];
  }
  return undefined;
}

function namesOf(is: (row: Provider) => boolean): string {
  return providers()
    .filter(is)
    .map(({ title }) => title)
    .join(", ");
}

/** A word that stands where an id is expected, because the annotation itself would take it. */
function actionMeant({ keys: { pin } }: Provider, name: string): string {
  const words = pin?.value.type === "pin" ? pin.value.words : undefined;
  return words !== undefined && Object.hasOwn(words, name) ? `; "${name}" is what \`${words[name]}: {}\` writes` : "";
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
