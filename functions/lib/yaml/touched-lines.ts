import { lineFeed, lineStart } from "./layout.ts";
import { Node } from "./node.ts";
import { Outline } from "./outline.ts";
import { scan } from "./scan.ts";
import type { Splice } from "./splice.ts";
import {
  FLOW,
  KEY_END,
  KEY_START,
  KIND_MASK,
  NEXT,
  ODD_KEY,
  PARENT,
  SCALAR,
  STRIDE,
  VALUE_END,
  VALUE_START,
} from "./table.ts";

/**
 * The splices of new values of scalars, when outlining the lines that they stand on shows that they are read as they were
 * meant. Undefined says nothing: then the whole text must be outlined and compared.
 *
 * Lines are enough where the scanner has read a text: what it makes of a line depends on the lines above only by the
 * collections that are open at its column. A value that fills a part of its line, before and after, opens and closes none,
 * and the line below it, which did not continue the old value, cannot continue the new one either: it is no deeper than
 * the collection.
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
  const read = scan(line);
  if (read === undefined) return false;
  const last = (read.count - 1) * STRIDE;
  const now = read.cells;
  return (
    now[last + KEY_START] === cells[row + KEY_START]! - start &&
    now[last + KEY_END] === cells[row + KEY_END]! - start &&
    now[last + VALUE_START] === splice.start - start &&
    now[last + VALUE_END] === splice.start - start + splice.text.length &&
    now[last + NEXT] === -1 &&
    new Node(new Outline(line, read, "document"), read.count - 1).string === value
  );
}
