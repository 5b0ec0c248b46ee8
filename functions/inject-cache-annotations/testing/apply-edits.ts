import type { Edit } from "../inject.ts";

/** Annotations as plain data. */
export type Table = Record<string, unknown>;

/** What edits make of annotations, as the YAML layer would do it: a renamed key keeps its place, a new one goes last. */
export function applyEdits(annotations: Table, edits: readonly Edit[]): Table {
  let entries = Object.entries(annotations);
  for (const edit of edits) {
    if (edit.op === "rename") entries = entries.map(([key, value]) => [key === edit.key ? edit.to : key, value]);
    else if (edit.op === "remove") entries = entries.filter(([key]) => key !== edit.key);
    else if (entries.some(([key]) => key === edit.key)) {
      entries = entries.map(([key, value]) => [key, key === edit.key ? edit.value : value]);
    } else entries.push([edit.key, edit.value]);
  }
  return Object.fromEntries(entries);
}
