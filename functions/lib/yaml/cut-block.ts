import {
  BYTE_ORDER_MARK,
  DASH,
  HASH,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  RETURN,
  SPACE,
  TAB,
  isBreak,
} from "./characters.ts";
import { flowItems } from "./cut-flow.ts";
import { forgetMarks } from "./look-ahead.ts";
import { isMergeKey, keyColon } from "./scan-key.ts";
import { restIsBlank } from "./scan-plain.ts";
import { type ListCut, type Refusal, type Span, refuse } from "./types.ts";

/** Not what this reader is for: another one must look. */
type Unsure = undefined;

/** Cuts a block map whose keys stand at column 0, looking only at the first characters of every line. */
export function cutBlockList(text: string, key: string): ListCut | Refusal | "no map" | Unsure {
  return new BlockCut(text, key).run();
}

class BlockCut {
  readonly #text: string;
  readonly #wanted: string;
  readonly #entries = new Map<string, Span>();
  readonly #items: Span[] = [];
  #key: string | undefined;
  #keyStart = 0;
  #inList = false;
  #column = -1; // of the dashes; -1: not met yet
  #dashes: RegExp | undefined; // the next line that matters, once the column is known
  #list: Span | undefined;
  #itemStart = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  run(): ListCut | Refusal | "no map" | Unsure {
    const text = this.#text;
    forgetMarks();
    let position = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    while (position < text.length) {
      const code = text.charCodeAt(position);
      const eol = text.indexOf("\n", position);
      const next = eol < 0 ? text.length : eol + 1;
      if (code === SPACE || code === NEWLINE || code === RETURN || code === TAB || code === HASH) {
        if (this.#key === undefined && !this.#isBlankLine(position, next)) return undefined;
        if (this.#inList && code === SPACE && !this.#indented(position, next)) return undefined;
      } else if (code === DASH && text.charCodeAt(position + 1) === TAB) {
        return undefined;
      } else if (code === DASH && isBreak(text.charCodeAt(position + 1))) {
        if (this.#key === undefined) return "no map";
        if (this.#inList && !this.#dash(position, 0)) return undefined;
      } else if (this.#key === undefined && text.startsWith("---", position)) {
        if (!isBreak(text.charCodeAt(position + 3)) || !restIsBlank(text, position + 3, this.#end(next)))
          return undefined;
      } else {
        if (this.#key === undefined && (code === OPEN_BRACE || code === OPEN_BRACKET)) return undefined;
        const behind = this.#entry(position, next);
        if (typeof behind !== "number") return behind;
        position = behind;
        continue;
      }
      position = this.#inList && this.#column >= 0 ? this.#nextDash(next) : next;
    }
    if (this.#key === undefined) return undefined;
    this.#close(text.length);
    return { items: this.#items, entries: this.#entries, list: this.#list };
  }

  /** Where the next line starts that opens an item or ends the list; what is deeper belongs to the item. */
  #nextDash(from: number): number {
    this.#dashes ??= new RegExp(
      `\\n(?:[^ \\t\\r\\n#]${this.#column > 0 ? `| {${this.#column}}-(?:[ \\t\\r\\n]|$)` : ""})`,
      "g",
    );
    this.#dashes.lastIndex = from - 1;
    const found = this.#dashes.exec(this.#text);
    return found === null ? this.#text.length : found.index + 1;
  }

  /** End of the line that ends before `next`, without its line break. */
  #end(next: number): number {
    let end = next;
    if (this.#text.charCodeAt(end - 1) === NEWLINE) end--;
    if (this.#text.charCodeAt(end - 1) === RETURN) end--;
    return end;
  }

  #isBlankLine(position: number, next: number): boolean {
    return /^[ \t\r\n]*(?:#|$)/.test(this.#text.slice(position, next));
  }

  /** An indented line of the list; false when this is no block list. */
  #indented(position: number, next: number): boolean {
    const text = this.#text;
    if (this.#column >= 0) {
      const dash = position + this.#column;
      const tab = text.charCodeAt(dash + 1) === TAB;
      if (text.charCodeAt(dash) !== DASH || dash >= next || !(tab || isBreak(text.charCodeAt(dash + 1)))) return true;
      for (let i = position; i < dash; i++) if (text.charCodeAt(i) !== SPACE) return true;
      if (tab) return false;
      return this.#dash(position, this.#column);
    }
    if (this.#isBlankLine(position, next)) return true;
    let p = position;
    while (text.charCodeAt(p) === SPACE) p++;
    return text.charCodeAt(p) === DASH && isBreak(text.charCodeAt(p + 1)) && this.#dash(position, p - position);
  }

  /** A line whose dash opens an item; false when its column is not that of the list. */
  #dash(position: number, column: number): boolean {
    if (this.#column < 0) this.#column = column;
    if (this.#column !== column) return false;
    this.#closeItem(position);
    this.#itemStart = position;
    return true;
  }

  #closeItem(end: number): void {
    if (this.#itemStart < 0) return;
    this.#items.push({ start: this.#itemStart, end });
    this.#list = { start: this.#items[0]!.start, end };
    this.#itemStart = -1;
  }

  #close(end: number): void {
    this.#closeItem(end);
    this.#inList = false;
    if (this.#key !== undefined) this.#entries.set(this.#key, { start: this.#keyStart, end });
  }

  /** A line with a top-level key; returns where the next line to look at starts. */
  #entry(position: number, next: number): number | Refusal | Unsure {
    const text = this.#text;
    const end = this.#end(next);
    const colon = keyColon(text, position, end);
    if (colon < 0) return undefined;
    const key = text.slice(position, colon).trimEnd();
    if (isMergeKey(key, 0, key.length)) return undefined;
    const name = key.startsWith('"') || key.startsWith("'") ? key.slice(1, -1) : key;
    this.#close(position);
    if (this.#entries.has(name))
      return refuse(text, position, "duplicate-key", `key "${name}" must occur once in its map`);
    this.#key = name;
    this.#keyStart = position;
    if (name !== this.#wanted) return next;
    let value = colon + 1;
    while (value < end && text.charCodeAt(value) === SPACE) value++;
    if (value >= end || text.charCodeAt(value) === HASH) {
      this.#inList = true;
      this.#column = -1;
      this.#dashes = undefined;
      return next;
    }
    return text.charCodeAt(value) === OPEN_BRACKET
      ? this.#flowList(value)
      : /^(?:~|null|Null|NULL) *(?:#.*)?$/.test(text.slice(value, end))
        ? next
        : undefined;
  }

  /** The list in brackets at `start`; returns the start of the line behind it. */
  #flowList(start: number): number | Unsure {
    const flow = flowItems(this.#text, start);
    if (flow === undefined) return undefined;
    const eol = this.#text.indexOf("\n", flow.end);
    const next = eol < 0 ? this.#text.length : eol + 1;
    if (!restIsBlank(this.#text, flow.end, this.#end(next))) return undefined;
    this.#items.push(...flow.items);
    this.#list = { start, end: flow.end };
    return next;
  }
}
