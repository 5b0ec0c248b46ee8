import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  HASH,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from "./characters.ts";
import { type ListCut, type Refusal, type Span, refuse } from "./types.ts";

/** Comments and one `---` line above the root. */
const HEAD = /^\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*(?:---[ \t]*(?:#[^\n]*)?\r?\n)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*\s*/;

/** Cuts a document that is one map in brackets, which JSON is; undefined when another reader must look. */
export function cutFlowList(text: string, key: string): ListCut | Refusal | undefined {
  const start = HEAD.exec(text)![0].length;
  if (text.charCodeAt(start) !== OPEN_BRACE) return undefined;
  const entries = new Map<string, Span>();
  let list: { items: Span[]; end: number; start: number } | undefined;
  let p = skipSpace(text, start + 1);
  while (text.charCodeAt(p) !== CLOSE_BRACE) {
    const entry = flowKey(text, p);
    if (entry === undefined) return undefined;
    const value = skipSpace(text, entry.colon + 1);
    let end = flowValueEnd(text, value);
    if (end < 0) return undefined;
    if (entries.has(entry.key))
      return refuse(text, p, "duplicate-key", `key "${entry.key}" must occur once in its map`);
    if (entry.key === key && text.charCodeAt(value) === OPEN_BRACKET) {
      const items = flowItems(text, value);
      if (items === undefined) return undefined;
      list = { ...items, start: value };
      end = items.end;
    }
    entries.set(entry.key, { start: p, end });
    p = skipSpace(text, end);
    if (text.charCodeAt(p) === COMMA) p = skipSpace(text, p + 1);
    else if (text.charCodeAt(p) !== CLOSE_BRACE) return undefined;
  }
  if (skipSpace(text, p + 1) < text.length) return undefined;
  return { items: list?.items ?? [], entries, list: list && { start: list.start, end: list.end } };
}

/** The items of the list in brackets at `start`; undefined when unsure. */
export function flowItems(text: string, start: number): { items: Span[]; end: number } | undefined {
  const items: Span[] = [];
  let p = skipSpace(text, start + 1);
  while (text.charCodeAt(p) !== CLOSE_BRACKET) {
    const end = flowValueEnd(text, p);
    if (end <= p) return undefined;
    items.push({ start: p, end });
    p = skipSpace(text, end);
    if (text.charCodeAt(p) === COMMA) p = skipSpace(text, p + 1);
    else if (text.charCodeAt(p) !== CLOSE_BRACKET) return undefined;
  }
  return { items, end: p + 1 };
}

/** A key, plain or in quotes without escapes, and its colon. */
function flowKey(text: string, start: number): { key: string; colon: number } | undefined {
  const pattern = /(?:"([^"\\\n]*)"|'([^'\n]*)'|([\w./-]+)(?= *:\s)) *:/y;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  return match === null ? undefined : { key: (match[1] ?? match[2] ?? match[3])!, colon: pattern.lastIndex - 1 };
}

/**
 * Offset behind the value at `start` inside brackets, -1 when unsure: comments, a quote in the middle of plain text.
 * What is inside the value is not judged.
 */
function flowValueEnd(text: string, start: number): number {
  let depth = 0;
  let before = COMMA; // last character that is no white space
  let end = start; // behind it
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE || code === NEWLINE || code === RETURN || code === TAB) continue;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      if (before !== COMMA && before !== COLON && before !== OPEN_BRACE && before !== OPEN_BRACKET) return -1;
      i = quoteEnd(text, i, code);
      if (i < 0) return -1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return end;
      if (--depth === 0) return i + 1;
    } else if (code === COMMA) {
      if (depth === 0) return end;
    } else if (code === HASH && isSpace(text.charCodeAt(i - 1))) {
      return -1;
    }
    before = code;
    end = i + 1;
  }
  return -1;
}

/** Offset of the quote that closes the one at `start`, -1 when there is none. */
function quoteEnd(text: string, start: number, quote: number): number {
  if (quote === SINGLE_QUOTE) {
    let i = text.indexOf("'", start + 1);
    while (i >= 0 && text.charCodeAt(i + 1) === SINGLE_QUOTE) i = text.indexOf("'", i + 2);
    return i;
  }
  for (let i = text.indexOf('"', start + 1); i >= 0; i = text.indexOf('"', i + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(i - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return i;
  }
  return -1;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code === TAB;
}

function skipSpace(text: string, start: number): number {
  let p = start;
  while (isSpace(text.charCodeAt(p))) p++;
  return p;
}
