/** A change of a text: `[start, end)` becomes `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Nesting of what the change belongs to: of several insertions at one place, the deepest comes first. */
  readonly depth: number;
}

/** A splice went wrong: a bug, never a matter of the input, which is left as it was. */
export class SpliceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SpliceError";
  }
}

/** The splices in the order of the text; throws {@link SpliceError} when two of them overlap. */
export function sortSplices(splices: readonly Splice[]): Splice[] {
  const sorted = splices.toSorted((a, b) => a.start - b.start || a.end - b.end || b.depth - a.depth);
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]!.start < sorted[i - 1]!.end) throw new SpliceError(`edits overlap at offset ${sorted[i]!.start}`);
  }
  return sorted;
}

/** The text with sorted splices applied. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = "";
  let position = 0;
  for (const splice of splices) {
    result += text.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return result + text.slice(position);
}
