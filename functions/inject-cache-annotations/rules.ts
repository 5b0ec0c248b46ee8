import { provider } from "../lib/cache/mod.ts";
import type { Item } from "../lib/krm/mod.ts";
import { type PodTemplate, podStrings } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import { compileSelect, type Subject } from "../lib/select/mod.ts";
import type { Annotations } from "./conflicts.ts";
import { beforeAndAfter, changes, demand } from "./describe.ts";
import { type Decision, inject } from "./inject.ts";
import { type Renamed, renamedKeys } from "./migrate.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import { type Wanted, wantedBy } from "./wanted.ts";

type Rule = InjectCacheAnnotationsSpec["rules"][number];

/** A rule of the policy, ready to be asked, with counts of what it met in this run. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly index: number;
  readonly wanted: Wanted;
  /** What it asks for, as the start of a sentence. */
  readonly asked: string;
  /** What becomes of a pod template without annotations, which most are. */
  readonly fresh: Injection;
  /** Keys whose older spellings are moved; empty when the policy does not write the current generation. */
  readonly renamed: readonly Renamed[];
  /** Undefined: every pod template. */
  readonly selects: ((subject: Subject) => boolean) | undefined;
  selected: number;
  decided: number;
}

/** A decision and how results tell of its edits. */
export interface Injection extends ReturnType<typeof beforeAndAfter> {
  readonly decision: Decision;
  readonly changed: string;
}

/** Prepares the rules of a policy. */
export function compileRules(spec: InjectCacheAnnotationsSpec): CompiledRule[] {
  const row = provider(spec.provider);
  const renamed = (spec.keys ?? "current") === "current" ? renamedKeys(row, spec.keys !== undefined) : [];
  return spec.rules.map((rule, index) => {
    const wanted = wantedBy(row, rule);
    return {
      rule,
      index,
      wanted,
      asked: demand(row, rule, index),
      fresh: decide(wanted, {}, spec),
      renamed,
      selects: rule.select === undefined ? undefined : compileSelect(rule.select),
      selected: 0,
      decided: 0,
    };
  });
}

/** What a rule makes of the annotations of one pod template. */
export function decide(wanted: Wanted, annotations: Annotations, spec: InjectCacheAnnotationsSpec): Injection {
  const { keys = "current", onExisting = "keep" } = spec;
  const decision = inject(provider(spec.provider), wanted, annotations, keys, onExisting);
  return { decision, changed: changes(decision.edits), ...beforeAndAfter(annotations, decision.edits) };
}

/** The first rule that selects a pod template; counts for every rule what it selects. */
export function decidingRule(
  rules: readonly CompiledRule[],
  item: Item,
  template: PodTemplate<Node>,
): CompiledRule | undefined {
  let subjects: readonly Subject[] | undefined;
  let first: CompiledRule | undefined;
  for (const rule of rules) {
    if (rule.selects !== undefined) {
      subjects ??= subjectsOf(item, template);
      if (!subjects.some(rule.selects)) continue;
    }
    rule.selected++;
    first ??= rule;
  }
  if (first !== undefined) first.decided++;
  return first;
}

/**
 * What a selector sees of a pod template: one subject per container, because it may ask for a container or an image.
 * A label or annotation counts on the workload, on the template, and where the resource says it for several of its pods.
 */
function subjectsOf(item: Item, template: PodTemplate<Node>): Subject[] {
  const base = {
    kind: item.kind,
    name: item.name,
    namespace: item.namespace,
    labels: [item.labels, ...podStrings(template, "labels")],
    annotations: [item.annotations, ...podStrings(template, "annotations")],
  };
  const containers = template.images.map(({ container, node }) => ({ ...base, container, image: node.string }));
  return containers.length === 0 ? [base] : containers;
}
