import { isPlainString, decodeScalar, resolvePlain } from "./scalar.ts";
import {
  ALIAS,
  FLOW,
  KEY_END,
  KEY_MASK,
  KEY_START,
  KINDS,
  KIND_MASK,
  MAP,
  MERGE,
  NEXT,
  NULL,
  ODD_KEY,
  PARENT,
  PLAIN,
  PLAIN_KEY,
  SCALAR,
  SEQUENCE,
  STRIDE,
  STYLES,
  STYLE_MASK,
  VALUE_END,
  VALUE_START,
} from "./table.ts";
import type { Outline } from "./outline.ts";
import type { NodeKind, Path, ScalarStyle, Span } from "./types.ts";

/** Keys that are looked through one by one. A map of more is asked again and again, by the results about its entries. */
const MANY = 64;

/** A node of an outline: a cursor over the rows of its table, made when it is asked for. */
export class Node {
  readonly outline: Outline;
  /** Row of the node in the outline's table. */
  readonly id: number;
  #parent: Node | undefined;
  #index: number;

  constructor(outline: Outline, id: number, parent?: Node, index = -1) {
    this.outline = outline;
    this.id = id;
    this.#parent = parent;
    this.#index = index;
  }

  #cell(offset: number): number {
    return this.outline.table.cells[this.id * STRIDE + offset]!;
  }

  get kind(): NodeKind {
    return KINDS[this.#cell(0) & KIND_MASK]!;
  }

  /** Whether this is a collection in brackets. */
  get flow(): boolean {
    return (this.#cell(0) & FLOW) !== 0;
  }

  /** How a scalar is written; undefined for anything else. */
  get style(): ScalarStyle | undefined {
    return STYLES[(this.#cell(0) & STYLE_MASK) >> 3];
  }

  /** Text of the value: quotes and brackets included; of a block scalar without its last line break; empty, behind the colon or dash, when nothing is written. */
  get span(): Span {
    return { start: this.#cell(VALUE_START), end: this.#cell(VALUE_END) };
  }

  /** Whether an offset lies in the text of the value. */
  holds(offset: number): boolean {
    return this.#cell(VALUE_START) <= offset && offset < this.#cell(VALUE_END);
  }

  /** Text of the key, quotes included; undefined for list items and the root. */
  get keySpan(): Span | undefined {
    if ((this.#cell(0) & KEY_MASK) === 0) return undefined;
    return { start: this.#cell(KEY_START), end: this.#cell(KEY_END) };
  }

  /** The key in its map as a string, as JSON would have it, or the index in its list; undefined for the root. */
  get key(): string | number | undefined {
    if (this.id === this.outline.rootId) return undefined;
    const meta = this.#cell(0);
    if ((meta & KEY_MASK) === 0) return this.#position();
    if ((meta & ODD_KEY) !== 0) return this.outline.table.keys!.get(this.id)!;
    const start = this.#cell(KEY_START);
    const end = this.#cell(KEY_END);
    const { text } = this.outline;
    return (meta & KEY_MASK) === PLAIN_KEY ? text.slice(start, end) : text.slice(start + 1, end - 1);
  }

  #position(): number {
    if (this.#index < 0) {
      const { cells } = this.outline.table;
      this.#index = 0;
      for (let id = this.#cell(PARENT) + 1; id !== this.id; id = cells[id * STRIDE + NEXT]!) this.#index++;
    }
    return this.#index;
  }

  get parent(): Node | undefined {
    if (this.id === this.outline.rootId) return undefined;
    return (this.#parent ??= new Node(this.outline, this.#cell(PARENT)));
  }

  /** Keys and indices from the root of its outline; `[]` for the root itself. */
  get path(): Path {
    const path: (string | number)[] = [];
    if (this.id === this.outline.rootId) return path;
    path.push(this.key!);
    for (let up = this.parent!; up.parent !== undefined; up = up.parent) path.push(up.key!);
    return path.toReversed();
  }

  /** 1-based line in the outline's text where a reader sees the node: that of a scalar's or list item's value, of the key otherwise. */
  get line(): number {
    const kind = this.#cell(0) & KIND_MASK;
    const atKey = kind === NULL || ((kind === MAP || kind === SEQUENCE) && (this.#cell(0) & KEY_MASK) !== 0);
    const offset = atKey && this.#cell(KEY_START) >= 0 ? this.#cell(KEY_START) : this.#cell(VALUE_START);
    return this.outline.lineAt(offset);
  }

  /** The entry of a map; undefined when there is none or this is no map. Aliases and merge keys are not followed. */
  get(key: string): Node | undefined {
    const { outline } = this;
    const { cells } = outline.table;
    if ((cells[this.id * STRIDE]! & KIND_MASK) !== MAP) return undefined;
    let passed = 0;
    for (let id = this.#firstChild(); id >= 0; id = cells[id * STRIDE + NEXT]!) {
      if (outline.hasKey(id, key)) return new Node(outline, id, this);
      if (++passed === MANY) {
        const found = outline.keysOf(this).get(key);
        return found === undefined ? undefined : new Node(outline, found, this);
      }
    }
    return undefined;
  }

  /** The item of a list; undefined when there is none or this is no list. */
  at(index: number): Node | undefined {
    const { cells } = this.outline.table;
    if ((this.#cell(0) & KIND_MASK) !== SEQUENCE || index < 0) return undefined;
    let id = this.#firstChild();
    for (let i = 0; i < index && id >= 0; i++) id = cells[id * STRIDE + NEXT]!;
    return id < 0 ? undefined : new Node(this.outline, id, this, index);
  }

  /** The node at a path below this one. */
  find(path: Path): Node | undefined {
    if (path.length === 0) return this;
    const step = path[0]!;
    let node = typeof step === "number" ? this.at(step) : this.get(step);
    for (let i = 1; i < path.length && node !== undefined; i++) {
      const next = path[i]!;
      node = typeof next === "number" ? node.at(next) : node.get(next);
    }
    return node;
  }

  /** Entries of a map or items of a list, in the order of the text. */
  children(): Node[] {
    const { cells } = this.outline.table;
    const nodes: Node[] = [];
    for (let id = this.#firstChild(); id >= 0; id = cells[id * STRIDE + NEXT]!)
      nodes.push(new Node(this.outline, id, this, nodes.length));
    return nodes;
  }

  /**
   * The entries of a map, or of the one that an alias stands for, as {@link toJS} sees them: aliases are followed, and
   * merge keys (`<<`) give what the map does not say itself.
   */
  entries(): Map<string, Node> {
    const map = this.target ?? this;
    const entries = new Map<string, Node>();
    if (map.kind !== "map") return entries;
    const merged: Node[] = [];
    for (const child of map.children()) {
      const value = child.target ?? child;
      if ((child.#cell(0) & MERGE) === 0) entries.set(String(child.key), value);
      else merged.push(...(value.kind === "sequence" ? value.children() : [value]));
    }
    for (const source of merged)
      for (const [key, value] of source.entries()) if (!entries.has(key)) entries.set(key, value);
    return entries;
  }

  /** Number of entries or items. */
  get size(): number {
    const { cells } = this.outline.table;
    let size = 0;
    for (let id = this.#firstChild(); id >= 0; id = cells[id * STRIDE + NEXT]!) size++;
    return size;
  }

  #firstChild(): number {
    const { cells, count } = this.outline.table;
    const next = this.id + 1;
    return next < count && cells[next * STRIDE + PARENT] === this.id ? next : -1;
  }

  /** Source text of the value. */
  get raw(): string {
    return this.outline.text.slice(this.#cell(VALUE_START), this.#cell(VALUE_END));
  }

  /** The string that this scalar stands for; undefined when YAML 1.2 (core schema) reads it as something else. Plain `yes` and `on` are strings. */
  get string(): string | undefined {
    const { text, table } = this.outline;
    const row = this.id * STRIDE;
    const meta = table.cells[row]!;
    if ((meta & KIND_MASK) !== SCALAR) return undefined;
    if ((meta & STYLE_MASK) === PLAIN && table.values === undefined) {
      const raw = text.slice(table.cells[row + VALUE_START], table.cells[row + VALUE_END]);
      const source = raw.includes("\n") ? this.#decoded() : raw;
      return isPlainString(source) ? source : undefined;
    }
    const value = this.scalar;
    return typeof value === "string" ? value : undefined;
  }

  /** The value of a scalar: string, number, bigint, boolean or null (also when nothing is written); undefined for collections and aliases. */
  get scalar(): unknown {
    const meta = this.#cell(0);
    const kind = meta & KIND_MASK;
    if (kind === NULL) return null;
    if (kind !== SCALAR) return undefined;
    const { values } = this.outline.table;
    if (values?.has(this.id) === true) return values.get(this.id);
    const decoded = this.#decoded();
    return (meta & STYLE_MASK) === PLAIN ? resolvePlain(decoded) : decoded;
  }

  #decoded(): string {
    return decodeScalar(this.outline.text, this.#cell(VALUE_START), this.#cell(VALUE_END), this.#cell(0) & STYLE_MASK);
  }

  /** The node that an alias stands for; undefined when this is none. */
  get target(): Node | undefined {
    const target = this.outline.table.aliases?.get(this.id);
    return target === undefined ? undefined : new Node(this.outline, target);
  }

  /** Whether the text that this node is of holds an alias: then what is below a path may be written somewhere else. */
  get hasAliases(): boolean {
    return (this.outline.table.aliases?.size ?? 0) > 0;
  }

  /** The value as plain JavaScript: aliases expanded, merge keys (`<<`) merged as Kubernetes does, integers beyond 2^53 as bigint. */
  toJS(): unknown {
    const kind = this.#cell(0) & KIND_MASK;
    if (kind === ALIAS) return this.target!.toJS();
    if (kind === SEQUENCE) return this.children().map((item) => item.toJS());
    return kind === MAP ? this.#toObject() : this.scalar;
  }

  #toObject(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const children = this.children();
    for (const child of children)
      if ((child.#cell(0) & MERGE) !== 0) for (const [key, value] of child.#merged()) define(object, key, value);
    for (const child of children) if ((child.#cell(0) & MERGE) === 0) define(object, child.key!, child.toJS());
    return object;
  }

  /** What a merge key adds: a map, or a list of maps of which the first wins, which therefore comes last. */
  #merged(): [string, unknown][] {
    const value = this.toJS();
    const sources = Array.isArray(value) ? value.toReversed() : [value];
    return sources.flatMap((source) =>
      typeof source === "object" && source !== null && !Array.isArray(source) ? Object.entries(source) : [],
    );
  }
}

/** Sets a key of an object. A plain assignment to "__proto__" would set the prototype. */
function define(object: object, key: string | number, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
