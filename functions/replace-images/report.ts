import type { ResultOptions, Results } from "../lib/krm/mod.ts";
import { silencer } from "../lib/suppress/mod.ts";
import type { ReplaceImagesSpec } from "./policy.ts";
import { type RuleId, RULES } from "./rules.ts";

/** Adds results with the severities of the policy, and each remark about the same thing only once. */
export interface Report {
  /** `once`: a later result of this rule with the same text there is dropped. */
  add(rule: RuleId, message: string, options: ResultOptions, once?: string): void;
  /** The same report, with its results elsewhere: inside of the text at `around`, whose silence counts as well. */
  into(results: Results, around: ResultOptions): Report;
  /** How often a rule has been reported. */
  count(rule: RuleId): number;
}

/** A {@link Report} into `results`. */
export function createReport(rules: ReplaceImagesSpec["rules"], results: Results): Report {
  const seen = new Set<string>();
  const counts = new Map<RuleId, number>();
  const isSilenced = silencer();
  const create = (into: Results, outer: readonly ResultOptions[]): Report => ({
    into: (elsewhere, around) => create(elsewhere, [...outer, around]),
    count: (rule) => counts.get(rule) ?? 0,
    add: (rule, message, options, once) => {
      const severity = rules?.[rule] ?? RULES[rule].severity;
      if (severity === "off" || severity === false || [options, ...outer].some((place) => isSilenced(rule, place)))
        return;
      if (once !== undefined) {
        const key = `${rule} ${once}`;
        if (seen.has(key)) return;
        seen.add(key);
      }
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
      into.add(severity, rule, message, options);
    },
  });
  return create(results, []);
}
