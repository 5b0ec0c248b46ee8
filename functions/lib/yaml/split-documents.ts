import { DASH, DOT, HASH, NEWLINE, RETURN, SPACE, TAB } from "./characters.ts";
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
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let opened = false; // directives and their `---` have been passed
  for (let marker = nextMarker(text, start); marker >= 0; marker = nextMarker(text, lineEnd(text, marker))) {
    const ends = text.charCodeAt(marker) === DOT;
    const behind = lineEnd(text, marker);
    if (!ends && !opened && hasDirective(text, start, marker)) {
      opened = true;
      continue;
    }
    opened = false;
    if (marker > start || documents.length > 0 || ends) add(start, marker);
    start = ends || isBareMarker(text, marker, behind) ? behind : marker;
  }
  add(start, text.length);
  return documents;
}

/** Offset of the next `---` or `...` line at or behind `from`, which must be the start of a line; -1 when there is none. */
function nextMarker(text: string, from: number): number {
  if (isMarker(text, from)) return from;
  let dashes = text.indexOf("\n---", from);
  while (dashes >= 0 && !isMarker(text, dashes + 1)) dashes = text.indexOf("\n---", dashes + 1);
  let dots = text.indexOf("\n...", from);
  while (dots >= 0 && !isMarker(text, dots + 1)) dots = text.indexOf("\n...", dots + 1);
  if (dashes < 0 || dots < 0) return dashes < 0 && dots < 0 ? -1 : Math.max(dashes, dots) + 1;
  return Math.min(dashes, dots) + 1;
}

function isMarker(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first !== DASH && first !== DOT) return false;
  if (text.charCodeAt(at + 1) !== first || text.charCodeAt(at + 2) !== first) return false;
  const behind = text.charCodeAt(at + 3);
  return at + 3 >= text.length || behind === SPACE || behind === TAB || behind === NEWLINE || behind === RETURN;
}

/** Whether the marker's line holds nothing else but a comment. */
function isBareMarker(text: string, marker: number, end: number): boolean {
  for (let i = marker + 3; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === HASH) return true;
    if (code !== SPACE && code !== TAB && code !== NEWLINE && code !== RETURN) return false;
  }
  return true;
}

/** Whether the text before a `---` is directives (`%YAML 1.2`) only, which belong to the document behind it. */
function hasDirective(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i = lineEnd(text, i)) {
    const code = text.charCodeAt(i);
    if (code === 37) return true;
    if (code !== HASH && code !== NEWLINE && code !== RETURN) return false;
  }
  return false;
}

function isEmpty(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === HASH) i = lineEnd(text, i) - 1;
    else if (code !== SPACE && code !== TAB && code !== NEWLINE && code !== RETURN) return false;
  }
  return true;
}

/** Start of the line behind the one that holds `at`. */
function lineEnd(text: string, at: number): number {
  const eol = text.indexOf("\n", at);
  return eol < 0 ? text.length : eol + 1;
}

/** Number of line breaks in `text[from, to)`. */
export function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf("\n", from); i >= 0 && i < to; i = text.indexOf("\n", i + 1)) count++;
  return count;
}
