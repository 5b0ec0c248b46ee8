import type { Item, Results } from "../lib/krm/mod.ts";
import { edit } from "./edit.ts";
import type { Edit } from "./inject.ts";
import { moveOf, type OldKey, oldKeyProblem } from "./migrate.ts";
import type { InjectCacheAnnotationsSpec } from "./policy.ts";

type Path = readonly (string | number)[];

/**
 * Brings older keys of a pod template to the current generation where the policy replaces what is there; each stands
 * for itself, and what the text refuses is a warning of its own. Those that stay are reported. Returns what was done.
 */
export function moveKeys(
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
export function reportSharedOldKeys(
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
export function olderKeyAt(path: Path): string {
  return `older-key ${path.join(" ")}`;
}

function reportOldKey(item: Item, path: Path, one: OldKey, severity: "info" | "warning", results: Results): void {
  const proposed = one.beside === "nothing" ? { proposedValue: one.current } : {};
  const options = { item, path: [...path, one.key], currentValue: one.key, ...proposed };
  results.add(severity, "older-key", oldKeyProblem(one), options);
}

/** A step back to older keys is what the policy says, and never goes unseen. */
export function reportSteppedBack(item: Item, path: Path, edits: readonly Edit[], results: Results): void {
  for (const one of edits) {
    if (one.op !== "rename") continue;
    const message = `"${one.key}" was renamed to the older "${one.to}", because \`keys\` is legacy: when older keys stop working is not documented`;
    results.add("warning", "older-key", message, { item, path: [...path, one.to], currentValue: one.to });
  }
}
