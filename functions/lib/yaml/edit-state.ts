import type { Additions } from "./additions.ts";
import type { Outline } from "./outline.ts";
import { cell, firstChild } from "./rows.ts";
import { NEXT } from "./table.ts";

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
