import { provider } from "../lib/cache/mod.ts";
import { defineFunction, type FunctionContext, type Item, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { type PodTemplate, podTemplates, workloadKind } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import { checkPolicy } from "./check.ts";
import { ruleTitle } from "./describe.ts";
import { InjectCacheAnnotationsPolicy, type InjectCacheAnnotationsSpec } from "./policy.ts";
import { injectTemplate } from "./template.ts";
import { compileRules, type CompiledRule, decidingRule } from "./rules.ts";

type Path = readonly (string | number)[];

/**
 * An InjectCacheAnnotations policy as a step: puts the annotations that steer image caches on the pod templates of the
 * items. Never touches the metadata of a workload itself. None when the policy is wrong. `at`: where the policy holds the
 * spec; `joins`: see {@link Step}.
 */
export function injectCacheAnnotations(
  spec: InjectCacheAnnotationsSpec,
  results: Results,
  problem: FunctionContext<unknown>["problem"],
  at: Path = ["spec"],
  joins = false,
): Step[] {
  const notes = checkPolicy(spec);
  const errors = notes.filter(({ severity }) => severity === "error");
  for (const { path, message } of errors) problem(["spec", ...path], message);
  if (errors.length > 0) return [];
  for (const { path, message } of notes) results.add("warning", "unusual-name", message, { path: [...at, ...path] });
  const rules = compileRules(spec);
  for (const rule of rules) reportOverruled(rule, spec, results, at);
  return [
    {
      joins,
      visit: (item) => injectItem(item, rules, spec, results),
      end: () => rules.forEach((rule) => reportUnused(rule, results, at)),
    },
  ];
}

function reportUnused({ rule, index, selected, decided }: CompiledRule, results: Results, at: Path): void {
  if (decided > 0) return;
  const why = selected > 0 ? "decides no pod template: earlier rules take all it selects" : "selects no pod template";
  results.add("warning", "unused-rule", `${ruleTitle(rule, index)} ${why}`, { path: [...at, "rules", index] });
}

function injectItem(
  item: Item,
  rules: readonly CompiledRule[],
  spec: InjectCacheAnnotationsSpec,
  results: Results,
): void {
  const kind = workloadKind(item.group, item.kind);
  if (kind === undefined) return;
  const told = new Set<string>();
  let templates = podTemplates(item.expanded, kind);
  // Metadata that may have been edited since it was read, as that of templates which others inherit from.
  const written = new Set<string>();
  for (let index = 0; index < templates.length; index++) {
    const { inherited } = templates[index] as PodTemplate<Node>;
    if (inherited.some(({ path, metadata }) => metadata !== undefined && written.has(path.join(" ")))) {
      item.commit();
      templates = podTemplates(item.expanded, kind);
      written.clear();
    }
    const template = templates[index] as PodTemplate<Node>;
    const rule = decidingRule(rules, item, template);
    if (rule !== undefined) injectTemplate(item, template, rule, spec, results, told);
    if (template.annotationsPath !== undefined) written.add(template.annotationsPath.slice(0, -1).join(" "));
  }
}

function reportOverruled(
  { rule, index, wanted }: CompiledRule,
  spec: InjectCacheAnnotationsSpec,
  results: Results,
  at: Path,
): void {
  const { keys } = provider(spec.provider);
  for (const { meaning, by } of wanted.overruled) {
    const [option, other] = [keys[meaning]?.option?.field, keys[by]?.option?.field];
    results.add(
      "info",
      "overruled-option",
      `\`${option}\` of ${ruleTitle(rule, index)} has no effect beside \`${other}\``,
      { path: [...at, "rules", index] },
    );
  }
}

/** The function `inject-cache-annotations`. */
export const definition = defineFunction({
  name: "inject-cache-annotations",
  kind: "InjectCacheAnnotations",
  type: "mutator",
  summary: "Puts the annotations that steer image caches on pod templates",
  documentation: async () => (await import("./documentation.ts")).documentation,
  policy: InjectCacheAnnotationsPolicy,
  run: ({ policy: { spec }, items, results, problem }) =>
    runSteps(injectCacheAnnotations(spec, results, problem), items),
});
