import type { Provider } from "../lib/cache/mod.ts";
import type { Annotations, Conflict } from "./conflicts.ts";
import type { Edit } from "./inject.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";

type Rule = InjectCacheAnnotationsSpec["rules"][number];

/** `rule "pinned"`, or `rules[1]` for a rule without a name. */
export function ruleTitle(rule: Rule, index: number): string {
  return rule.name === undefined ? `\`rules[${index}]\`` : `rule "${rule.name}"`;
}

/** What a rule asks for, as the start of a sentence. */
export function demand(row: Provider, rule: Rule, index: number): string {
  const asks = rule.asIs === undefined ? `pods must ${asked(row, rule)}` : "keys of pods must be current";
  return `${asks} (${ruleTitle(rule, index)})`;
}

function asked(row: Provider, rule: Rule): string {
  if (rule.specifiedName !== undefined) return `start from ${row.noun} "${rule.specifiedName.name}"`;
  if (rule.autoMatch !== undefined) return `start from an ${row.noun} that is matched automatically`;
  return `not match an ${row.noun} automatically`;
}

/** What was changed, in the order of the edits. */
export function changes(edits: readonly Edit[]): string {
  return edits.map((edit) => CHANGE[edit.op](edit as never)).join(", ");
}

const CHANGE: { readonly [Op in Edit["op"]]: (edit: Extract<Edit, { op: Op }>) => string } = {
  set: ({ key, value }) => `set "${key}" to "${value}"`,
  remove: ({ key }) => `removed "${key}"`,
  rename: ({ key, to }) => `renamed "${key}" to "${to}"`,
};

/** What stands against a rule. */
export function contradictions(conflicts: readonly Conflict[]): string {
  return conflicts.map(({ key, value }) => `"${key}" is "${onOneLine(value)}"`).join(", ");
}

/** Block scalars end with a line break, which a message must not have. */
function onOneLine(value: string): string {
  return value.replace(/\p{Cc}/gu, (one) => JSON.stringify(one).slice(1, -1));
}

/** The annotations that edits touch, before and after, as JSON objects; `before` is undefined when there were none. */
export function beforeAndAfter(
  annotations: Annotations,
  edits: readonly Edit[],
): { before: string | undefined; after: string } {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const edit of edits) {
    if (Object.hasOwn(annotations, edit.key)) before[edit.key] = annotations[edit.key];
    if (edit.op === "set") after[edit.key] = edit.value;
    if (edit.op === "rename") after[edit.to] = annotations[edit.key];
  }
  return {
    before: Object.keys(before).length === 0 ? undefined : JSON.stringify(before),
    after: JSON.stringify(after),
  };
}
