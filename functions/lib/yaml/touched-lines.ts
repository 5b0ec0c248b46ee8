import { lineFeed, lineStart } from "./layout.ts";
import type { Outline } from "./outline.ts";
import { decodeScalar, isPlainString } from "./scalar.ts";
import { forgetMarks } from "./look-ahead.ts";
import { addRow, clearScratch, scratch } from "./scan-state.ts";
import { scanValue } from "./scan-value.ts";
import type { Splice } from "./splice.ts";
import {
  FLOW,
  KEY_START,
  KIND_MASK,
  ODD_KEY,
  PARENT,
  PLAIN,
  SCALAR,
  STRIDE,
  STYLE_MASK,
  VALUE_END,
  VALUE_START,
} from "./table.ts";

/**
 * The splices of new values of scalars, when scanning them on their lines again shows that they are read as they were
 * meant. Undefined says nothing: then the whole text must be outlined and compared.
 *
 * Lines are enough where the scanner has read a text: what it makes of a line depends on the lines above only by the
 * collections that are open at its column, and what stands in front of the value stays. A value that fills a part of its
 * line, before and after, opens and closes none, and the line below it, which did not continue the old value, cannot
 * continue the new one either: it is no deeper than the collection.
 */
export function linesAreAsMeant(
  outline: Outline,
  replaced: ReadonlyMap<number, string>,
  plans: ReadonlyMap<number, readonly Splice[]>,
): Splice[] | undefined {
  if (!outline.table.scanned) return undefined;
  const splices: Splice[] = [];
  for (const [id, value] of replaced) {
    const splice = plans.get(id)?.[0];
    if (splice === undefined || !lineIsAsMeant(outline, id, value, splice)) return undefined;
    splices.push(splice);
  }
  return splices;
}

function lineIsAsMeant(outline: Outline, id: number, value: string, splice: Splice): boolean {
  const { text, table } = outline;
  const { cells } = table;
  const row = id * STRIDE;
  if ((cells[row]! & (KIND_MASK | ODD_KEY)) !== SCALAR) return false;
  // In brackets a line may hold several values; elsewhere it holds one.
  if ((cells[cells[row + PARENT]! * STRIDE]! & FLOW) !== 0) return false;
  if (splice.start !== cells[row + VALUE_START] || splice.end !== cells[row + VALUE_END]) return false;
  const start = lineStart(text, splice.start);
  const end = lineFeed(text, splice.start);
  // A value of several lines, or one that stands on another line than its key.
  if (splice.end > end || cells[row + KEY_START]! < start || splice.text.includes("\n")) return false;
  const line = text.slice(start, splice.start) + splice.text + text.slice(splice.end, end + 1);
  return readsAs(line, splice.start - start, splice.text.length, value);
}

/** Whether the value at `start` of a line is a scalar of so many characters that stands for the string. */
function readsAs(line: string, start: number, length: number, value: string): boolean {
  clearScratch();
  forgetMarks();
  const id = addRow(0, -1, -1, -1, -1);
  const eol = line.length - (line.endsWith("\r\n") ? 2 : 1);
  if (scanValue(line, start, eol, id, -1, line.length) < 0) return false;
  const { cells } = scratch;
  const meta = cells[0]!;
  if ((meta & KIND_MASK) !== SCALAR || cells[VALUE_START] !== start || cells[VALUE_END] !== start + length)
    return false;
  const read = decodeScalar(line, start, start + length, meta & STYLE_MASK);
  return read === value && ((meta & STYLE_MASK) !== PLAIN || isPlainString(read));
}
