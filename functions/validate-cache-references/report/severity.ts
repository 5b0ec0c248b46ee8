import type { ProviderName } from "../../lib/cache/mod.ts";
import type { Severity } from "../../lib/krm/mod.ts";
import type { Found } from "../model.ts";
import type { ValidateCacheReferencesSpec } from "../policy.ts";
import type { Rule } from "../rule.ts";

/** What the policy says of a rule; `false` is how some YAML readers hand on an unquoted `off`. */
export function wantedSeverity({ rules }: ValidateCacheReferencesSpec, id: string): Severity | "off" | undefined {
  const wanted = rules?.[id];
  return wanted === false ? "off" : wanted;
}

/** The severity of one finding of a rule that is on: what the policy says, else the finding, else the rule. */
export function severityOf(
  rule: Rule,
  found: Found,
  provider: ProviderName | undefined,
  spec: ValidateCacheReferencesSpec,
): Severity {
  const wanted = wantedSeverity(spec, rule.id);
  if (wanted !== undefined && wanted !== "off") return wanted;
  return found.severity ?? (provider === undefined ? undefined : rule.severityOf?.[provider]) ?? rule.severity;
}
