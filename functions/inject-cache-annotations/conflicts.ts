import { type Meaning, type Provider, spellings } from "../lib/cache/mod.ts";
import { DECIDING, matchSwitch, type Wanted } from "./wanted.ts";

/** The annotations of a pod template as YAML gives them; only strings are valid, other values count as their text. */
export type Annotations = Readonly<Record<string, unknown>>;

/** An annotation that says something else than the policy; `wanted: null` = it must not be there. */
export interface Conflict {
  readonly key: string;
  readonly value: string;
  readonly wanted: string | null;
}

/** The text of an annotation; undefined when there is nothing (an absent key, or one without a value). */
export function text(annotations: Annotations, key: string): string | undefined {
  const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A conflict and what it is about. */
export interface Found {
  /** What the policy wants and cannot have beside this. */
  readonly meaning: Meaning;
  readonly conflict: Conflict;
}

/** Everything in the annotations that contradicts a rule. */
export function conflictsOf(row: Provider, wanted: Wanted, annotations: Annotations): Found[] {
  const found: Found[] = [];
  const check = (meaning: Meaning, good: (value: string) => boolean, must: string | null): void => {
    for (const key of spellings(row, meaning)) {
      const value = text(annotations, key);
      if (value !== undefined && !good(value)) found.push({ meaning, conflict: { key, value, wanted: must } });
    }
  };
  for (const [meaning, { unless }] of wanted.forbidden) check(meaning, (value) => value === unless, null);
  for (const [meaning, must] of wanted.values) check(meaning, (value) => value === must, must);
  return [...found, ...clashesOf(row, wanted, annotations)];
}

/** Options in the pod template that have no effect beside what the policy decides; `"false"` says so itself. */
export function deadOptions(row: Provider, wanted: Wanted, annotations: Annotations): Conflict[] {
  const isOff = matchSwitch(row).off !== null && wanted.values.get("autoMatch") === matchSwitch(row).off;
  const isOverridden = (option: Meaning): boolean =>
    wanted.values.has("pin") &&
    row.exclusions.some(({ keys: [first, second], outcome }) => {
      return first === option && second === "pin" && outcome === "second-wins";
    });
  const dead = wanted.dead.filter(
    (option) => (isOff && row.matching.steeredBy.includes(option)) || isOverridden(option),
  );
  return dead.flatMap((meaning) =>
    spellings(row, meaning).flatMap((key) => {
      const value = text(annotations, key);
      return value === undefined || value === "false" ? [] : { key, value, wanted: null };
    }),
  );
}

/** Options in the pod template that the policy does not speak of, and beside which an option of the policy (or they) have no effect. */
export function clashesOf(row: Provider, wanted: Wanted, annotations: Annotations): Found[] {
  const found: Found[] = [];
  for (const { keys, when } of row.exclusions) {
    const ours = keys.find((meaning) => wanted.values.has(meaning));
    const theirs = keys.find((meaning) => !wanted.values.has(meaning));
    if (ours === undefined || theirs === undefined || DECIDING.has(ours) || DECIDING.has(theirs)) continue;
    for (const key of spellings(row, theirs)) {
      const value = text(annotations, key);
      if (value === undefined) continue;
      const first = keys[0] === ours ? wanted.values.get(ours) : value;
      if (when === "both-set" || first === "true")
        found.push({ meaning: ours, conflict: { key, value, wanted: null } });
    }
  }
  return found;
}
