import { keyInfo } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import { edit } from "./edit.ts";
import type { Edit } from "./inject.ts";
import { moveOf, type OldKey, oldKeyProblem, oldKeys, type Renamed } from "./migrate.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";
import type { PodAnnotations } from "./shared.ts";

type Path = readonly (string | number)[];

/**
 * Deals with the older keys of a pod: moves its own ones where the policy replaces what is there, and reports the others;
 * `told` remembers those that pods share. Keys that are `isDone` are left out: a rule has dealt with them. Returns what was
 * done.
 */
export function moveOlderKeys(
  item: Item,
  path: Path,
  { own, shared, all, sharedPlace }: PodAnnotations,
  { renamed, isDone }: { readonly renamed: readonly Renamed[]; readonly isDone: (key: string) => boolean },
  spec: InjectCacheAnnotationsSpec,
  results: Results,
  told: Set<string>,
): readonly Edit[] {
  if (renamed.length === 0) return [];
  const isShared = (key: string): boolean => Object.hasOwn(shared ?? {}, key);
  if (shared !== undefined && all !== undefined) {
    const old = oldKeys(renamed, all, isDone).filter(({ key }) => isShared(key));
    reportSharedOldKeys(item, sharedPlace, old, spec, results, told);
  }
  if (own === undefined) return [];
  const old = oldKeys(renamed, own, (key) => isDone(key) || isShared(key));
  for (const { key } of old) told.add(olderKeyAt([...path, key]));
  return moveKeys(item, path, old, spec, results);
}

/**
 * Brings older keys of a pod template to the current generation where the policy replaces what is there; each stands
 * for itself, and what the text refuses is a warning of its own. Those that stay are reported. Returns what was done.
 */
function moveKeys(
  item: Item,
  path: Path,
  old: readonly OldKey[],
  { onExisting, keys }: InjectCacheAnnotationsSpec,
  results: Results,
): readonly Edit[] {
  const done: Edit[] = [];
  for (const one of old) {
    const step = onExisting === "replace" ? moveOf(one) : undefined;
    // A policy that does not speak of generations may be meant for a cluster of the first one.
    if (step === undefined) reportOldKey(item, path, one, keys === undefined ? "info" : "warning", results);
    else if (edit(item, path, [step])) done.push(step);
  }
  return done;
}

/** Older keys that pods share are not moved because of one rule about one of them; each is told of once. */
function reportSharedOldKeys(
  item: Item,
  place: (key: string) => Path,
  old: readonly OldKey[],
  { onExisting, keys }: InjectCacheAnnotationsSpec,
  results: Results,
  told: Set<string>,
): void {
  const severity = keys === undefined && onExisting !== "replace" ? "info" : "warning";
  for (const { key, current } of old) {
    const path = place(key);
    if (told.has(olderKeyAt(path))) continue;
    told.add(olderKeyAt(path));
    const message = `"${key}" must be written with its newer key: rename it to "${current}" by hand, because other pods of the resource may get it, too`;
    results.add(severity, "older-key", message, { item, path, currentValue: key, proposedValue: current });
  }
}

/** How it is remembered that an older key was dealt with. */
function olderKeyAt(path: Path): string {
  return `older-key ${path.join(" ")}`;
}

function reportOldKey(item: Item, path: Path, one: OldKey, severity: "info" | "warning", results: Results): void {
  const proposed = one.beside === "nothing" ? { proposedValue: one.current } : {};
  const options = { item, path: [...path, one.key], currentValue: one.key, ...proposed };
  results.add(severity, "older-key", oldKeyProblem(one), options);
}

/** A step back to older keys is what the policy says, and never goes unseen: also where the current key had another value. */
export function reportSteppedBack(item: Item, path: Path, edits: readonly Edit[], results: Results): void {
  for (const one of edits) {
    const [from, to] = one.op === "rename" ? [one.key, one.to] : [steppedBackFrom(one, edits), one.key];
    if (from === undefined) continue;
    const done = one.op === "rename" ? "renamed to" : "replaced by";
    const message = `"${from}" was ${done} the older "${to}", because \`keys\` is legacy: when older keys stop working is not documented`;
    results.add("warning", "older-key", message, { item, path: [...path, to], currentValue: to });
  }
}

/** The current key that is taken away where its older spelling is set. */
function steppedBackFrom({ op, key }: Edit, edits: readonly Edit[]): string | undefined {
  const row = op === "set" ? keyInfo(key)?.row : undefined;
  if (row === undefined || row.current === key) return undefined;
  const isRenamed = edits.some((one) => one.op === "rename" && one.to === key);
  return !isRenamed && edits.some((one) => one.op === "remove" && one.key === row.current) ? row.current : undefined;
}
