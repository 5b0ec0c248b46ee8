import type { Outline } from "./outline.ts";
import { cell, firstChild } from "./rows.ts";
import { NEXT } from "./table.ts";

/** Entries to be added below one map, in the order of the calls: strings, or maps that do not exist yet. */
export type Additions = Map<string, string | Additions>;

/** A copy that shares no map with the original. */
export function cloneAdditions(additions: Additions | undefined): Additions {
  const copy: Additions = new Map();
  for (const [key, value] of additions ?? []) copy.set(key, typeof value === "string" ? value : cloneAdditions(value));
  return copy;
}

/** What an editor has been asked for, by row of the outline. */
export class EditState {
  readonly replaced = new Map<number, string>();
  readonly renamed = new Map<number, string>();
  readonly removed = new Set<number>();
  readonly added = new Map<number, Additions>();

  get isEmpty(): boolean {
    return this.replaced.size + this.renamed.size + this.removed.size + this.added.size === 0;
  }

  /** The entry of a map under its name after the edits so far. */
  entry(outline: Outline, map: number, key: string): number | undefined {
    for (let id = firstChild(outline, map); id >= 0; id = cell(outline, id, NEXT)) {
      if (this.removed.has(id)) continue;
      const name = this.renamed.get(id);
      if (name === undefined ? outline.hasKey(id, key) : name === key) return id;
    }
    return undefined;
  }
}
