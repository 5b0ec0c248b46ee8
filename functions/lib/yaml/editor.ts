import { type Additions, EditState, cloneAdditions } from "./edit-state.ts";
import { formatPath } from "./format-path.ts";
import { Node } from "./node.ts";
import { type Outline, outline } from "./outline.ts";
import { planInsert } from "./plan-insert.ts";
import { planRemove } from "./plan-remove.ts";
import { planRename, planReplace } from "./plan-replace.ts";
import { cell, childRows, isMapRow, isPlainScalar, kindOf, subtreeEnd } from "./rows.ts";
import { type Splice, SpliceError, applySplices, sortSplices } from "./splice.ts";
import { ALIAS, ANCHORED, KEY_START, MERGE, NULL, PARENT, SCALAR, SEQUENCE, TAGGED, VALUE_START } from "./table.ts";
import { type Path, type Refusal, type RefusalCode, isRefusal, refuse } from "./types.ts";
import { findDifference } from "./verify.ts";
import { isStringEverywhere } from "./write-scalar.ts";

/**
 * Collects edits of one outline and splices them into its text, which stays as it is everywhere else.
 * Each call sees the effect of the ones before it. A refusal leaves the collected edits as they were.
 */
export class Editor {
  readonly #given: Outline;
  readonly #outline: Outline;
  readonly #state = new EditState();

  constructor(of: Outline) {
    this.#given = of;
    this.#outline = of.withFinalBreak();
  }

  /** Whether {@link apply} would change the text. */
  get changed(): boolean {
    return !this.#state.isEmpty;
  }

  /**
   * Makes the scalar at `path` this string, its quotes kept, or adds it with the maps that are missing above it.
   * A value that is not a string yet (`true`, `1`) becomes a quoted one. Nothing happens when it is this string already.
   */
  set(path: Path, value: string): Refusal | undefined {
    const found = this.#find(path);
    if (isRefusal(found)) return found;
    if (found.missing.length > 0) return this.#insert(found.id, found.missing, path, value);
    const { id } = found;
    if (path.length === 0)
      return this.#refuse(id, "unsupported", path, "cannot be replaced as a whole: name a field of it");
    if (this.#state.added.has(id)) return this.#refuse(id, "not-a-scalar", path, "must be a scalar, not a map");
    const kind = kindOf(this.#outline, id);
    if (kind !== SCALAR && kind !== NULL) return this.#refuse(id, "not-a-scalar", path, "must be a scalar");
    const before = this.#state.replaced.get(id);
    // A plain `yes` is this string for YAML 1.2 but not for Kubernetes: it gets its quotes.
    const certain = !isPlainScalar(this.#outline, id) || isStringEverywhere(value);
    if (certain && new Node(this.#outline, id).string === value) {
      this.#state.replaced.delete(id);
      return undefined;
    }
    this.#state.replaced.set(id, value);
    return this.#confirm(id, () =>
      before === undefined ? this.#state.replaced.delete(id) : this.#state.replaced.set(id, before),
    );
  }

  /** Removes an entry of a map with its whole lines, or does nothing when there is none. */
  remove(path: Path): Refusal | undefined {
    const key = path.at(-1);
    const found = this.#find(path);
    if (isRefusal(found)) return found;
    if (found.missing.length > 0) return this.#removeAddition(found.id, found.missing);
    const { id } = found;
    if (typeof key !== "string")
      return this.#refuse(id, "unsupported", path, "must be an entry of a map to be removed");
    for (let row = id; row < subtreeEnd(this.#outline, id); row++) {
      if ((cell(this.#outline, row, 0) & ANCHORED) !== 0)
        return this.#refuse(row, "anchor", path, "holds an anchor that an alias refers to");
    }
    if ((cell(this.#outline, id, 0) & MERGE) !== 0) return this.#refuse(id, "merge-key", path, "is a merge key");
    const map = cell(this.#outline, id, PARENT);
    this.#state.removed.add(id);
    return this.#confirm(map, () => this.#state.removed.delete(id));
  }

  /** Gives an entry of a map another key, its quotes kept; does nothing when there is none. */
  renameKey(path: Path, key: string): Refusal | undefined {
    const found = this.#find(path);
    if (isRefusal(found)) return found;
    const { id } = found;
    if (path.at(-1) === key) return undefined;
    if (found.missing.length > 0) return this.#renameAddition(id, found.missing, path, key);
    const map = cell(this.#outline, id, PARENT);
    if (typeof path.at(-1) !== "string")
      return this.#refuse(id, "unsupported", path, "must be an entry of a map to get another key");
    const taken =
      this.#state.entry(this.#outline, map, key) !== undefined || this.#state.added.get(map)?.has(key) === true;
    if (taken) return this.#refuse(id, "duplicate-key", path, `must not become "${key}", which is there already`);
    const before = this.#state.renamed.get(id);
    if (this.#outline.hasKey(id, key)) {
      this.#state.renamed.delete(id);
      return undefined;
    }
    this.#state.renamed.set(id, key);
    return this.#confirm(id, () =>
      before === undefined ? this.#state.renamed.delete(id) : this.#state.renamed.set(id, before),
    );
  }

  /**
   * The outline of the edited text. The text is outlined again and compared with what was asked for;
   * a difference throws {@link SpliceError}, a bug, and the text that was given is never changed.
   */
  apply(): Outline {
    if (this.#state.isEmpty) return this.#given;
    const splices: Splice[] = [];
    for (const id of this.#touched()) {
      if (this.#isGone(id)) continue;
      const planned = this.#plan(id);
      if (isRefusal(planned)) throw this.#bug(`${planned.message}`);
      splices.push(...planned);
    }
    let sorted: Splice[];
    try {
      sorted = sortSplices(splices);
    } catch (error) {
      throw this.#bug((error as Error).message);
    }
    const edited = outline(this.#splice(sorted), this.#outline.mode);
    if (isRefusal(edited)) throw this.#bug(`line ${edited.line}: ${edited.message}`);
    const difference = findDifference(this.#outline, edited, this.#state, sorted);
    if (difference !== undefined) throw this.#bug(difference);
    return edited;
  }

  /** The edited text; without a final line break when there was none, unless the last lines are gone: those above keep theirs. */
  #splice(sorted: readonly Splice[]): string {
    const { text, virtualBreak } = this.#outline;
    const edited = applySplices(text, sorted);
    const last = sorted.at(-1)!;
    const cut = last.end === text.length && last.text === "";
    return virtualBreak === "" || cut ? edited : edited.replace(/\r?\n$/, "");
  }

  #bug(problem: string): SpliceError {
    const { text } = this.#given;
    return new SpliceError(
      `edited document (lines 1-${text.split("\n").length}) is not what was asked for: ${problem}`,
    );
  }

  /** Rows that have edits of their own or below them. */
  #touched(): Set<number> {
    const { replaced, renamed, removed, added } = this.#state;
    const maps = [...removed].map((id) => cell(this.#outline, id, PARENT));
    return new Set([...replaced.keys(), ...renamed.keys(), ...added.keys(), ...maps]);
  }

  #isGone(id: number): boolean {
    for (let up = id; up >= 0; up = cell(this.#outline, up, PARENT)) if (this.#state.removed.has(up)) return true;
    return false;
  }

  /** All splices of one row. */
  #plan(id: number): Splice[] | Refusal {
    const { replaced, renamed, removed, added } = this.#state;
    const parts: (Splice[] | Refusal)[] = [];
    if (replaced.has(id)) parts.push(planReplace(this.#outline, id, replaced.get(id)!));
    if (renamed.has(id)) parts.push(planRename(this.#outline, id, renamed.get(id)!));
    const children = isMapRow(this.#outline, id) ? childRows(this.#outline, id) : [];
    const additions = added.get(id);
    const emptied = children.length > 0 && children.every((child) => removed.has(child));
    if (children.some((child) => removed.has(child))) parts.push(planRemove(this.#outline, id, removed, additions));
    if (additions !== undefined && !emptied) parts.push(planInsert(this.#outline, id, additions));
    return parts.find(isRefusal) ?? (parts as Splice[][]).flat();
  }

  /** Plans the row that an edit belongs to; undoes the edit when that is refused. */
  #confirm(id: number, undo: () => void): Refusal | undefined {
    const planned = this.#plan(id);
    if (!isRefusal(planned)) return undefined;
    undo();
    return planned;
  }

  #refuse(id: number, code: RefusalCode, path: Path, problem: string): Refusal {
    const at = Math.max(cell(this.#outline, id, VALUE_START), cell(this.#outline, id, KEY_START), 0);
    const field = path.length === 0 ? "the document" : `\`${formatPath(path)}\``;
    return refuse(this.#outline.text, at, code, `${field} ${problem}`);
  }

  /** The deepest existing row on a path and the steps below it that are missing. */
  #find(path: Path): { id: number; missing: Path } | Refusal {
    const { rootId, text } = this.#outline;
    if (rootId < 0) return refuse(text, 0, "not-a-map", "must be a map to be edited, not an empty document");
    let id = rootId;
    for (let i = 0; ; i++) {
      const here = path.slice(0, i);
      const meta = cell(this.#outline, id, 0);
      if (kindOf(this.#outline, id) === ALIAS)
        return this.#refuse(id, "alias", here, "is an alias: edit what it refers to");
      if ((meta & ANCHORED) !== 0) return this.#refuse(id, "anchor", here, "has an anchor that an alias refers to");
      if ((meta & TAGGED) !== 0) return this.#refuse(id, "tag", here, "has a tag");
      const step = path[i];
      if (step === undefined) return { id, missing: [] };
      const child = this.#step(id, step, here);
      if (isRefusal(child)) return child;
      if (child === undefined) return { id, missing: path.slice(i) };
      id = child;
    }
  }

  #step(id: number, step: string | number, here: Path): number | Refusal | undefined {
    const of = this.#outline;
    if (this.#state.replaced.has(id)) return this.#refuse(id, "not-a-map", here, "must be a map");
    const kind = kindOf(of, id);
    if (kind === SEQUENCE && typeof step === "number") {
      return (
        childRows(of, id)[step] ??
        this.#refuse(id, "unsupported", here, `must have an item ${step}: list items cannot be added`)
      );
    }
    if (typeof step === "number") return this.#refuse(id, "unsupported", here, "must be a list");
    if (isMapRow(of, id)) {
      const entry = this.#state.entry(of, id, step);
      if (entry !== undefined) return entry;
      const merges = childRows(of, id).some((child) => (cell(of, child, 0) & MERGE) !== 0);
      return merges ? this.#refuse(id, "merge-key", here, `may have "${step}" through a merge key`) : undefined;
    }
    const nothing = kind === NULL || (isPlainScalar(of, id) && new Node(of, id).scalar === null);
    if (nothing && id !== of.rootId) return undefined;
    return this.#refuse(id, "not-a-map", here, "must be a map");
  }

  #insert(id: number, missing: Path, path: Path, value: string): Refusal | undefined {
    if (missing.some((step) => typeof step === "number"))
      return this.#refuse(id, "unsupported", path, "cannot be added: list items cannot be made");
    const before = this.#state.added.get(id);
    const additions = cloneAdditions(before);
    const keys = missing as readonly string[];
    let map: Additions = additions;
    for (const key of keys.slice(0, -1)) {
      const next = map.get(key) ?? new Map<string, string | Additions>();
      if (typeof next === "string") return this.#refuse(id, "not-a-map", path, `needs a map at "${key}"`);
      map.set(key, next);
      map = next;
    }
    if (typeof map.get(keys.at(-1)!) === "object")
      return this.#refuse(id, "not-a-scalar", path, "must be a scalar, not a map");
    map.set(keys.at(-1)!, value);
    this.#state.added.set(id, additions);
    return this.#confirm(id, () =>
      before === undefined ? this.#state.added.delete(id) : this.#state.added.set(id, before),
    );
  }

  /** Gives an entry that has only been added so far another key. */
  #renameAddition(id: number, missing: Path, path: Path, key: string): Refusal | undefined {
    const old = String(missing.at(-1));
    let map: string | Additions | undefined = this.#state.added.get(id);
    for (const step of missing.slice(0, -1)) map = typeof map === "object" ? map.get(String(step)) : undefined;
    if (typeof map !== "object" || !map.has(old)) return undefined;
    const taken = map.has(key) || (missing.length === 1 && this.#state.entry(this.#outline, id, key) !== undefined);
    if (taken) return this.#refuse(id, "duplicate-key", path, `must not become "${key}", which is there already`);
    const entries = [...map];
    map.clear();
    for (const [name, value] of entries) map.set(name === old ? key : name, value);
    return undefined;
  }

  /** Takes back an addition; maps that were only made for it go as well. */
  #removeAddition(id: number, missing: Path): undefined {
    const chain: Additions[] = [];
    let map: string | Additions | undefined = this.#state.added.get(id);
    for (const key of missing) {
      if (typeof map !== "object") return undefined;
      chain.push(map);
      map = map.get(String(key));
    }
    for (let i = chain.length - 1; i >= 0; i--) {
      chain[i]!.delete(String(missing[i]));
      if (chain[i]!.size > 0) return undefined;
    }
    this.#state.added.delete(id);
    return undefined;
  }
}
