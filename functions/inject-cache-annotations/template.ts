import { cloudOf, type Provider, provider, spellings } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import type { PodTemplate } from "../lib/kubernetes/mod.ts";
import type { Annotations, Conflict } from "./conflicts.ts";
import { beforeAndAfter, changes, contradictions } from "./describe.ts";
import { edit } from "./edit.ts";
import type { Decision, Edit } from "./inject.ts";
import { oldKeys } from "./migrate.ts";
import { moveKeys, olderKeyAt, reportSharedOldKeys, reportSteppedBack } from "./move-keys.ts";
import { reportOtherClouds } from "./other-clouds.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import { type CompiledRule, decide, type Injection } from "./rules.ts";
import type { View } from "./view.ts";
import type { Wanted } from "./wanted.ts";

type Path = readonly (string | number)[];

/**
 * Carries out one rule on one pod template, and reports what it did or why it did nothing. What pods of a resource share
 * is reported once: `told` remembers it for the next template.
 */
export function injectTemplate(
  item: Item,
  template: PodTemplate<View>,
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
  const own = template.annotations === undefined ? undefined : plain(template.annotations);
  const annotations = withInherited(own, template);
  const isElsewhere = (key: string): boolean => isInherited(key, own, template);
  const decided = annotations === undefined ? fresh : decide(wanted, annotations, spec);
  const injection =
    template.inherited === undefined ? decided : overriding(decided, own ?? {}, row, wanted, isElsewhere);
  const { decision } = injection;
  const place = (key: string): Path => [...(isElsewhere(key) ? sharedAnnotationsPath(template) : path), key];
  const first = decision.conflicts[0];
  if (first !== undefined && !isTold(`${asked} ${place(first.key).join(" ")}`, told))
    reportConflicts(item, place(first.key), asked, decision, results);
  for (const one of decision.dead) {
    const at = place(one.key);
    if (!isTold(`no effect ${asked} ${at.join(" ")}`, told)) reportDead(item, at, asked, one, spec, results);
  }
  const elsewhere = decision.edits.find(({ op, key }) => op !== "set" && isElsewhere(key));
  if (elsewhere !== undefined) {
    return isTold(elsewhere.key, told) ? undefined : reportElsewhere(item, place(elsewhere.key), results);
  }
  const edited = edit(item, path, decision.edits);
  if (edited && annotations !== undefined && rule.none === undefined && decision.edits.some(({ op }) => op === "set"))
    reportOtherClouds(row, item, place, annotations, results, told);
  if (renamed.length > 0 && template.inherited !== undefined)
    reportSharedOldKeys(
      item,
      place,
      oldKeys(renamed, annotations ?? {}, (key) => isDecided(decision, key)).filter(({ key }) => isElsewhere(key)),
      spec,
      results,
      told,
    );
  if (own !== undefined && renamed.length > 0) {
    const old = oldKeys(renamed, own, (key) => isDecided(decision, key));
    for (const { key } of old) told.add(olderKeyAt([...path, key]));
    const moved = moveKeys(item, path, old, spec, results);
    if (moved.length > 0) {
      const edits = edited ? [...decision.edits, ...moved] : moved;
      return reportEdits(item, path, asked, { changed: changes(edits), ...beforeAndAfter(own, edits) }, results);
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

/** Whether something was said before; from now on it was. */
function isTold(what: string, told: Set<string>): boolean {
  return told.size === told.add(what).size;
}

/** Whether a pod has an annotation from what it shares with other pods of the resource, and not from its own template. */
function isInherited(key: string, own: Annotations | undefined, template: PodTemplate<View>): boolean {
  return !Object.hasOwn(own ?? {}, key) && Object.hasOwn(shared(template) ?? {}, key);
}

/**
 * What pods share is not removed from all of them, but overridden where a word says what is wanted: `"false"` for a
 * switch. Results tell of a pod's own annotations.
 */
function overriding(
  { decision }: Injection,
  own: Annotations,
  row: Provider,
  { forbidden }: Wanted,
  isElsewhere: (key: string) => boolean,
): Injection {
  const words = new Map<string, string>();
  for (const [meaning, { unless }] of forbidden) {
    if (unless !== null) for (const key of spellings(row, meaning)) words.set(key, unless);
  }
  const edits = decision.edits.map((one): Edit => {
    const word = one.op === "remove" && isElsewhere(one.key) ? words.get(one.key) : undefined;
    return word === undefined ? one : { op: "set", key: one.key, value: word };
  });
  return { decision: { ...decision, edits }, changed: changes(edits), ...beforeAndAfter(own, edits) };
}

function withInherited(own: Annotations | undefined, template: PodTemplate<View>): Annotations | undefined {
  const inherited = shared(template);
  return inherited === undefined ? own : { ...inherited, ...own };
}

/** The annotations that a pod has beside those of its own template. */
function shared({ inherited }: PodTemplate<View>): Annotations | undefined {
  const node = inherited?.metadata?.get("annotations");
  return node === undefined ? undefined : plain(node as View);
}

function sharedAnnotationsPath({ inherited }: PodTemplate<View>): Path {
  return [...(inherited?.path ?? []), "annotations"];
}

/** What holds for other pods as well is not taken away from them because of one rule about one of them. */
function reportElsewhere(item: Item, path: Path, results: Results): void {
  const message = "field must be edited by hand: it holds for other pods of the resource as well";
  results.add("warning", "refused", message, { item, path });
}

/** The annotations as plain data; what is no map holds nothing, and an edit of it is refused later. */
function plain(node: View): Annotations {
  const value = node.toJS();
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Annotations) : {};
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
