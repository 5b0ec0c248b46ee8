import type { Additions } from "./additions.ts";
import type { EditState } from "./edit-state.ts";
import { formatPath } from "./format-path.ts";
import { Node } from "./node.ts";
import type { Outline } from "./outline.ts";
import { cell, firstChild } from "./rows.ts";
import type { Splice } from "./splice.ts";
import {
  ALIAS,
  FLOW,
  KEY_END,
  KEY_MASK,
  KEY_START,
  KIND_MASK,
  MAP,
  MERGE,
  NEXT,
  NULL,
  ODD_KEY,
  PARENT,
  SCALAR,
  SEQUENCE,
  STRIDE,
  STYLE_MASK,
  TAGGED,
  VALUE_END,
  VALUE_START,
} from "./table.ts";

/**
 * What differs between an edited outline and what was asked for; undefined when nothing does.
 * Text outside of the splices is the same by construction, so it is enough that its nodes are where they must be;
 * what was spliced in is decoded and compared.
 */
export function findDifference(
  before: Outline,
  after: Outline,
  state: EditState,
  splices: readonly Splice[],
): string | undefined {
  return new Verification(before, after, state, splices).run();
}

class Verification {
  readonly #before: Outline;
  readonly #after: Outline;
  readonly #state: EditState;
  readonly #splices: readonly Splice[];
  #next = 0; // row of the edited outline to compare next
  #splice = 0; // splices passed
  #shift = 0; // their effect on offsets
  readonly #moved = new Map<number, number>(); // rows before → after, when there are aliases

  constructor(before: Outline, after: Outline, state: EditState, splices: readonly Splice[]) {
    this.#before = before;
    this.#after = after;
    this.#state = state;
    this.#splices = splices;
  }

  run(): string | undefined {
    if (this.#before.rootId !== this.#after.rootId) return "the root is another one";
    if (this.#onlyReplaced()) return undefined;
    const problem = this.#row(0, -1);
    if (problem !== undefined) return problem;
    if (this.#next !== this.#after.table.count) return `${this.#place(this.#next)} must not be there`;
    for (const [alias, target] of this.#before.table.aliases ?? []) {
      const moved = this.#moved.get(alias);
      if (moved !== undefined && this.#after.table.aliases?.get(moved) !== this.#moved.get(target))
        return `${this.#place(moved)} refers to another node`;
    }
    return undefined;
  }

  /**
   * Whether this is the usual case and all is well: new values of scalars and nothing else, so the rows are the same ones,
   * further along. Anything else is left to the row by row comparison, which says what is wrong.
   */
  #onlyReplaced(): boolean {
    const { replaced, renamed, removed, added } = this.#state;
    const [before, after] = [this.#before.table, this.#after.table];
    if (renamed.size + removed.size + added.size > 0 || before.count !== after.count) return false;
    if ([before, after].some(({ aliases, values, keys }) => (aliases ?? values ?? keys) !== undefined)) return false;
    const [old, now] = [before.cells, after.cells];
    let [passed, shift] = [0, 0];
    for (let row = 0, id = 0; id < before.count; row += STRIDE, id++) {
      const meta = old[row]!;
      const text = replaced.get(id);
      const bits = text === undefined ? -1 : ~(STYLE_MASK | KIND_MASK);
      if ((meta & bits) !== (now[row]! & bits)) return false;
      if (old[row + PARENT] !== now[row + PARENT] || old[row + NEXT] !== now[row + NEXT]) return false;
      const keyed = (meta & KEY_MASK) !== 0;
      const kind = meta & KIND_MASK;
      // Block collections end where their last entry does, and nothing is written for an empty value.
      const compared = text === undefined && kind !== NULL && (kind === SCALAR || (meta & FLOW) !== 0);
      if (!keyed && !compared && text === undefined) continue;
      const start = keyed ? old[row + KEY_START]! : old[row + VALUE_START]!;
      for (let splice = this.#splices[passed]; splice !== undefined && splice.end <= start;) {
        shift += splice.text.length - (splice.end - splice.start);
        splice = this.#splices[++passed];
      }
      if (keyed && now[row + KEY_START] !== start + shift) return false;
      if (keyed && now[row + KEY_END] !== old[row + KEY_END]! + shift) return false;
      if (text !== undefined && new Node(this.#after, id).string !== text) return false;
      if (compared && now[row + VALUE_START] !== old[row + VALUE_START]! + shift) return false;
      if (compared && kind === SCALAR && now[row + VALUE_END] !== old[row + VALUE_END]! + shift) return false;
    }
    return true;
  }

  #place(id: number): string {
    return id < this.#after.table.count
      ? `\`${formatPath(new Node(this.#after, id).path)}\``
      : "the end of the document";
  }

  /** Where an offset behind all splices up to it must be now; offsets come in rising order. */
  #at(offset: number): number {
    for (
      let splice = this.#splices[this.#splice];
      splice !== undefined && splice.end <= offset;
      splice = this.#splices[++this.#splice]
    ) {
      this.#shift += splice.text.length - (splice.end - splice.start);
    }
    return offset + this.#shift;
  }

  /** Compares one row and what is below it. */
  #row(id: number, parent: number): string | undefined {
    const now = this.#next++;
    if (now >= this.#after.table.count) return `${formatPath(new Node(this.#before, id).path)} is lost`;
    if (this.#before.table.aliases !== undefined) this.#moved.set(id, now);
    if (cell(this.#after, now, PARENT) !== parent) return `${this.#place(now)} has another parent`;
    return this.#key(id, now) ?? this.#value(id, now);
  }

  #key(id: number, now: number): string | undefined {
    const name = this.#state.renamed.get(id);
    if (name !== undefined)
      return new Node(this.#after, now).key === name ? undefined : `${this.#place(now)} must have the key "${name}"`;
    const meta = cell(this.#before, id, 0);
    const bits = KEY_MASK | ODD_KEY | MERGE;
    if ((meta & bits) !== (cell(this.#after, now, 0) & bits)) return `${this.#place(now)} has another kind of key`;
    const start = cell(this.#before, id, KEY_START);
    if ((meta & KEY_MASK) === 0) return undefined;
    const moved = cell(this.#after, now, KEY_START);
    const length = cell(this.#before, id, KEY_END) - start;
    return moved === this.#at(start) && cell(this.#after, now, KEY_END) - moved === length
      ? undefined
      : `${this.#place(now)} has another key`;
  }

  #value(id: number, now: number): string | undefined {
    const text = this.#state.replaced.get(id);
    if (text !== undefined) return this.#isString(now, text);
    const meta = cell(this.#before, id, 0);
    const kind = meta & KIND_MASK;
    const additions = this.#state.added.get(id);
    const first = kind === MAP || kind === SEQUENCE ? firstChild(this.#before, id) : -1;
    let pending = additions;
    if (additions !== undefined || this.#losesChild(first)) {
      if ((cell(this.#after, now, 0) & KIND_MASK) !== MAP) return `${this.#place(now)} must be a map`;
    } else {
      const problem = this.#same(id, now, meta);
      if (problem !== undefined) return problem;
    }
    for (let child = first; child >= 0; child = cell(this.#before, child, NEXT)) {
      if (this.#state.removed.has(child)) continue;
      // Additions stand above the last entry where nothing can stand behind it.
      let problem: string | undefined;
      if (pending !== undefined && cell(this.#before, child, NEXT) < 0 && this.#isNext(pending, now)) {
        problem = this.#additions(pending, now);
        pending = undefined;
      }
      problem ??= this.#row(child, now);
      if (problem !== undefined) return problem;
    }
    return pending === undefined ? undefined : this.#additions(pending, now);
  }

  /** Whether the next row is the first of the additions below `parent`. */
  #isNext(additions: Additions, parent: number): boolean {
    const now = this.#next;
    if (now >= this.#after.table.count || cell(this.#after, now, PARENT) !== parent) return false;
    return new Node(this.#after, now).key === additions.keys().next().value;
  }

  #losesChild(first: number): boolean {
    if (this.#state.removed.size === 0) return false;
    for (let child = first; child >= 0; child = cell(this.#before, child, NEXT)) {
      if (this.#state.removed.has(child)) return true;
    }
    return false;
  }

  /** Compares kind, style and place of a value that was not to change. */
  #same(id: number, now: number, meta: number): string | undefined {
    const bits = KIND_MASK | STYLE_MASK | FLOW | TAGGED;
    if ((meta & bits) !== (cell(this.#after, now, 0) & bits)) return `${this.#place(now)} has another kind of value`;
    const kind = meta & KIND_MASK;
    if (kind === NULL || ((kind === MAP || kind === SEQUENCE) && (meta & FLOW) === 0)) return undefined;
    const start = cell(this.#before, id, VALUE_START);
    if (start === cell(this.#before, id, VALUE_END)) return undefined; // a tag alone: no text to compare
    const moved = cell(this.#after, now, VALUE_START);
    if (moved !== this.#at(start)) return `${this.#place(now)} has another value`;
    if (kind !== SCALAR && kind !== ALIAS) return undefined;
    if (cell(this.#after, now, VALUE_END) - moved !== cell(this.#before, id, VALUE_END) - start)
      return `${this.#place(now)} has another value`;
    if (this.#before.table.values?.has(id) !== true && this.#after.table.values?.has(now) !== true) return undefined;
    return Object.is(new Node(this.#before, id).scalar, new Node(this.#after, now).scalar)
      ? undefined
      : `${this.#place(now)} has another value`;
  }

  #additions(additions: Additions, parent: number): string | undefined {
    for (const [key, value] of additions) {
      const now = this.#next++;
      if (now >= this.#after.table.count) return `"${key}" is not there`;
      if (cell(this.#after, now, PARENT) !== parent || new Node(this.#after, now).key !== key)
        return `${this.#place(now)} must be "${key}"`;
      let problem: string | undefined;
      if (typeof value === "string") problem = this.#isString(now, value);
      else if ((cell(this.#after, now, 0) & KIND_MASK) !== MAP) problem = `${this.#place(now)} must be a map`;
      else problem = this.#additions(value, now);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #isString(now: number, value: string): string | undefined {
    return new Node(this.#after, now).string === value
      ? undefined
      : `${this.#place(now)} must be ${JSON.stringify(value)}`;
  }
}
