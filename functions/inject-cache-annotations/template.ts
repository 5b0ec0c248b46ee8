import { cloudOf, type Provider, provider } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import type { PodTemplate } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Conflict } from "./conflicts.ts";
import { beforeAndAfter, changes, contradictions } from "./describe.ts";
import { edit } from "./edit.ts";
import type { Decision } from "./inject.ts";
import { moveOlderKeys, reportSteppedBack } from "./move-keys.ts";
import { reportOtherClouds } from "./other-clouds.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import { type CompiledRule, decide, type Injection } from "./rules.ts";
import { type PodAnnotations, readAnnotations, spareShared } from "./shared.ts";

type Path = readonly (string | number)[];

/**
 * Carries out one rule on one pod template, and reports what it did or why it did nothing. What pods of a resource share
 * is reported once: `told` remembers it for the next template.
 */
export function injectTemplate(
  item: Item,
  template: PodTemplate<Node>,
  { rule, wanted, asked, fresh, renamed }: CompiledRule,
  spec: InjectCacheAnnotationsSpec,
  results: Results,
  told: Set<string>,
): void {
  const row = provider(spec.provider);
  const unable = whyUnable(row, item, template);
  if (unable !== undefined) {
    const where = template.runner === undefined ? { item } : { item, path: template.path };
    return results.add("info", unable.rule, `${asked}, but ${unable.message}`, where);
  }
  const path = template.annotationsPath as Path;
  const annotations = readAnnotations(template);
  const { own, shared, all, place } = annotations;
  const decided = all === undefined ? fresh : decide(wanted, all, spec);
  const { injection, byHand, isBlocked } =
    shared === undefined
      ? { injection: decided, byHand: [], isBlocked: false }
      : spareShared(decided, annotations, row, wanted);
  const { decision } = injection;
  reportStaying(item, annotations, asked, { decision, byHand }, spec, results, told);
  if (isBlocked) return;
  const edited = edit(item, path, decision.edits);
  if (edited && all !== undefined && rule.none === undefined && decision.edits.some(({ op }) => op === "set"))
    reportOtherClouds(row, item, place, all, results, told);
  const isDone = (key: string): boolean => isDecided(decision, key) || byHand.includes(key);
  const moved = moveOlderKeys(item, path, annotations, { renamed, isDone }, spec, results, told);
  if (moved.length > 0) {
    const edits = edited ? [...decision.edits, ...moved] : moved;
    return reportEdits(item, path, asked, { changed: changes(edits), ...beforeAndAfter(own ?? {}, edits) }, results);
  }
  if (!edited) return;
  reportEdits(item, path, asked, injection, results);
  if (spec.keys === "legacy") reportSteppedBack(item, path, decision.edits, results);
}

/** Reports what stays although the rule wants something else. */
function reportStaying(
  item: Item,
  { place, sharedPlace }: PodAnnotations,
  asked: string,
  { decision, byHand }: { readonly decision: Decision; readonly byHand: readonly string[] },
  spec: InjectCacheAnnotationsSpec,
  results: Results,
  told: Set<string>,
): void {
  const first = decision.conflicts[0];
  if (first !== undefined && !isTold(`${asked} ${place(first.key).join(" ")}`, told))
    reportConflicts(item, place(first.key), asked, decision, results);
  for (const one of decision.dead) {
    const at = place(one.key);
    if (!isTold(`no effect ${asked} ${at.join(" ")}`, told)) reportDead(item, at, asked, one, spec, results);
  }
  for (const key of byHand) if (!isTold(`by hand ${key}`, told)) reportElsewhere(item, sharedPlace(key), results);
}

/** Whether a rule has had its say about a key: it moves it, or reports that it must stay. Quotes alone say nothing. */
function isDecided({ edits, conflicts }: Decision, key: string): boolean {
  return (
    conflicts.some((conflict) => conflict.key === key) ||
    edits.some((one) => (one.op !== "set" && one.key === key) || (one.op === "rename" && one.to === key))
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
  template: PodTemplate<Node>,
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

/** Whether something was said before; from now on it was. */
function isTold(what: string, told: Set<string>): boolean {
  return told.size === told.add(what).size;
}

/** What holds for other pods as well is not taken away from them because of one rule about one of them. */
function reportElsewhere(item: Item, path: Path, results: Results): void {
  const message = "field must be edited by hand: other pods of the resource may get it, too";
  results.add("warning", "refused", message, { item, path });
}

/** An option that stays says what is not so: whoever reads the pod template should know. */
function reportDead(
  item: Item,
  path: Path,
  asked: string,
  { key, value }: Conflict,
  { onExisting = "keep" }: InjectCacheAnnotationsSpec,
  results: Results,
): void {
  const message = `${asked}, and "${key}" has no effect then: left as it is, because \`onExisting\` is ${onExisting}`;
  results.add("info", "kept", message, { item, path, currentValue: value });
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
    path,
    currentValue: first.value,
    ...(first.wanted === null ? {} : { proposedValue: first.wanted }),
  };
  if (outcome === "failed") {
    const advice = "must be removed or corrected by hand, or `onExisting` must be replace";
    return results.add("error", "conflict", `${found}: ${advice}`, options);
  }
  return results.add("info", "kept", `${found}: left as it is, because \`onExisting\` is keep`, options);
}
