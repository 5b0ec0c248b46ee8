import { library } from "./library-holder.ts";
import { MAX_SCALAR } from "./limits.ts";
import { Lines } from "./lines.ts";
import { Node } from "./node.ts";
import { scan, scanLoosely, wasShallow } from "./scan.ts";
import {
  FLOW,
  KEY_END,
  KEY_MASK,
  KEY_START,
  KIND_MASK,
  NEXT,
  ODD_KEY,
  PARENT,
  PLAIN_KEY,
  SCALAR,
  SEQUENCE,
  STRIDE,
  VALUE_END,
  VALUE_START,
  type Table,
} from "./table.ts";
import { type Refusal, isRefusal, refuse } from "./types.ts";

/**
 * How a text is read: `document` as it is; `item` as a slice of a list that holds one `- item`, which becomes the root;
 * `auto` takes a block list of exactly one item for such a slice.
 */
export type OutlineMode = "auto" | "document" | "item";

/** Where every key and value of one document (or list item) sits. */
export class Outline {
  readonly text: string;
  readonly table: Table;
  /** Row of the root: 0, or 1 for a list item; -1 for an empty document. */
  readonly rootId: number;
  readonly mode: OutlineMode;
  /** A line break that the text does not have, see {@link withFinalBreak}. */
  readonly virtualBreak: string;
  #root: Node | undefined;
  #lines: Lines | undefined;
  #keys: Map<number, ReadonlyMap<string | number, number>> | undefined;

  constructor(text: string, table: Table, mode: OutlineMode, virtualBreak = "") {
    this.text = text + virtualBreak;
    this.table = table;
    this.mode = mode;
    this.virtualBreak = virtualBreak;
    this.rootId = table.count === 0 ? -1 : mode !== "document" && isSingleItem(table) ? 1 : 0;
  }

  /** The root node; undefined when the document is empty. */
  get root(): Node | undefined {
    if (this.rootId >= 0) this.#root ??= new Node(this, this.rootId);
    return this.#root;
  }

  /**
   * The same outline with a line break at the end, the one that the text has last, so that edits need not tell the last
   * line from the others.
   */
  withFinalBreak(): Outline {
    const { text } = this;
    if (text.endsWith("\n")) return this;
    const last = text.lastIndexOf("\n");
    return new Outline(text, this.table, this.mode, last > 0 && text[last - 1] === "\r" ? "\r\n" : "\n");
  }

  /** 1-based line of an offset; cheapest when asked in rising order. */
  lineAt(offset: number): number {
    return (this.#lines ??= new Lines(this.text)).at(offset);
  }

  /** Offset of the dash of an item in a block list. */
  dashOf(item: Node): number {
    return this.table.cells[item.id * STRIDE + KEY_START]!;
  }

  /** The rows of a map's entries by their keys. */
  keysOf(map: Node): ReadonlyMap<string | number, number> {
    this.#keys ??= new Map();
    let keys = this.#keys.get(map.id);
    if (keys === undefined) {
      keys = new Map(map.children().map((child) => [child.key!, child.id]));
      this.#keys.set(map.id, keys);
    }
    return keys;
  }

  /** Whether the entry in row `id` has this key. */
  hasKey(id: number, key: string): boolean {
    const { cells } = this.table;
    const row = id * STRIDE;
    const meta = cells[row]!;
    if ((meta & ODD_KEY) !== 0) return this.table.keys!.get(id) === key;
    const quotes = (meta & KEY_MASK) === PLAIN_KEY ? 0 : 1;
    const start = cells[row + KEY_START]!;
    return cells[row + KEY_END]! - start === key.length + 2 * quotes && this.text.startsWith(key, start + quotes);
  }
}

function isSingleItem({ cells, count }: Table): boolean {
  return (
    count > 1 &&
    (cells[0]! & (KIND_MASK | FLOW)) === SEQUENCE &&
    cells[STRIDE + PARENT] === 0 &&
    cells[STRIDE + NEXT] === -1
  );
}

/**
 * Outlines one document, with or without its `---` line, or one slice of a list (`- a: b…`, see {@link OutlineMode}).
 * Bad YAML is a {@link Refusal}; throws NeedsLibrary when the `yaml` library must decide and is not loaded.
 */
export function outline(text: string, mode: OutlineMode = "auto"): Outline | Refusal {
  const refusal = unreadable(text) ?? misplacedMark(text);
  if (refusal !== undefined) return refusal;
  const table = scan(text) ?? scanJsonEntry(text) ?? readOddly(text);
  if (isRefusal(table)) return table;
  if (text.length > MAX_SCALAR) {
    const big = bigScalar(table);
    if (big >= 0) return refuse(text, big, "too-big", `a scalar must have at most ${MAX_SCALAR} characters`);
  }
  return new Outline(text, table, mode);
}

/**
 * What the scanner has declined. Shallow lines in quotes are read by the rules of Kubernetes first: the library takes a
 * quoted text to end with such a line when its last characters are an escaped quote.
 */
function readOddly(text: string): Table | Refusal {
  const shallow = wasShallow() ? scanLoosely(text) : undefined;
  return shallow ?? library()(text, true);
}

/** An entry cut out of a JSON object, such as `"kind":"List"`: no YAML by itself, as the colon needs a space outside of brackets. */
function scanJsonEntry(text: string): Table | undefined {
  if (!text.startsWith('"') || !isJson(`{${text}}`)) return undefined;
  const table = scan(`{${text}}`);
  if (table === undefined || table.count < 2 || table.cells[STRIDE + NEXT] !== -1) return undefined;
  const { cells, count } = table;
  for (let row = 0; row < count * STRIDE; row += STRIDE) {
    for (let cell = KEY_START; cell <= VALUE_END; cell++) if (cells[row + cell]! > 0) cells[row + cell]!--;
  }
  cells[VALUE_END] = text.length;
  return table;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What no producer may see: other encodings, NUL characters, line breaks that are CR alone. */
export function unreadable(text: string): Refusal | undefined {
  const nul = text.indexOf("\0");
  if (nul >= 0) return refuse(text, nul, "encoding", "must be UTF-8 text without NUL characters");
  if (text.startsWith("\ufffd\ufffd") || text.startsWith("\ufffe"))
    return refuse(text, 0, "encoding", "must be UTF-8, not UTF-16");
  if (!text.includes("\r")) return undefined;
  const lone = /\r(?!\n)/.exec(text);
  return lone === null
    ? undefined
    : refuse(text, lone.index, "lone-cr", "line breaks must be LF or CRLF, not CR alone");
}

/** A byte order mark below the first line would count as a column of its line for some readers and not for others. */
function misplacedMark(text: string): Refusal | undefined {
  const mark = text.includes("\ufeff", 1) ? text.indexOf("\n\ufeff") : -1;
  return mark < 0
    ? undefined
    : refuse(text, mark + 1, "encoding", "a byte order mark must stand at the start of the document");
}

/** Offset of a scalar over the limit, -1 when there is none. */
function bigScalar({ cells, count }: Table): number {
  for (let row = 0; row < count * STRIDE; row += STRIDE) {
    if ((cells[row]! & KIND_MASK) === SCALAR && cells[row + VALUE_END]! - cells[row + VALUE_START]! > MAX_SCALAR)
      return cells[row + VALUE_START]!;
  }
  return -1;
}
