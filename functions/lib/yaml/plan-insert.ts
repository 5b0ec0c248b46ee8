import type { Additions } from "./additions.ts";
import { blockText, flowMap, flowText } from "./edit-text.ts";
import {
  belowComments,
  columnOf,
  flowLayout,
  gapBehind,
  indentStep,
  isInFlow,
  lineBreakAt,
  lineFeed,
  lineStart,
} from "./layout.ts";
import type { Outline } from "./outline.ts";
import { cell, childRows, oddKey, depthOf, isMapRow, kindOf, subtreeEnd } from "./rows.ts";
import type { Splice } from "./splice.ts";
import {
  FLOW,
  FOLDED,
  KEY_END,
  KEY_MASK,
  KEY_PROPERTIES,
  KEY_START,
  LITERAL,
  NULL,
  PARENT,
  STYLE_MASK,
  VALUE_END,
  VALUE_START,
} from "./table.ts";
import { type Refusal, refuse } from "./types.ts";

/** Splices that add entries to the map in row `id`, or make a map of it when it is null or `{}`. */
export function planInsert(outline: Outline, id: number, additions: Additions): Splice[] | Refusal {
  if (!isMapRow(outline, id)) return fillNull(outline, id, additions);
  const flow = (cell(outline, id, 0) & FLOW) !== 0;
  const children = childRows(outline, id);
  if (!flow) return appendToBlock(outline, id, children, additions);
  return children.length > 0 ? appendToFlow(outline, id, children, additions) : fillBraces(outline, id, additions);
}

/** The splice that puts lines below the line of `end`. */
function linesBelow(outline: Outline, id: number, end: number, column: number, additions: Additions): Splice {
  const { text } = outline;
  const lineBreak = lineBreakAt(text, end);
  const lines = " ".repeat(column) + blockText(additions, column, indentStep(outline), lineBreak);
  const feed = lineFeed(text, end);
  const depth = depthOf(outline, id);
  return { start: feed + 1, end: feed + 1, text: lines + lineBreak, depth };
}

function appendToBlock(
  outline: Outline,
  id: number,
  children: readonly number[],
  additions: Additions,
): Splice[] | Refusal {
  const { text } = outline;
  const column = blockColumn(outline, children);
  if (typeof column !== "number") return column;
  const end = cell(outline, id, VALUE_END);
  const last = subtreeEnd(outline, id) - 1;
  const style = cell(outline, last, 0) & STYLE_MASK;
  if (
    (style === LITERAL || style === FOLDED) &&
    end === text.length - outline.virtualBreak.length &&
    text[cell(outline, last, VALUE_START) + 1] !== "-"
  ) {
    // A line break behind it would become part of the value for some readers.
    const above = aboveLast(outline, id, children);
    if (above >= 0) return [linesBelow(outline, id, belowComments(text, above, column), column, additions)];
    return refuse(
      text,
      end,
      "unsupported",
      "nothing can be added behind a block scalar that ends without a line break",
    );
  }
  return [linesBelow(outline, id, belowComments(text, end, column), column, additions)];
}

/** End of what stands above the last entry of a block map: the entry before it, or the key of the map; -1 when it has no line of its own. */
function aboveLast(outline: Outline, id: number, children: readonly number[]): number {
  const previous = children.at(-2);
  if (previous !== undefined) return cell(outline, previous, VALUE_END);
  const key = cell(outline, id, KEY_END);
  const isKey = (cell(outline, id, 0) & KEY_MASK) !== 0;
  return isKey && outline.text.slice(key, cell(outline, children[0]!, KEY_START)).includes("\n") ? key : -1;
}

/** Column of the keys of a block map. */
function blockColumn(outline: Outline, children: readonly number[]): number | Refusal {
  const { text } = outline;
  const odd = oddKey(outline, children);
  if (odd !== undefined) return odd;
  const key = cell(outline, children[0]!, KEY_START);
  if (text.slice(lineStart(text, key), key).includes("\t"))
    return refuse(text, key, "tab", "indentation must be spaces, not tabs");
  return columnOf(text, key);
}

function appendToFlow(
  outline: Outline,
  id: number,
  children: readonly number[],
  additions: Additions,
): Splice[] | Refusal {
  const { text } = outline;
  const open = cell(outline, id, VALUE_START);
  if (text[open] !== "{") return refuse(text, open, "unsupported", "a pair without braces must be edited by hand");
  const last = children.at(-1)!;
  const end = cell(outline, last, VALUE_END);
  const tail = text.slice(end, cell(outline, id, VALUE_END) - 1);
  if (tail.includes("#")) return refuse(text, end, "comment", "a comment stands where an entry must be added");
  const layout = flowLayout(outline, id);
  const lineBreak = lineBreakAt(text, open);
  const separator = layout.indent === undefined ? layout.commaSpace : lineBreak + layout.indent;
  const entries = flowText(additions, layout, lineBreak);
  const comma = tail.indexOf(",");
  const at = comma < 0 ? end : end + comma + 1;
  return [
    {
      start: at,
      end: at,
      text: comma < 0 ? `${gapBehind(outline, last)},${separator}${entries}` : `${separator}${entries},`,
      depth: depthOf(outline, id),
    },
  ];
}

/** `{}`: becomes a block map below its key, or is filled where it stands. */
function fillBraces(outline: Outline, id: number, additions: Additions): Splice[] | Refusal {
  const { text } = outline;
  const start = cell(outline, id, VALUE_START);
  const end = cell(outline, id, VALUE_END);
  if (text.slice(start, end).includes("#"))
    return refuse(text, start, "comment", "a comment stands where an entry must be added");
  return nestBelow(outline, id, additions) ?? [inBraces(outline, id, additions)];
}

function fillNull(outline: Outline, id: number, additions: Additions): Splice[] | Refusal {
  const { text } = outline;
  const meta = cell(outline, id, 0);
  const at = cell(outline, id, VALUE_START);
  if ((meta & KEY_MASK) === 0 && kindOf(outline, id) === NULL)
    return refuse(text, Math.max(0, at), "unsupported", "an empty list item must be filled by hand");
  if ((meta & KEY_PROPERTIES) !== 0)
    return refuse(text, at, "unsupported", "an explicit, tagged or anchored key must be edited by hand");
  if (kindOf(outline, id) === NULL && isInFlow(outline, id) && at === cell(outline, id, KEY_END)) {
    return refuse(text, at, "unsupported", "a key without a colon must be edited by hand");
  }
  return nestBelow(outline, id, additions) ?? [inBraces(outline, id, additions)];
}

/** A block map below the line of its key, in the place of a null or `{}` on that line; undefined when that is not possible. */
function nestBelow(outline: Outline, id: number, additions: Additions): Splice[] | undefined {
  const { text } = outline;
  if ((cell(outline, id, 0) & KEY_MASK) === 0 || isInFlow(outline, id)) return undefined;
  const key = cell(outline, id, KEY_START);
  const start = cell(outline, id, VALUE_START);
  const end = cell(outline, id, VALUE_END);
  const colon = text.indexOf(":", cell(outline, id, KEY_END)) + 1;
  const written = start !== end;
  if (written && (!/^ *$/.test(text.slice(colon, start)) || text.slice(start, end).includes("\n"))) return undefined;
  const column = columnOf(text, key) + indentStep(outline);
  const below = linesBelow(outline, id, end, column, additions);
  return written ? [{ start: colon, end, text: "", depth: 0 }, below] : [below];
}

/** A map in brackets in the place of a null or `{}`. */
function inBraces(outline: Outline, id: number, additions: Additions): Splice {
  const { text } = outline;
  const start = cell(outline, id, VALUE_START);
  const end = cell(outline, id, VALUE_END);
  const layout = flowLayout(outline, isMapRow(outline, id) ? id : cell(outline, id, PARENT));
  const lineBreak = lineBreakAt(text, start);
  const indent = layout.indent;
  // The layout is that of an enclosing map; these entries are one level deeper.
  const own = isMapRow(outline, id) || indent === undefined ? indent : indent + " ".repeat(layout.step);
  const indents = own === undefined ? undefined : { inner: own, outer: own.slice(layout.step) };
  const map = flowMap(additions, layout, lineBreak, indents);
  return { start, end, text: start === end ? ` ${map}` : map, depth: depthOf(outline, id) };
}
