import {
  type CST,
  type Document,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
  Scalar,
  isAlias,
  isMap,
  isScalar,
} from "yaml";
import { errorRefusal } from "./library-errors.ts";
import { MAX_DEPTH } from "./limits.ts";
import { decodeScalar } from "./scalar.ts";
import {
  ALIAS,
  ANCHORED,
  DOUBLE,
  DOUBLE_KEY,
  FLOW,
  FOLDED,
  KEY_PROPERTIES,
  LITERAL,
  MAP,
  MERGE,
  NEXT,
  NULL,
  ODD_KEY,
  PLAIN,
  PLAIN_KEY,
  SCALAR,
  SEQUENCE,
  SINGLE,
  SINGLE_KEY,
  STRIDE,
  STYLE_MASK,
  TAGGED,
  VALUE_END,
  VALUE_START,
  closeCollections,
  type Table,
} from "./table.ts";
import { type Refusal, refuse } from "./types.ts";

/** A document of the library, as parsed. */
export type LibraryDocument = Document.Parsed;

const STYLE: Readonly<Record<string, number>> = {
  [Scalar.PLAIN]: PLAIN,
  [Scalar.QUOTE_SINGLE]: SINGLE,
  [Scalar.QUOTE_DOUBLE]: DOUBLE,
  [Scalar.BLOCK_LITERAL]: LITERAL,
  [Scalar.BLOCK_FOLDED]: FOLDED,
};
const KEY_STYLE: Readonly<Record<string, number>> = {
  [Scalar.PLAIN]: PLAIN_KEY,
  [Scalar.QUOTE_SINGLE]: SINGLE_KEY,
  [Scalar.QUOTE_DOUBLE]: DOUBLE_KEY,
};

/** Fills a table from the node tree of the library. */
export class LibraryWalk {
  readonly #text: string;
  readonly #rows: number[] = [];
  readonly #anchors = new Map<string, number>();
  readonly #aliases = new Map<number, number>();
  readonly #values = new Map<number, unknown>();
  readonly #keys = new Map<number, string>();
  #refusal: Refusal | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  run(document: LibraryDocument): Table | Refusal {
    const root = document.contents as ParsedNode | null;
    if (root !== null && !isNothing(root)) {
      this.#add(0, -1, -1, -1, -1);
      this.#value(0, root, 0, 1);
    }
    if (this.#refusal !== undefined) return this.#refusal;
    const cells = Int32Array.from(this.#rows);
    const count = cells.length / STRIDE;
    closeCollections(cells, count);
    return { cells, count, aliases: this.#aliases, values: this.#values, keys: this.#keys };
  }

  #add(meta: number, keyStart: number, keyEnd: number, parent: number, elder: number): number {
    const id = this.#rows.length / STRIDE;
    this.#rows.push(meta, keyStart, keyEnd, -1, -1, parent, -1);
    if (elder >= 0) this.#rows[elder * STRIDE + NEXT] = id;
    return id;
  }

  #set(id: number, bits: number, start: number, end: number): void {
    this.#rows[id * STRIDE]! |= bits;
    this.#rows[id * STRIDE + VALUE_START] = start;
    this.#rows[id * STRIDE + VALUE_END] = end;
  }

  #refuse(...details: [offset: number, code: Refusal["refused"], message: string]): void {
    this.#refusal ??= refuse(this.#text, ...details);
  }

  /** Writes the value of row `id`; `nothingAt` is where a value would go when there is none. */
  #value(id: number, node: ParsedNode | null, nothingAt: number, depth: number): void {
    if (node === null) return this.#set(id, NULL, nothingAt, nothingAt);
    const [start, end] = node.range;
    if (isAlias(node)) return this.#alias(id, node.source, start, end);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, id);
    if (node.tag !== undefined) this.#rows[id * STRIDE]! |= TAGGED;
    if (isScalar(node))
      return isNothing(node)
        ? this.#set(id, NULL, nothingAt, nothingAt)
        : this.#scalar(id, node as Scalar.Parsed, nothingAt);
    if (depth > MAX_DEPTH)
      return this.#refuse(start, "too-deep", `collections must be nested at most ${MAX_DEPTH} deep`);
    const bits = (isMap(node) ? MAP : SEQUENCE) | (node.flow === true ? FLOW : 0);
    this.#set(id, bits, start, node.flow === true ? end : -1);
    if (isMap(node)) this.#map(id, node as YAMLMap.Parsed, depth);
    else this.#sequence(id, node as YAMLSeq.Parsed, depth);
  }

  #alias(id: number, name: string, start: number, end: number): void {
    const target = this.#anchors.get(name);
    if (target === undefined) return this.#refuse(start, "alias", `alias "${name}" must refer to an anchor above it`);
    this.#rows[target * STRIDE]! |= ANCHORED;
    this.#aliases.set(id, target);
    this.#set(id, ALIAS, start, end);
  }

  #scalar(id: number, node: Scalar.Parsed, nothingAt: number): void {
    const style = STYLE[node.type as string] ?? PLAIN;
    let [start, end] = node.range as [number, number, number];
    if (style === LITERAL || style === FOLDED) end = blockEnd(this.#text, start, end);
    else if (start === end) start = end = nothingAt; // a tag with nothing behind it
    this.#set(id, SCALAR | style, start, end);
    const tagged = (this.#rows[id * STRIDE]! & TAGGED) !== 0;
    if (tagged) this.#values.set(id, node.value);
    else if (style !== PLAIN && decodeScalar(this.#text, start, end, style & STYLE_MASK) !== node.value)
      this.#values.set(id, node.value);
  }

  #map(id: number, map: YAMLMap.Parsed, depth: number): void {
    const seen = new Set<string>();
    let elder = -1;
    let start = -1;
    for (const pair of map.items as Pair<ParsedNode, ParsedNode | null>[]) {
      const child = this.#key(id, pair, elder);
      const name = this.#keys.get(child) ?? keyText(this.#text, pair.key);
      if (seen.has(name)) this.#refuse(pair.key.range[0], "duplicate-key", `key "${name}" must occur once in its map`);
      seen.add(name);
      elder = child;
      if (start < 0) start = pair.key.range[0];
      this.#value(child, pair.value, nothingBehindKey(pair), depth + 1);
      if (this.#refusal !== undefined) return;
    }
    if (map.flow !== true) this.#rows[id * STRIDE + VALUE_START] = start;
  }

  /** Adds the row of an entry with its key. */
  #key(map: number, pair: Pair<ParsedNode, ParsedNode | null>, elder: number): number {
    const { key } = pair;
    const [start, end] = key.range;
    const id = this.#add(0, start, end, map, elder);
    const source = this.#text.slice(start, end);
    if (!isScalar(key) || source === "") {
      // Kubernetes knows no such keys; most of them are templates that happen to parse: `{{ .Values.x }}`.
      const problem = errorRefusal(this.#text, {
        code: "UNEXPECTED_TOKEN",
        message: "keys must be scalars with text",
        pos: key.range,
      });
      this.#refusal ??= problem;
      return id;
    }
    const { start: before = [], sep = [], value } = (pair.srcToken as CST.CollectionItem | undefined) ?? {};
    const explicit = before.some(({ type }) => type === "explicit-key-ind");
    const dropped = value !== undefined && value !== null && !sep.some(({ type }) => type === "map-value-ind");
    if (dropped || (!explicit && misplacedBeforeColon(sep, this.#isInBraces(map)))) {
      this.#refuse(end, "syntax", "must be valid YAML: a colon must follow its key on the same line");
    }
    let bits = KEY_STYLE[key.type as string] ?? PLAIN_KEY;
    if (explicit || before.some(({ type }) => type === "anchor" || type === "tag")) bits |= KEY_PROPERTIES;
    if (key.anchor !== undefined) this.#anchors.set(key.anchor, id);
    if (key.type === Scalar.PLAIN && source === "<<") bits |= MERGE;
    if (isOddKey(key as Scalar.Parsed, source)) {
      bits |= ODD_KEY;
      this.#keys.set(id, typeof key.value === "string" ? key.value : source);
    }
    this.#rows[id * STRIDE]! |= bits;
    return id;
  }

  #isInBraces(map: number): boolean {
    return (this.#rows[map * STRIDE]! & FLOW) !== 0;
  }

  #sequence(id: number, sequence: YAMLSeq.Parsed, depth: number): void {
    const dashes = sequence.flow === true ? [] : dashTokens(sequence.srcToken as CST.BlockSequence);
    let elder = -1;
    sequence.items.forEach((item, index) => {
      if (this.#refusal !== undefined) return;
      const dash = dashes[index];
      const child = this.#add(0, dash?.offset ?? -1, dash === undefined ? -1 : dash.offset + 1, id, elder);
      elder = child;
      this.#value(child, item as ParsedNode, dash?.behind ?? (item as ParsedNode).range[0], depth + 1);
      if (index === 0 && dash !== undefined) this.#rows[id * STRIDE + VALUE_START] = dash.offset;
    });
  }
}

/** Whether nothing is written: no text, no tag. */
function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.type === Scalar.PLAIN && node.source === "" && node.tag === undefined;
}

function keyText(text: string, key: ParsedNode): string {
  const source = text.slice(key.range[0], key.range[1]);
  return isScalar(key) && key.type !== Scalar.PLAIN ? source.slice(1, -1) : source;
}

function isOddKey(key: Scalar.Parsed, source: string): boolean {
  if (key.type === Scalar.PLAIN) return source.includes("\n") || key.tag !== undefined;
  if (key.type === Scalar.QUOTE_DOUBLE) return /[\\\n]/.test(source);
  return key.type !== Scalar.QUOTE_SINGLE || /'|\n/.test(source.slice(1, -1));
}

/** What stands between a key and its colon, or without a colon, although it must not: the library lets it pass. */
function misplacedBeforeColon(tokens: readonly CST.SourceToken[], isInBraces: boolean): boolean {
  for (const { type } of tokens) {
    if (type === "map-value-ind") return false;
    if (type === "anchor" || type === "tag" || (type === "newline" && !isInBraces)) return true;
  }
  return false;
}

/** Where the value of an entry without one would go: behind the colon, the anchor or the tag; behind the key when there is no colon. */
function nothingBehindKey(pair: Pair<ParsedNode, ParsedNode | null>): number {
  let at = pair.key.range[1];
  for (const { type, offset, source } of (pair.srcToken as CST.CollectionItem | undefined)?.sep ?? []) {
    if (type === "map-value-ind" || type === "anchor" || type === "tag") at = offset + source.length;
  }
  return at;
}

function dashTokens(sequence: CST.BlockSequence): { offset: number; behind: number }[] {
  return sequence.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === "seq-item-ind");
    if (dash === undefined) return [];
    const last = start.findLast(({ type }) => type === "seq-item-ind" || type === "anchor" || type === "tag")!;
    return [{ offset: dash.offset, behind: last.offset + last.source.length }];
  });
}

/** End of a block scalar without its last line break and, unless they are kept, the blank lines below it. */
function blockEnd(text: string, start: number, end: number): number {
  const source = text.slice(start, end);
  const header = /^[|>][-+\d]*/.exec(source)![0];
  const lines = source.replace(/\r?\n$/, "");
  const keep = header.includes("+");
  if (!lines.includes("\n") || (!keep && /^\s*$/.test(lines.slice(lines.indexOf("\n"))))) return start + header.length;
  if (keep) return start + lines.length;
  // Blank lines that are deeper than the text are text. With an indicator the depth is not known here.
  const indent = /\d/.test(header) ? 0 : (/\n( *)[^ \r\n]/.exec(source)?.[1]?.length ?? 0);
  return start + withoutBlankLines(source, indent);
}

/** Length of a text without the lines at its end that have at most this many blanks, and nothing else. */
function withoutBlankLines(text: string, indent: number): number {
  let end = text.length;
  for (;;) {
    const newline = text.lastIndexOf("\n", end - 1);
    if (newline < 0 || end - newline - 1 > indent || /[^ ]/.test(text.slice(newline + 1, end))) return end;
    end = text[newline - 1] === "\r" ? newline - 1 : newline;
  }
}
