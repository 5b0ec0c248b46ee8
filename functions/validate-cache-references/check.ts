import { type Provider, type ProviderName, providers } from "../lib/cache/mod.ts";
import { CacheUse } from "./cache-use.ts";
import { presentOf, prepareInventories, rowsOf, type Scope, scopeOf } from "./inventory/inventories.ts";
import type { Found, Pod, RuleContext } from "./model.ts";
import type { ValidateCacheReferencesSpec } from "./policy.ts";
import type { Package } from "./read/read-package.ts";
import type { Report } from "./report/reporter.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { severityOf, wantedSeverity } from "./report/severity.ts";

/** Whether a policy for one provider (or for all) is about caches of another (or of any). */
function countsFor(provider: ProviderName | undefined, wanted: ProviderName | undefined): boolean {
  return provider === undefined || wanted === undefined || provider === wanted;
}

/** Runs the rules that the policy leaves on over a package. Work grows with pods + caches. */
export function checkPackage(read: Package, spec: ValidateCacheReferencesSpec, report: Report): void {
  const scope = scopeOf(spec);
  const context = contextOf(read, spec, scope);
  const rules = RULES.filter(({ id }) => wantedSeverity(spec, id) !== "off");
  const take: Take = (rule, found, provider) => {
    if (found === undefined) return;
    for (const each of found) report(each, rule.id, severityOf(rule, each, provider, spec));
  };
  const sources = read.sources.filter(({ provider }) => countsFor(provider, spec.provider));
  for (const rule of rules) take(rule, rule.checkInventories?.(sources, context));
  for (const metadata of read.metadata) for (const rule of rules) take(rule, rule.checkMetadata?.(metadata, context));
  const rows = rowsOf(providers(), spec.provider);
  const unjudged = checkPods(read.pods, rules, context, rows, take);
  // A package without any inventory is told so once, however many providers it uses.
  const told = read.sources.length === 0 ? unjudged.slice(0, 1) : unjudged;
  for (const row of told) report(withoutInventory(row, read.sources.length === 0), INVENTORY, "info");
}

type Take = (rule: Rule, found: readonly Found[] | undefined, provider?: ProviderName) => void;

function contextOf(read: Package, spec: ValidateCacheReferencesSpec, scope: Scope): RuleContext {
  const { sources, surroundings } = read;
  return {
    ...scope,
    coverage: spec.coverage ?? "all",
    generation: spec.target?.generation ?? "2.0",
    expiryDays: spec.limits?.expiryDays ?? 7,
    staleHours: spec.limits?.staleHours ?? 24,
    presentFor: presentOf(sources, scope),
    inventory: prepareInventories(sources, scope),
    surroundings,
  };
}

/** Runs the rules over pods; returns the providers whose caches were wanted and could not be judged. */
function checkPods(
  pods: readonly Pod[],
  rules: readonly Rule[],
  context: RuleContext,
  rows: readonly Provider[],
  takeAll: Take,
): readonly Provider[] {
  const podRules = rules.filter(({ checkPod }) => checkPod !== undefined);
  const choosers = rows.map((row) => [row, ruleChooser(rules, row)] as const);
  const unjudged = new Set<Provider>();
  const takeOnce = oncePerResource(takeAll);
  const quiet = new Set<string>();
  for (const pod of pods) {
    // Pods of one resource may have annotations in common, which are wrong once and not once per pod.
    const take = pod.siblings.length > 1 ? takeOnce(pod) : takeAll;
    // Most pods of a package have the same few keys with the same values, and nothing is wrong with them.
    const keys = keysOf(pod);
    if (!quiet.has(keys)) {
      const found = podRules.map((rule) => [rule, rule.checkPod?.(pod, context)] as const);
      if (found.every(([, each]) => each === undefined || each.length === 0)) quiet.add(keys);
      else for (const [rule, each] of found) take(rule, each);
    }
    for (const [row, choose] of choosers) {
      if (!pod.entries.some(({ info }) => info?.provider === row.name && info.meaning !== undefined)) continue;
      const use = new CacheUse(pod, row, context.inventory(row), context);
      if (use.wantsCache && !use.inventory.declared && !use.inventory.damaged) unjudged.add(row);
      for (const rule of choose(use)) take(rule, rule.checkUse?.(use, context), row.name as ProviderName);
    }
  }
  return rows.filter((row) => unjudged.has(row));
}

/** The keys of a pod with their values, in one text. */
function keysOf({ entries, foreign }: Pod): string {
  let text = "";
  for (const { on, key, isString, text: value } of entries) text += `${on} ${key} ${isString} ${value}\n`;
  for (const { on, key } of foreign) text += `${on} ${key}\n`;
  return text;
}

/** The rules that can have something to say about a pod, by the keys it has. */
function ruleChooser(rules: readonly Rule[], row: Provider): (use: CacheUse) => readonly Rule[] {
  const applying = rules.filter(({ checkUse, appliesTo }) => checkUse !== undefined && (appliesTo?.(row) ?? true));
  const known = new Map<string, readonly Rule[]>();
  return (use) => {
    const { signature } = use;
    let chosen = known.get(signature);
    if (chosen === undefined) {
      chosen = applying.filter(({ looksAt }) => looksAt?.some((meaning) => use.entry(meaning) !== undefined) ?? true);
      known.set(signature, chosen);
    }
    return chosen;
  };
}

/** Leaves out what was said already about another pod of the same resource. */
function oncePerResource(take: Take): (pod: Pod) => Take {
  let current: readonly Pod[] | undefined;
  let said = new Set<string>();
  return ({ siblings }) => {
    if (siblings !== current) {
      current = siblings;
      said = new Set();
    }
    return (rule, found, provider) => {
      const fresh = found?.filter(({ path, message }) => {
        const key = `${rule.id}\n${path?.join("/")}\n${message}`;
        return !said.has(key) && said.add(key) !== undefined;
      });
      take(rule, fresh, provider);
    };
  };
}

/** Tag of results about inventories as such. */
export const INVENTORY = "inventory";

function withoutInventory({ title, noun }: Provider, none: boolean): Found {
  const what = none ? "an inventory" : `an inventory of ${title}`;
  const message = `${what} must be declared before the ${noun}s that pods ask for can be judged: list them in \`spec.inventory\` or in CacheInventory objects`;
  return { at: undefined, message };
}
