import type { Outline } from "./outline.ts";
import { KEY_PROPERTIES, KEY_START, KIND_MASK, MAP, NEXT, PARENT, PLAIN, SCALAR, STRIDE, STYLE_MASK } from "./table.ts";
import { type Refusal, refuse } from "./types.ts";

/** One number of a row. */
export function cell(outline: Outline, id: number, offset: number): number {
  return outline.table.cells[id * STRIDE + offset]!;
}

/** Row of the first entry or item of a collection, -1 when there is none. */
export function firstChild({ table }: Outline, id: number): number {
  return id + 1 < table.count && table.cells[(id + 1) * STRIDE + PARENT] === id ? id + 1 : -1;
}

/** Rows of the entries or items of a collection, in order. */
export function childRows(outline: Outline, id: number): number[] {
  const rows: number[] = [];
  for (let child = firstChild(outline, id); child >= 0; child = cell(outline, child, NEXT)) rows.push(child);
  return rows;
}

/** The row behind the last descendant of a row. */
export function subtreeEnd(outline: Outline, id: number): number {
  const { cells, count } = outline.table;
  for (let row = id; row >= 0; row = cells[row * STRIDE + PARENT]!) {
    const next = cells[row * STRIDE + NEXT]!;
    if (next >= 0) return next;
  }
  return count;
}

/** Number of ancestors. */
export function depthOf(outline: Outline, id: number): number {
  let depth = 0;
  for (let up = cell(outline, id, PARENT); up >= 0; up = cell(outline, up, PARENT)) depth++;
  return depth;
}

export function kindOf(outline: Outline, id: number): number {
  return cell(outline, id, 0) & KIND_MASK;
}

/** Whether a row is a plain scalar (a written `null` is one). */
export function isPlainScalar(outline: Outline, id: number): boolean {
  return (cell(outline, id, 0) & (KIND_MASK | STYLE_MASK)) === (SCALAR | PLAIN);
}

export function isMapRow(outline: Outline, id: number): boolean {
  return kindOf(outline, id) === MAP;
}

/** A refusal when a map has a key that is more than its text and a colon: entries beside it cannot be placed with certainty. */
export function oddKey(outline: Outline, children: readonly number[]): Refusal | undefined {
  const odd = children.find((child) => (cell(outline, child, 0) & KEY_PROPERTIES) !== 0);
  if (odd === undefined) return undefined;
  return refuse(
    outline.text,
    cell(outline, odd, KEY_START),
    "unsupported",
    "a map with an explicit, anchored or tagged key must be edited by hand",
  );
}
