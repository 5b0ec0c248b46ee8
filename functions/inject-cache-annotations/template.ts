import { type Provider, provider } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import type { PodTemplate } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Annotations } from "./conflicts.ts";
import { contradictions } from "./describe.ts";
import type { Decision, Edit } from "./inject.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import { type CompiledRule, decide } from "./rules.ts";

type Path = readonly (string | number)[];

/** Carries out one rule on one pod template, and reports what it did or why it did nothing. */
export function injectTemplate(
  item: Item,
  template: PodTemplate<Node>,
  { wanted, asked, fresh }: CompiledRule,
  spec: InjectCacheAnnotationsSpec,
  results: Results,
): void {
  const row = provider(spec.provider);
  const unable = whyUnable(row, item, template);
  if (unable !== undefined) return results.add("info", unable.rule, `${asked}, but ${unable.message}`, { item });
  const path = template.annotationsPath as Path;
  const { annotations } = template;
  const { decision, changed, before, after } =
    annotations === undefined ? fresh : decide(wanted, plain(annotations), spec);
  reportConflicts(item, path, asked, decision, results);
  if (!edit(item, path, decision.edits)) return;
  results.add("info", "injected", `${asked}: ${changed}`, {
    item,
    path,
    ...(before === undefined ? {} : { currentValue: before }),
    proposedValue: after,
  });
}

function whyUnable(
  row: Provider,
  item: Item,
  template: PodTemplate<Node>,
): { rule: string; message: string } | undefined {
  const { unsupported } = row.routing;
  if (unsupported.some(({ group, kind }) => group === item.group && kind === item.kind)) {
    return { rule: "unsupported-kind", message: `pods of a ${item.kind} do not run on ${row.title}: nothing is set` };
  }
  if (template.annotationsPath === undefined) {
    return {
      rule: "no-annotations",
      message: `a ${item.kind} has no field for annotations of its pods: nothing is set`,
    };
  }
  return undefined;
}

/** The annotations as plain data; what is no map holds nothing, and an edit of it is refused later. */
function plain(node: Node): Annotations {
  const value = node.toJS();
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Annotations) : {};
}

function reportConflicts(
  item: Item,
  path: Path,
  asked: string,
  { outcome, conflicts }: Decision,
  results: Results,
): void {
  const [first] = conflicts;
  if (first === undefined) return;
  const found = `${asked}, but ${contradictions(conflicts)}`;
  const options = {
    item,
    path: [...path, first.key],
    currentValue: first.value,
    ...(first.wanted === null ? {} : { proposedValue: first.wanted }),
  };
  if (outcome === "failed") {
    const advice = "must be removed or corrected by hand, or `onExisting` must be replace";
    return results.add("error", "conflict", `${found}: ${advice}`, options);
  }
  return results.add("info", "kept", `${found}: left as it is, because \`onExisting\` is keep`, options);
}

/** Whether there was something to edit and all of it was accepted; the first refusal ends it, with a warning of its own. */
function edit(item: Item, path: Path, edits: readonly Edit[]): boolean {
  return edits.length > 0 && edits.every((one) => EDIT[one.op](item, path, one as never));
}

const EDIT: { readonly [Op in Edit["op"]]: (item: Item, path: Path, edit: Extract<Edit, { op: Op }>) => boolean } = {
  set: (item, path, { key, value }) => item.set([...path, key], value),
  remove: (item, path, { key }) => item.remove([...path, key]),
  rename: (item, path, { key, to }) => item.renameKey([...path, key], to),
};
