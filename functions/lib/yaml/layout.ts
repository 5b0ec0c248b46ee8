import type { Outline } from "./outline.ts";
import { cell, childRows, isMapRow, kindOf } from "./rows.ts";
import { DOUBLE_KEY, FLOW, KEY_END, KEY_MASK, KEY_START, MAP, PARENT, VALUE_END, VALUE_START } from "./table.ts";

/** Offset of the first character of the line that holds `at`; a byte order mark is no part of it. */
export function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, at) : start;
}

/** Offset of the line feed that ends the line of `at`; the text must end with one. */
export function lineFeed(text: string, at: number): number {
  return text.indexOf("\n", at);
}

/**
 * An offset in the line below which an entry can be added at `column`: the line of `at`, or the last one of the comments
 * that follow and stand deeper. They are about what is above them, and would be read as part of the new entry. So would
 * tabs on a line without text: Kubernetes takes them below plain text, and nowhere else.
 */
export function belowComments(text: string, at: number, column: number): number {
  let end = at;
  for (let start = lineFeed(text, at) + 1; start > 0; start = lineFeed(text, start) + 1) {
    let first = start;
    while (text[first] === " ") first++;
    if ((text[first] === "#" || text[first] === "\t") && first - start > column) end = start;
    else if (text[first] !== "\n" && text[first] !== "\r") break;
  }
  return end;
}

/** Column of an offset, from 0. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** The line break that ends the line of an offset; the text must end with one. */
export function lineBreakAt(text: string, at: number): string {
  return text[lineFeed(text, at) - 1] === "\r" ? "\r\n" : "\n";
}

/** Indentation step of a text: that of the first block map inside another one; 2 when there is none. */
export function indentStep(outline: Outline): number {
  const { text, table } = outline;
  for (let id = 1; id < table.count; id++) {
    const parent = cell(outline, id, PARENT);
    if (!isBlockMap(outline, id) || !isBlockMap(outline, parent)) continue;
    const step = columnOf(text, cell(outline, id, VALUE_START)) - columnOf(text, cell(outline, parent, VALUE_START));
    if (step > 0) return step;
  }
  return 2;
}

function isBlockMap(outline: Outline, id: number): boolean {
  return kindOf(outline, id) === MAP && (cell(outline, id, 0) & FLOW) === 0;
}

/** Whether a row's value stands inside brackets. */
export function isInFlow(outline: Outline, id: number): boolean {
  const parent = cell(outline, id, PARENT);
  return parent >= 0 && (cell(outline, parent, 0) & FLOW) !== 0;
}

/**
 * What must stand between an entry of a map in brackets and a comma or bracket: a blank where nothing is written behind
 * its colon or tag. Kubernetes reads `{a:, b: c}` as the keys `a:` and `b`, and takes the comma for a part of a tag.
 */
export function gapBehind(outline: Outline, id: number): string {
  const end = cell(outline, id, VALUE_END);
  return cell(outline, id, VALUE_START) === end && cell(outline, id, KEY_END) !== end ? " " : "";
}

/** How the map in brackets around a place is written. */
export interface FlowLayout {
  /** All keys are in double quotes. */
  readonly json: boolean;
  /** Between a colon and its value. */
  readonly colonSpace: string;
  /** Between a comma and the next entry on the same line. */
  readonly commaSpace: string;
  /** Indentation of the entries when each has its own line. */
  readonly indent: string | undefined;
  readonly step: number;
}

/** The layout of the innermost map in brackets with entries, from row `id` upwards. */
export function flowLayout(outline: Outline, id: number): FlowLayout {
  const { text } = outline;
  for (let row = id; row >= 0; row = cell(outline, row, PARENT)) {
    if ((cell(outline, row, 0) & FLOW) === 0) {
      if (row === id) continue;
      break;
    }
    const entries = isMapRow(outline, row) ? childRows(outline, row) : [];
    if (entries.length === 0) continue;
    const first = cell(outline, entries[0]!, KEY_START);
    const end = cell(outline, entries[0]!, KEY_END);
    const compact = text[end] === ":" && !/\s/.test(text[end + 1] ?? "");
    const second = entries[1] === undefined ? undefined : cell(outline, entries[1], KEY_START);
    const touching = second === undefined ? compact : text[second - 1] === ",";
    const indent = text.slice(lineStart(text, first), first);
    const open = cell(outline, row, VALUE_START);
    const own = indent.trim() === "" && open < lineStart(text, first);
    return {
      json: entries.every((entry) => (cell(outline, entry, 0) & KEY_MASK) === DOUBLE_KEY),
      colonSpace: compact ? "" : " ",
      commaSpace: touching ? "" : " ",
      indent: own ? " ".repeat(indent.length + nesting(outline, row, id) * stepOf(text, open, indent)) : undefined,
      step: stepOf(text, open, indent),
    };
  }
  return { json: false, colonSpace: " ", commaSpace: " ", indent: undefined, step: 2 };
}

/** Columns that the entries of a map in brackets are deeper than the line of its bracket. */
function stepOf(text: string, open: number, indent: string): number {
  const line = text.slice(lineStart(text, open), open);
  const step = indent.length - (line.length - line.trimStart().length);
  return step > 0 ? step : 2;
}

/** Levels from the map `outer` down to the row `inner`. */
function nesting(outline: Outline, outer: number, inner: number): number {
  let levels = 0;
  for (let row = inner; row !== outer; row = cell(outline, row, PARENT)) levels++;
  return levels;
}
