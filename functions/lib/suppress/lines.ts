import type { Node, Path, Span } from "../yaml/mod.ts";

/** What a resource's text holds line by line: which field a comment stands at, and where `#` starts no comment. */
export interface Lines {
  /** 0-based line of an offset. */
  lineOf(offset: number): number;
  /** Offset of the first field. */
  readonly first: number;
  /** Offset at which a line begins; the length of the text behind the last one. */
  startOf(line: number): number;
  /** The next line below with more than blanks and a comment; undefined when there is none. Lines come in rising order. */
  contentBelow(line: number): number | undefined;
  /** The outermost field that begins, or else ends, on a line; undefined where none does. */
  fieldOn(line: number): Path | undefined;
  /** Whether an offset lies inside of a key or a scalar. */
  inText(offset: number): boolean;
}

/** Reads the lines of the resource `root`; paths are inside of it. */
export function readLines(root: Node): Lines {
  const starts = lineStarts(root.outline.text);
  const lineOf = (offset: number): number => lastAtMost(starts, offset);
  const begins = new Map<number, Path>();
  const ends = new Map<number, Path>();
  const texts: Span[] = [];
  const depth = root.path.length;
  const claim = (lines: Map<number, Path>, offset: number, node: Node): void => {
    const line = lineOf(offset);
    if (!lines.has(line)) lines.set(line, node.path.slice(depth));
  };
  const walk = (node: Node): void => {
    const { keySpan, span } = node;
    if (keySpan !== undefined) texts.push(keySpan);
    if (node.kind === "scalar") texts.push(span);
    if (node.id !== root.id) {
      for (const offset of beginnings(node)) claim(begins, offset, node);
      // A scalar in quotes or a collection in brackets may end on a line of its own, and have its comment there.
      if (node.kind === "scalar" || node.flow) claim(ends, Math.max(span.start, span.end - 1), node);
    }
    for (const child of node.children()) walk(child);
  };
  walk(root);
  // Keys and scalars come in the order of the text, and none lies in another.
  const textStarts = texts.map(({ start }) => start);
  return {
    first: root.children()[0]?.keySpan?.start ?? root.span.start,
    lineOf,
    startOf: (line) => starts[line] ?? root.outline.text.length,
    contentBelow: contentFinder(root.outline.text, starts),
    fieldOn: (line) => begins.get(line) ?? ends.get(line),
    inText: (offset) => {
      const text = texts[lastAtMost(textStarts, offset)];
      return text !== undefined && offset >= text.start && offset < text.end;
    },
  };
}

/** Comments that stand below each other are about the same line, which is looked for once. */
function contentFinder(text: string, starts: readonly number[]): Lines["contentBelow"] {
  let [from, to] = [0, 0];
  return (line) => {
    if (line >= from && line < to) return to < starts.length ? to : undefined;
    from = line;
    for (to = line + 1; to < starts.length; to++) {
      const content = text.slice(starts[to], starts[to + 1]).trim();
      if (content !== "" && !content.startsWith("#")) return to;
    }
    return undefined;
  };
}

/** Where a reader sees a field begin: at its key or dash, and a scalar or list item at its value too. */
function beginnings(node: Node): readonly number[] {
  const { keySpan, span } = node;
  if (keySpan !== undefined) return node.kind === "scalar" ? [keySpan.start, span.start] : [keySpan.start];
  const dash = node.parent?.flow === false ? node.outline.dashOf(node) : -1;
  return dash < 0 ? [span.start] : [dash, span.start];
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Position of the last of ascending numbers that is at most `offset`; 0 when all are larger. */
function lastAtMost(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
