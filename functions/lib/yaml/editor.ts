import { type Additions, addAt, cloneAdditions, mapAt, removeAt, renameIn } from "./additions.ts";
import { EditState } from "./edit-state.ts";
import { locate, refuseAt } from "./locate.ts";
import { Node } from "./node.ts";
import { type Outline, outline } from "./outline.ts";
import { planInsert } from "./plan-insert.ts";
import { planRemove } from "./plan-remove.ts";
import { planRename, planReplace } from "./plan-replace.ts";
import { cell, childRows, isMapRow, isPlainScalar, kindOf, subtreeEnd } from "./rows.ts";
import { type Splice, SpliceError, applySplices, sortSplices } from "./splice.ts";
import { ANCHORED, MERGE, NULL, PARENT, SCALAR } from "./table.ts";
import { type Path, type Refusal, isRefusal } from "./types.ts";
import { linesAreAsMeant } from "./touched-lines.ts";
import { findDifference } from "./verify.ts";
import { isStringEverywhere } from "./write-scalar.ts";

/** An edited text; with its outline, when reading it again took one. */
export interface Edited {
  readonly text: string;
  readonly outline: Outline | undefined;
}

/**
 * Collects edits of one outline and splices them into its text, which stays as it is everywhere else.
 * Each call sees the effect of the ones before it. A refusal leaves the collected edits as they were.
 */
export class Editor {
  readonly #given: Outline;
  readonly #outline: Outline;
  #state = new EditState();
  /** The splices of every row that has edits, as they were planned when the last of them was made. */
  #plans = new Map<number, readonly Splice[]>();

  constructor(of: Outline) {
    this.#given = of;
    this.#outline = of.withFinalBreak();
  }

  /** Whether {@link apply} would change the text. */
  get changed(): boolean {
    return !this.#state.isEmpty;
  }

  /** Makes edits that are right only together: when it answers `false`, or throws, those it made are taken back. */
  together(edits: () => boolean): boolean {
    const [state, plans] = [this.#state.copy(), new Map(this.#plans)];
    let done = false;
    try {
      done = edits();
    } finally {
      if (!done) [this.#state, this.#plans] = [state, plans];
    }
    return done;
  }

  /**
   * Makes the scalar at a path this string, its quotes kept, or adds it with the maps that are missing above it.
   * A value that is not a string yet (`true`, `1`) becomes a quoted one. Nothing happens when it is this string already.
   */
  set(target: Path | Node, value: string): Refusal | undefined {
    const row = target instanceof Node ? this.#rowOf(target) : undefined;
    if (row !== undefined) return this.#replace(row, value);
    const path = target instanceof Node ? target.path : target;
    const place = locate(this.#outline, this.#state, path);
    if (isRefusal(place)) return place;
    const { id, missing } = place;
    if (missing.length > 0) return this.#add(id, missing, path, value);
    if (path.length === 0)
      return refuseAt(this.#outline, id, path, "unsupported", "cannot be replaced as a whole: name a field of it");
    const kind = kindOf(this.#outline, id);
    if ((kind !== SCALAR && kind !== NULL) || this.#state.added.has(id))
      return refuseAt(this.#outline, id, path, "not-a-scalar", "must be a scalar");
    return this.#replace(id, value);
  }

  /** The row of a scalar that can be written without looking at what is above it: nothing there is an alias or has an anchor. */
  #rowOf({ outline: { table }, id }: Node): number | undefined {
    const { renamed, removed, added } = this.#state;
    if (table !== this.#outline.table || table.scanned !== true || renamed.size + removed.size + added.size > 0)
      return undefined;
    return kindOf(this.#outline, id) === SCALAR && id !== this.#outline.rootId ? id : undefined;
  }

  #replace(id: number, value: string): Refusal | undefined {
    // A plain `yes` is this string for YAML 1.2 but not for Kubernetes: it gets its quotes.
    const same = new Node(this.#outline, id).string === value;
    if (same && (!isPlainScalar(this.#outline, id) || isStringEverywhere(value))) {
      this.#takeBack(this.#state.replaced, id);
      return undefined;
    }
    return this.#enter(this.#state.replaced, id, value);
  }

  /** Removes an entry of a map with its whole lines, or does nothing when there is none. */
  remove(path: Path): Refusal | undefined {
    const place = locate(this.#outline, this.#state, path);
    if (isRefusal(place)) return place;
    const { id, missing } = place;
    if (missing.length > 0) {
      this.#takeBackAddition(id, missing);
      return undefined;
    }
    if (typeof path.at(-1) !== "string")
      return refuseAt(this.#outline, id, path, "unsupported", "must be an entry of a map to be removed");
    if ((cell(this.#outline, id, 0) & MERGE) !== 0)
      return refuseAt(this.#outline, id, path, "merge-key", "is a merge key");
    const end = subtreeEnd(this.#outline, id);
    for (let row = id; row < end; row++) {
      if ((cell(this.#outline, row, 0) & ANCHORED) !== 0)
        return refuseAt(this.#outline, row, path, "anchor", "holds an anchor that an alias refers to");
    }
    this.#state.removed.add(id);
    const refusal = this.#planAgain(cell(this.#outline, id, PARENT));
    if (refusal !== undefined) this.#state.removed.delete(id);
    return refusal;
  }

  /** Gives an entry of a map another key, its quotes kept; does nothing when there is none. */
  renameKey(path: Path, key: string): Refusal | undefined {
    const place = locate(this.#outline, this.#state, path);
    if (isRefusal(place)) return place;
    const { id, missing } = place;
    const old = path.at(-1);
    const keys = namesOf(missing);
    if (old === key || keys === undefined) return undefined;
    const added = keys.length > 0 ? mapAt(this.#state.added.get(id), keys) : undefined;
    if (keys.length > 0 && added?.has(old as string) !== true) return undefined;
    if (typeof old !== "string")
      return refuseAt(this.#outline, id, path, "unsupported", "must be an entry of a map to get another key");
    const map = keys.length > 0 ? id : cell(this.#outline, id, PARENT);
    const siblings = added ?? this.#state.added.get(map);
    const taken =
      siblings?.has(key) === true || (keys.length < 2 && this.#state.entry(this.#outline, map, key) !== undefined);
    if (taken)
      return refuseAt(this.#outline, id, path, "duplicate-key", `must not become "${key}", which is there already`);
    if (added !== undefined) {
      renameIn(added, old, key);
      this.#plans.delete(id);
    } else if (this.#outline.hasKey(id, key)) this.#takeBack(this.#state.renamed, id);
    else return this.#enter(this.#state.renamed, id, key);
    return undefined;
  }

  /**
   * The edited text. It is read again and compared with what was asked for: the lines of new values, else all of it.
   * A difference throws {@link SpliceError}, a bug, and the text that was given is never changed.
   */
  splice(): Edited {
    if (this.#state.isEmpty) return { text: this.#given.text, outline: this.#given };
    const { replaced, renamed, removed, added } = this.#state;
    if (renamed.size + removed.size + added.size > 0) return this.#spliceAndRead();
    const splices = linesAreAsMeant(this.#outline, replaced, this.#plans);
    if (splices === undefined) return this.#spliceAndRead();
    return { text: this.#splice(sortSplices(splices)), outline: undefined };
  }

  /** The outline of the edited text, all of which is read again and compared; throws as {@link splice} does. */
  apply(): Outline {
    return this.#state.isEmpty ? this.#given : this.#spliceAndRead().outline;
  }

  #spliceAndRead(): { readonly text: string; readonly outline: Outline } {
    try {
      const splices = sortSplices(this.#planAll());
      const edited = outline(this.#splice(splices), this.#outline.mode);
      if (isRefusal(edited)) throw new SpliceError(`line ${edited.line}: ${edited.message}`);
      const difference = findDifference(this.#outline, edited, this.#state, splices);
      if (difference !== undefined) throw new SpliceError(difference);
      return { text: edited.text, outline: edited };
    } catch (error) {
      if (!(error instanceof SpliceError)) throw error;
      const lines = this.#given.text.split("\n").length;
      throw new SpliceError(`edited document (lines 1-${lines}) is not what was asked for: ${error.message}`);
    }
  }

  #planAll(): Splice[] {
    const { replaced, renamed, removed, added } = this.#state;
    const maps = [...removed].map((id) => cell(this.#outline, id, PARENT));
    const splices: Splice[] = [];
    for (const id of new Set([...replaced.keys(), ...renamed.keys(), ...added.keys(), ...maps])) {
      if (this.#isGone(id)) continue;
      const planned = this.#plans.get(id) ?? this.#plan(id);
      if (isRefusal(planned)) throw new SpliceError(planned.message);
      splices.push(...planned);
    }
    return splices;
  }

  /** Whether a row or one above it is removed. */
  #isGone(id: number): boolean {
    for (let up = id; up >= 0; up = cell(this.#outline, up, PARENT)) if (this.#state.removed.has(up)) return true;
    return false;
  }

  /** All splices of one row. */
  #plan(id: number): readonly Splice[] | Refusal {
    const { replaced, renamed, removed, added } = this.#state;
    const value = replaced.get(id);
    // The usual edit: a new value, and nothing else of the row changes.
    if (value !== undefined && renamed.size + removed.size + added.size === 0)
      return planReplace(this.#outline, id, value);
    const parts: (Splice[] | Refusal)[] = [];
    if (value !== undefined) parts.push(planReplace(this.#outline, id, value));
    if (renamed.has(id)) parts.push(planRename(this.#outline, id, renamed.get(id)!));
    const additions = added.get(id);
    const children = removed.size > 0 && isMapRow(this.#outline, id) ? childRows(this.#outline, id) : [];
    const gone = children.filter((child) => removed.has(child)).length;
    if (gone > 0) parts.push(planRemove(this.#outline, id, removed, additions));
    if (additions !== undefined && (gone === 0 || gone < children.length))
      parts.push(planInsert(this.#outline, id, additions));
    return parts.find(isRefusal) ?? (parts as Splice[][]).flat();
  }

  /** The edited text; without a final line break when there was none, unless the last lines are gone: those above keep theirs. */
  #splice(sorted: readonly Splice[]): string {
    const { text, virtualBreak } = this.#outline;
    const edited = applySplices(text, sorted);
    const last = sorted.at(-1);
    const cut = last?.end === text.length && last.text === "";
    return virtualBreak === "" || cut ? edited : edited.replace(/\r?\n$/, "");
  }

  /** Notes an edit of a row, unless the row cannot be planned with it. */
  #enter<T>(edits: Map<number, T>, id: number, edit: T): Refusal | undefined {
    const before = edits.get(id);
    edits.set(id, edit);
    const refusal = this.#planAgain(id);
    if (refusal === undefined) return undefined;
    if (before === undefined) edits.delete(id);
    else edits.set(id, before);
    return refusal;
  }

  /** Plans the edits of a row as they are now; on a refusal the plan before stays. */
  #planAgain(id: number): Refusal | undefined {
    const planned = this.#plan(id);
    if (isRefusal(planned)) return planned;
    this.#plans.set(id, planned);
    return undefined;
  }

  #add(id: number, missing: Path, path: Path, value: string): Refusal | undefined {
    const keys = namesOf(missing);
    if (keys === undefined)
      return refuseAt(this.#outline, id, path, "unsupported", "cannot be added: list items cannot be made");
    const additions: Additions = cloneAdditions(this.#state.added.get(id));
    const obstacle = addAt(additions, keys, value);
    if (obstacle === "string above") return refuseAt(this.#outline, id, path, "not-a-map", "must have maps above it");
    if (obstacle === "map") return refuseAt(this.#outline, id, path, "not-a-scalar", "must be a scalar");
    return this.#enter(this.#state.added, id, additions);
  }

  #takeBackAddition(id: number, missing: Path): void {
    const additions = this.#state.added.get(id);
    const keys = namesOf(missing);
    if (additions === undefined || keys === undefined) return;
    removeAt(additions, keys);
    if (additions.size === 0) this.#state.added.delete(id);
    this.#plans.delete(id);
  }

  #takeBack(edits: Map<number, string>, id: number): void {
    if (edits.delete(id)) this.#plans.delete(id);
  }
}

/** The steps of a path when all of them are keys. */
function namesOf(path: Path): readonly string[] | undefined {
  return path.every((step) => typeof step === "string") ? path : undefined;
}
