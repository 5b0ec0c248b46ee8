import type { Provider } from "../lib/cache/mod.ts";
import { type Annotations, text } from "./conflicts.ts";
import type { Edit } from "./inject.ts";

/** A key with older spellings. */
export interface Renamed {
  readonly current: string;
  readonly legacy: readonly string[];
}

/** An older key that stands in the annotations, and what stands under the current one: nothing, the same, or something else. */
export interface OldKey {
  readonly key: string;
  readonly current: string;
  readonly beside: "nothing" | "same" | "other";
}

/** Families of which a policy that names the generation moves all older keys, beside those of caches. */
const RELATED: ReadonlySet<string> = new Set(["registry", "replacement"]);

/**
 * The annotations of pods that have older spellings. Those of registries and of image replacement belong to add-ons of
 * another generation as well, so they are in it only when the policy states the generation (`stated`).
 */
export function renamedKeys(row: Provider, stated: boolean): readonly Renamed[] {
  return [...Object.values(row.keys), ...row.companions].flatMap((key) => {
    if (key === null || key.legacy.length === 0 || !key.carriers.includes("pod-annotation")) return [];
    return key.family === "cache" || (stated && RELATED.has(key.family)) ? [key] : [];
  });
}

/** The older keys among the annotations of a pod template. Keys in `decided` are left out: a rule has dealt with them. */
export function oldKeys(
  renamed: readonly Renamed[],
  annotations: Annotations,
  decided: (key: string) => boolean,
): OldKey[] {
  const found: OldKey[] = [];
  for (const { current, legacy } of renamed) {
    let taken = Object.hasOwn(annotations, current) || decided(current);
    let there = text(annotations, current);
    for (const key of legacy) {
      if (!Object.hasOwn(annotations, key) || decided(key)) continue;
      const value = text(annotations, key);
      found.push({ key, current, beside: !taken ? "nothing" : value === there ? "same" : "other" });
      if (!taken) there = value;
      taken = true;
    }
  }
  return found;
}

/**
 * How an older key is brought to the current generation: renamed in its place, or dropped beside a current key that
 * says the same. Undefined when the two disagree.
 */
export function moveOf({ key, current, beside }: OldKey): Edit | undefined {
  if (beside === "other") return undefined;
  return beside === "same" ? { op: "remove", key } : { op: "rename", key, to: current };
}

/** What is wrong with an older key that stays, and what to do. */
export function oldKeyProblem({ key, current, beside }: OldKey): string {
  if (beside === "other") {
    return `"${key}" must agree with "${current}", and which of them counts is not documented: remove one by hand`;
  }
  return beside === "same"
    ? `"${key}" must not stand beside "${current}", which says the same: remove it, or set \`onExisting\` to replace`
    : `"${key}" must be written with its newer key: rename it to "${current}", or set \`onExisting\` to replace`;
}
