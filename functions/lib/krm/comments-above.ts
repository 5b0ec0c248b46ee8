import type { Span } from "../yaml/mod.ts";

/**
 * Gives each item of a block list the comments above its dash, which stand in the slice of the item before it: there
 * they would be about nothing. What is indented deeper than the dash stays, because it may be part of a text.
 */
export function withCommentsAbove(text: string, items: readonly Span[]): readonly Span[] {
  // Most lists hold no comment that anybody reads.
  if (!text.includes("warmstart:")) return items;
  const starts = items.map(({ start }) => startWithComments(text, start));
  return items.map((item, index) => ({ start: starts[index] ?? item.start, end: endOf(item, starts[index + 1]) }));
}

const endOf = ({ end }: Span, next: number | undefined): number => (next === undefined ? end : Math.min(end, next));

/** Where the first of the comments above the line at `start` begins; lines without anything may stand between them. */
function startWithComments(text: string, start: number): number {
  const column = /^ *(?=-)/.exec(text.slice(start, start + 100))?.[0].length;
  if (column === undefined) return start;
  let first = start;
  for (let end = start; end > 0;) {
    const line = text.lastIndexOf("\n", end - 2) + 1;
    const content = text.slice(line, end).trim();
    if (content !== "" && !content.startsWith("#")) break;
    if (content !== "") {
      if (text.indexOf("#", line) - line > column) break;
      first = line;
    }
    end = line;
  }
  return first;
}
