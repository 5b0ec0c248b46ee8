/** Keys and list indices from the root of an outline, e.g. `["spec", "containers", 0, "image"]`. */
export type Path = readonly (string | number)[];

/** A range of UTF-16 offsets in a text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Why a text or an edit is left alone. */
export type RefusalCode =
  | "syntax"
  | "template"
  | "duplicate-key"
  | "anchor"
  | "alias"
  | "merge-key"
  | "tab"
  | "tag"
  | "encoding"
  | "lone-cr"
  | "too-big"
  | "too-deep"
  | "alias-expansion"
  | "not-a-map"
  | "not-a-scalar"
  | "comment"
  | "unsupported";

/** The answer instead of a guess; `line` and `column` are 1-based in the text that was given. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Whether an answer of this module is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}

/** What a node is: `null` means that nothing is written, a written `null` or `~` is a scalar. */
export type NodeKind = "map" | "sequence" | "scalar" | "null" | "alias";

/** How a scalar is written. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/** 1-based line and column (in UTF-16 units) of an offset. */
function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < offset; next = text.indexOf("\n", start)) {
    line++;
    start = next + 1;
  }
  return { line, column: Math.max(1, offset - start + 1) };
}

/** A refusal that points at an offset of `text`. */
export function refuse(text: string, offset: number, refused: RefusalCode, message: string): Refusal {
  return { refused, message, ...positionAt(text, offset) };
}

/** A document cut along one of its top-level lists. */
export interface ListCut {
  /** Slices of the items; one of a block list begins with the line of its dash, so that its columns are right. */
  readonly items: readonly Span[];
  /** All top-level entries by key, from the key to the start of the next entry; each slice outlines as a map of one key. */
  readonly entries: ReadonlyMap<string, Span>;
  /** The whole value of the list; undefined when the key is absent or has no list. */
  readonly list: Span | undefined;
}
