import { BYTE_ORDER_MARK, DASH, DOT, HASH, NEWLINE, PERCENT, RETURN, SPACE, TAB } from "./characters.ts";
import { unreadable } from "./outline.ts";
import type { Refusal, Span } from "./types.ts";

/** One document of a stream. */
export interface DocumentSpan extends Span {
  /** 1-based line of `start`. */
  readonly line: number;
  /** 0-based, counting the documents that are not empty; an empty one has the number of the next. */
  readonly index: number;
  /** Nothing but blank lines and comments. */
  readonly empty: boolean;
}

/**
 * Cuts a stream at its `---` and `...` lines, which belong to no span, and behind a byte order mark.
 * A `---` line that holds more than a comment, and directives with their `---`, stay part of their document.
 * Every piece between two markers is listed, also the empty ones. Refused: UTF-16, NUL, line breaks that are CR alone.
 */
export function splitDocuments(text: string): DocumentSpan[] | Refusal {
  const refusal = unreadable(text);
  if (refusal !== undefined) return refusal;
  const documents: DocumentSpan[] = [];
  let index = 0;
  let line = 1;
  let counted = 0; // lines are counted up to here
  const add = (start: number, end: number): void => {
    line += lineBreaks(text, counted, start);
    counted = start;
    const empty = isEmpty(text, start, end);
    documents.push({ start, end, line, index, empty });
    if (!empty) index++;
  };
  const begin = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  let start = begin;
  let opened = false; // directives and their `---` have been passed
  for (const marker of markers(text, start)) {
    const ends = text.charCodeAt(marker) === DOT;
    const behind = nextLine(text, marker);
    if (!ends && !opened && hasDirective(text, start, marker)) {
      opened = true;
      continue;
    }
    opened = false;
    if (marker > begin || ends) add(start, marker);
    start = ends || isBareMarker(text, marker, behind) ? behind : marker;
  }
  add(start, text.length);
  return documents;
}

/** Offsets of the `---` and `...` lines from the start of a line on. */
function* markers(text: string, from: number): Generator<number> {
  if (isMarker(text, from)) yield from;
  let dashes = text.indexOf("\n---", from);
  let dots = text.indexOf("\n...", from);
  while (dashes >= 0 || dots >= 0) {
    const dash = dots < 0 || (dashes >= 0 && dashes < dots);
    const at = dash ? dashes : dots;
    if (dash) dashes = text.indexOf("\n---", at + 1);
    else dots = text.indexOf("\n...", at + 1);
    if (isMarker(text, at + 1)) yield at + 1;
  }
}

function isMarker(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first !== DASH && first !== DOT) return false;
  if (text.charCodeAt(at + 1) !== first || text.charCodeAt(at + 2) !== first) return false;
  return at + 3 >= text.length || isWhite(text.charCodeAt(at + 3));
}

function isWhite(code: number): boolean {
  return code === SPACE || code === TAB || code === NEWLINE || code === RETURN;
}

/** Whether the marker's line holds nothing else but a comment. */
function isBareMarker(text: string, marker: number, end: number): boolean {
  let i = marker + 3;
  while (i < end && isWhite(text.charCodeAt(i))) i++;
  return i >= end || text.charCodeAt(i) === HASH;
}

/** Whether the text before a `---` is directives (`%YAML 1.2`) only, which belong to the document behind it. */
function hasDirective(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i = nextLine(text, i)) {
    const code = text.charCodeAt(i);
    if (code === PERCENT) return true;
    if (code !== HASH && code !== NEWLINE && code !== RETURN) return false;
  }
  return false;
}

function isEmpty(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === HASH) i = nextLine(text, i) - 1;
    else if (!isWhite(code)) return false;
  }
  return true;
}

/** Start of the line behind the one that holds `at`. */
function nextLine(text: string, at: number): number {
  const eol = text.indexOf("\n", at);
  return eol < 0 ? text.length : eol + 1;
}

/** Number of line breaks in `text[from, to)`. */
function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf("\n", from); i >= 0 && i < to; i = text.indexOf("\n", i + 1)) count++;
  return count;
}
