import { PROVIDER_NAMES, provider } from "../../functions/lib/cache/mod.ts";
import type { Rule } from "../../functions/validate-cache-references/rule.ts";

/** `error; warning when its values disagree`, with the providers that have another default. */
export function severitiesOf({ severity, severityOf = {}, otherwise = [] }: Rule): string {
  const own = Object.entries(severityOf).map(([name, other]) => `${other} for ${name}`);
  return [severity, ...own, ...otherwise.map((each) => `${each.severity} when ${each.when}`)].join("; ");
}

/** The providers that a rule can speak of. */
export function providersOf({ appliesTo }: Rule): string {
  const names = PROVIDER_NAMES.filter((name) => appliesTo?.(provider(name)) ?? true);
  return names.length === PROVIDER_NAMES.length ? "all" : names.join(", ");
}

/** The first sentence. */
export function summaryOf(text: string): string {
  return text.split(/(?<=\.) /)[0] ?? "";
}

/** Text in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** A block of code. */
export function fenced(text: string, language = "yaml"): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** The pages behind a rule. */
export function sourcesOf(sources: readonly string[]): string {
  return sources.length === 0 ? "" : `\n## Sources\n\n${sources.map((url) => `- <${url}>`).join("\n")}\n`;
}
