import { NEXT, PARENT, STRIDE, VALUE_END, VALUE_START, KEY_END, KEY_START } from "./table.ts";

/** Numbers in the scratch array from the start: a small one is soon made, and every start makes one. */
const USUAL = STRIDE * 512;

/** Numbers that it keeps between scans; a larger document makes it grow for the time of its scan only. */
const MOST = STRIDE * 65_536;

/** Rows under construction; reused between scans, so that one scan allocates only its result. */
export const scratch: { cells: Int32Array; count: number; reason: string; closed: boolean; loose: boolean } = {
  cells: new Int32Array(USUAL),
  count: 0,
  /** Why the last scan declined, for statistics. */
  reason: "",
  /** Whether a comment ended the plain scalar just read: no further line may continue it. */
  closed: false,
  /** Lines in quotes and in brackets may stand at any column, see `scanLoosely`. */
  loose: false,
};

/** The reason for which a text is declined that only Kubernetes reads. */
export const SHALLOW = "shallow line in quotes or brackets";

/** Makes the scratch array ready for another scan. */
export function clearScratch(): void {
  scratch.count = 0;
  scratch.reason = "";
  if (scratch.cells.length > MOST) scratch.cells = new Int32Array(USUAL);
}

/** Appends a row behind its elder sibling (-1: none) and returns its id. */
export function addRow(meta: number, keyStart: number, keyEnd: number, parent: number, elder: number): number {
  const id = scratch.count++;
  const row = id * STRIDE;
  if (row + STRIDE > scratch.cells.length) grow();
  const cells = scratch.cells;
  cells[row] = meta;
  cells[row + KEY_START] = keyStart;
  cells[row + KEY_END] = keyEnd;
  cells[row + VALUE_START] = -1;
  cells[row + VALUE_END] = -1;
  cells[row + PARENT] = parent;
  cells[row + NEXT] = -1;
  if (elder >= 0) cells[elder * STRIDE + NEXT] = id;
  return id;
}

function grow(): void {
  const old = scratch.cells;
  scratch.cells = new Int32Array(old.length * 2);
  scratch.cells.set(old);
}

/** Writes what a row's value is and where. */
export function setValue(id: number, bits: number, start: number, end: number): void {
  const row = id * STRIDE;
  const cells = scratch.cells;
  cells[row]! |= bits;
  cells[row + VALUE_START] = start;
  cells[row + VALUE_END] = end;
}

/** Notes why the scanner leaves a text to the library; returns -1, the answer of every scanning function that gives up. */
export function decline(reason: string): -1 {
  scratch.reason = reason;
  return -1;
}

/** The same for functions that answer with a boolean. */
export function declined(reason: string): false {
  scratch.reason = reason;
  return false;
}
