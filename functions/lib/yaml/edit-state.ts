import { type Additions, cloneAdditions } from "./additions.ts";
import type { Outline } from "./outline.ts";
import { cell, firstChild } from "./rows.ts";
import { NEXT } from "./table.ts";

/** What an editor has been asked for, by row of the outline. */
export class EditState {
  readonly replaced = new Map<number, string>();
  readonly renamed = new Map<number, string>();
  readonly removed = new Set<number>();
  readonly added = new Map<number, Additions>();

  /** A copy that shares nothing with this one. */
  copy(): EditState {
    const copy = new EditState();
    for (const [id, value] of this.replaced) copy.replaced.set(id, value);
    for (const [id, key] of this.renamed) copy.renamed.set(id, key);
    for (const id of this.removed) copy.removed.add(id);
    for (const [id, additions] of this.added) copy.added.set(id, cloneAdditions(additions));
    return copy;
  }

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
