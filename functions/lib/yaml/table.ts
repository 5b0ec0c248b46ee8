import type { NodeKind, ScalarStyle } from "./types.ts";

/** Numbers per node in {@link Table.cells}. */
export const STRIDE = 7;
/** Cell offsets: META packs the flags below, positions are offsets in the text (-1: none), PARENT and NEXT are node ids (-1: none). */
export const META = 0;
export const KEY_START = 1;
export const KEY_END = 2;
export const VALUE_START = 3;
export const VALUE_END = 4;
export const PARENT = 5;
export const NEXT = 6;

/** Bits 0-2 of META: the kind. */
export const KIND_MASK = 7;
export const NULL = 0;
export const SCALAR = 1;
export const MAP = 2;
export const SEQUENCE = 3;
export const ALIAS = 4;
/** Bits 3-5 of META: the style of a scalar, 0 for anything else. */
export const STYLE_MASK = 7 << 3;
export const PLAIN = 1 << 3;
export const SINGLE = 2 << 3;
export const DOUBLE = 3 << 3;
export const LITERAL = 4 << 3;
export const FOLDED = 5 << 3;
/** Bit 6: a collection in brackets. */
export const FLOW = 1 << 6;
/** Bits 7-8: the style of the key, 0 when there is none (root, list item). */
export const KEY_MASK = 3 << 7;
export const PLAIN_KEY = 1 << 7;
export const SINGLE_KEY = 2 << 7;
export const DOUBLE_KEY = 3 << 7;
/** The key is not the text between its quotes: escapes, several lines, a tag. Its string is in {@link Table.keys}. */
export const ODD_KEY = 1 << 9;
/** The key is `? explicit` or carries an anchor or a tag. */
export const KEY_PROPERTIES = 1 << 10;
/** An alias somewhere refers to the anchor of this node (or of its key). */
export const ANCHORED = 1 << 11;
/** The value has a tag. */
export const TAGGED = 1 << 12;
/** The key is a plain `<<`. */
export const MERGE = 1 << 13;

/**
 * The outline of one document: one row of {@link STRIDE} numbers per node, in document order, row 0 is the root.
 * Both producers, the scanner and the `yaml` library, fill the same rows.
 */
export interface Table {
  readonly cells: Int32Array;
  readonly count: number;
  /** Made by the scanner, which leaves anchors, aliases, tags and merge keys to the library. */
  readonly scanned?: true;
  /** Alias node → node it stands for. */
  readonly aliases?: ReadonlyMap<number, number>;
  /** Values that cannot be read from the source text alone (tags, indentation indicators). */
  readonly values?: ReadonlyMap<number, unknown>;
  /** Keys that cannot be read from the source text alone. */
  readonly keys?: ReadonlyMap<number, string>;
}

/** {@link KIND_MASK} value → name. */
export const KINDS: readonly NodeKind[] = ["null", "scalar", "map", "sequence", "alias"];
/** {@link STYLE_MASK} value, shifted → name. */
export const STYLES: readonly (ScalarStyle | undefined)[] = [
  undefined,
  "plain",
  "single",
  "double",
  "literal",
  "folded",
];

/** Gives every block collection the end of its last entry; `cells` must be complete and in document order. */
export function closeCollections(cells: Int32Array, count: number): void {
  for (let row = (count - 1) * STRIDE; row > 0; row -= STRIDE) {
    const parent = cells[row + PARENT]! * STRIDE;
    if ((cells[parent]! & FLOW) === 0 && cells[parent + VALUE_END]! < cells[row + VALUE_END]!) {
      cells[parent + VALUE_END] = cells[row + VALUE_END]!;
    }
  }
}
