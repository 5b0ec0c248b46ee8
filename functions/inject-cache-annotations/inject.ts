import { type Generation, type Meaning, type Provider, spellings } from "../lib/cache/mod.ts";
import { type Annotations, clashesOf, type Conflict, conflictsOf, deadOptions, text } from "./conflicts.ts";
import { DECIDING, type Wanted } from "./wanted.ts";

/** Which spellings a policy writes. */
export type Keys = Generation | "both";

/** What happens where the pod template already says something else. */
export type OnExisting = "keep" | "replace" | "fail";

/** One change of the annotations. `rename` keeps the place, the value and the comment. */
export type Edit =
  | { readonly op: "rename"; readonly key: string; readonly to: string }
  | { readonly op: "set"; readonly key: string; readonly value: string }
  | { readonly op: "remove"; readonly key: string };

/**
 * What to do with one pod template.
 *
 * `edits` is empty when the annotations are as wanted already, and when `conflicts` stop the rule: `kept` tells that
 * the whole template stays because what decides the cache says something else, `failed` that the policy forbids it.
 * With neither, `conflicts` are the options that stay as they are.
 */
export interface Decision {
  readonly edits: readonly Edit[];
  readonly conflicts: readonly Conflict[];
  /** Options that stay although they have no effect beside what is wanted. */
  readonly dead: readonly Conflict[];
  readonly outcome: "edit" | "kept" | "failed";
}

/**
 * Decides how the annotations of one pod template must change, on plain data.
 *
 * - What is there with the wanted value stays, in whatever spelling (`replace` brings it to the policy's spelling).
 * - What is missing is added, whatever `onExisting` says.
 * - What says something else is a conflict: `keep` leaves it (and leaves the whole template when it decides the
 *   cache), `replace` corrects it and removes what has no effect any more, `fail` reports it and changes nothing.
 * - A value that is not a string (`true`) becomes one.
 */
export function inject(row: Provider, wanted: Wanted, annotations: Annotations, keys: Keys, on: OnExisting): Decision {
  const found = conflictsOf(row, wanted, annotations);
  const conflicts = found.map(({ conflict }) => conflict);
  if (on === "replace") {
    const edits = inOrder(replace(row, wanted, annotations, keys), annotations);
    return { edits, conflicts: [], dead: [], outcome: "edit" };
  }
  if (on === "fail" && found.length > 0) return { edits: [], conflicts, dead: [], outcome: "failed" };
  if (found.some(({ meaning }) => DECIDING.has(meaning))) return { edits: [], conflicts, dead: [], outcome: "kept" };
  const left = new Set(found.map(({ meaning }) => meaning));
  const edits = inOrder(add(row, wanted, annotations, keys, left), annotations);
  return { edits, conflicts, dead: deadOptions(row, wanted, annotations), outcome: "edit" };
}

/** The spelling or spellings in which a policy writes a meaning; a key of one generation only has no other spelling. */
function targets(row: Provider, meaning: Meaning, keys: Keys): readonly string[] {
  const [current, ...legacy] = spellings(row, meaning);
  if (current === undefined) return [];
  const older = legacy[0] ?? current;
  return keys === "current" ? [current] : keys === "legacy" ? [older] : [...new Set([current, older])];
}

function present(annotations: Annotations, keys: readonly string[]): string[] {
  return keys.filter((key) => Object.hasOwn(annotations, key));
}

/** Values that are good but not strings, which the API server refuses. */
function strings(row: Provider, wanted: Wanted, annotations: Annotations): Edit[] {
  const edits: Edit[] = [];
  const check = (meaning: Meaning, value: string | null): void => {
    for (const key of spellings(row, meaning)) {
      if (value === null || annotations[key] === value || text(annotations, key) !== value) continue;
      edits.push({ op: "set", key, value });
    }
  };
  for (const [meaning, { unless }] of wanted.forbidden) check(meaning, unless);
  for (const [meaning, value] of wanted.values) check(meaning, value);
  return edits;
}

/** Adds what is missing beside what stays; `left` are meanings for which something else is there. */
function add(row: Provider, wanted: Wanted, annotations: Annotations, keys: Keys, left: ReadonlySet<Meaning>): Edit[] {
  const edits = strings(row, wanted, annotations);
  for (const [meaning, value] of wanted.values) {
    if (left.has(meaning)) continue;
    const there = spellings(row, meaning).filter((key) => text(annotations, key) !== undefined);
    if (there.length > 0 && keys !== "both") continue;
    for (const key of targets(row, meaning, keys)) {
      if (!there.includes(key)) edits.push({ op: "set", key, value });
    }
  }
  return edits;
}

/** Makes the annotations say what the policy says, in its spelling, and nothing that contradicts it or is dead. */
function replace(row: Provider, wanted: Wanted, annotations: Annotations, keys: Keys): Edit[] {
  const edits: Edit[] = [];
  for (const [meaning, value] of wanted.values) edits.push(...respell(row, meaning, value, annotations, keys));
  for (const [meaning, { unless }] of wanted.forbidden) {
    for (const key of present(annotations, spellings(row, meaning))) {
      if (text(annotations, key) !== unless) edits.push({ op: "remove", key });
      else if (annotations[key] !== unless) edits.push({ op: "set", key, value: unless });
    }
  }
  const gone = new Set(clashesOf(row, wanted, annotations).map(({ conflict }) => conflict.key));
  for (const meaning of wanted.dead) for (const key of spellings(row, meaning)) gone.add(key);
  for (const key of present(annotations, [...gone])) edits.push({ op: "remove", key });
  return edits;
}

function respell(row: Provider, meaning: Meaning, value: string, annotations: Annotations, keys: Keys): Edit[] {
  const edits: Edit[] = [];
  const good = targets(row, meaning, keys);
  const obsolete = present(annotations, spellings(row, meaning)).filter((key) => !good.includes(key));
  for (const key of good) {
    if (Object.hasOwn(annotations, key)) {
      if (annotations[key] !== value) edits.push({ op: "set", key, value });
      continue;
    }
    const from = obsolete.findIndex((old) => text(annotations, old) === value);
    const [old] = from === -1 ? [] : obsolete.splice(from, 1);
    if (old !== undefined) edits.push({ op: "rename", key: old, to: key });
    if (old === undefined || annotations[old] !== value) edits.push({ op: "set", key, value });
  }
  for (const key of obsolete) edits.push({ op: "remove", key });
  return edits;
}

const ORDER = { rename: 0, remove: 1, set: 2 } as const;

/** What touches existing text comes first: when that is refused, nothing has been added yet. */
function inOrder(edits: readonly Edit[], annotations: Annotations): readonly Edit[] {
  const rank = (edit: Edit): number => ORDER[edit.op] + (Object.hasOwn(annotations, edit.key) ? 0 : 1);
  return [...edits].sort((a, b) => rank(a) - rank(b));
}
