import { cloudOf, type Provider, provider } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import type { PodTemplate } from "../lib/kubernetes/mod.ts";
import type { Annotations } from "./conflicts.ts";
import { beforeAndAfter, changes, contradictions } from "./describe.ts";
import { edit } from "./edit.ts";
import type { Decision } from "./inject.ts";
import { oldKeys } from "./migrate.ts";
import { moveKeys, reportSteppedBack } from "./move-keys.ts";
import { reportOtherClouds } from "./other-clouds.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import { type CompiledRule, decide, type Injection } from "./rules.ts";
import type { View } from "./view.ts";

type Path = readonly (string | number)[];

/** Carries out one rule on one pod template, and reports what it did or why it did nothing. */
export function injectTemplate(
  item: Item,
  template: PodTemplate<View>,
  { rule, wanted, asked, fresh, renamed }: CompiledRule,
  spec: InjectCacheAnnotationsSpec,
  results: Results,
): void {
  const row = provider(spec.provider);
  const unable = whyUnable(row, item, template);
  if (unable !== undefined) {
    const where = template.runner === undefined ? { item } : { item, path: template.path };
    return results.add("info", unable.rule, `${asked}, but ${unable.message}`, where);
  }
  const path = template.annotationsPath as Path;
  const annotations = template.annotations === undefined ? undefined : plain(template.annotations);
  const injection = annotations === undefined ? fresh : decide(wanted, annotations, spec);
  const { decision } = injection;
  reportConflicts(item, path, asked, decision, results);
  const edited = edit(item, path, decision.edits);
  if (edited && annotations !== undefined && rule.none === undefined && decision.edits.some(({ op }) => op === "set"))
    reportOtherClouds(row, item, path, annotations, results);
  if (annotations !== undefined && renamed.length > 0) {
    const old = oldKeys(renamed, annotations, (key) => isDecided(decision, key));
    const moved = moveKeys(item, path, old, spec, results);
    if (moved.length > 0) {
      const edits = edited ? [...decision.edits, ...moved] : moved;
      return reportEdits(
        item,
        path,
        asked,
        { changed: changes(edits), ...beforeAndAfter(annotations, edits) },
        results,
      );
    }
  }
  if (!edited) return;
  reportEdits(item, path, asked, injection, results);
  if (spec.keys === "legacy") reportSteppedBack(item, path, decision.edits, results);
}

/** Whether a rule has had its say about a key: it changes it, or reports that it must stay. */
function isDecided({ edits, conflicts }: Decision, key: string): boolean {
  return (
    conflicts.some((conflict) => conflict.key === key) ||
    edits.some((one) => one.key === key || (one.op === "rename" && one.to === key))
  );
}

function reportEdits(
  item: Item,
  path: Path,
  asked: string,
  { changed, before, after }: Omit<Injection, "decision">,
  results: Results,
): void {
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
  template: PodTemplate<View>,
): { rule: string; message: string } | undefined {
  const { group, kind } = template.runner ?? item;
  const { unsupported } = row.routing;
  if (unsupported.some((one) => one.group === group && one.kind === kind)) {
    return { rule: "unsupported-kind", message: `pods of a ${kind} do not run on ${row.title}: nothing is set` };
  }
  const cloud = cloudOf(group);
  if (cloud !== undefined && cloud !== row.name) {
    const message = `pods of a ${kind} of the group "${group}" run on ${provider(cloud).title} only: nothing is set`;
    return { rule: "unsupported-kind", message };
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
function plain(node: View): Annotations {
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
