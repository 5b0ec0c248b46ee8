import { type Additions, cloneAdditions } from "./additions.ts";
import type { Outline } from "./outline.ts";
import { cell, firstChild } from "./rows.ts";
import { NEXT } from "./table.ts";

/** What an editor has been asked for, by row of the outline. */
export class EditState {
  readonly replaced: Map<number, string>;
  readonly renamed: Map<number, string>;
  readonly removed: Set<number>;
  readonly added: Map<number, Additions>;

  /** Starts empty, or as a copy that shares nothing with another one. */
  constructor(from?: EditState) {
    this.replaced = new Map(from?.replaced);
    this.renamed = new Map(from?.renamed);
    this.removed = new Set(from?.removed);
    this.added = new Map();
    for (const [id, additions] of from?.added ?? []) this.added.set(id, cloneAdditions(additions));
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
