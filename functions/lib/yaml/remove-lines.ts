import type { Additions } from "./additions.ts";
import { blockText } from "./edit-text.ts";
import { columnOf, indentStep, lineBreakAt, lineFeed, lineStart } from "./layout.ts";
import type { Outline } from "./outline.ts";
import { cell, depthOf } from "./rows.ts";
import type { Splice } from "./splice.ts";
import {
  FOLDED,
  KEY_END,
  KEY_MASK,
  KEY_PROPERTIES,
  KEY_START,
  LITERAL,
  STYLE_MASK,
  VALUE_END,
  VALUE_START,
} from "./table.ts";
import { type Refusal, isRefusal, refuse } from "./types.ts";

/** Whole lines; when the first key shares its line with a dash, the next key moves up. */
export function removeLines(
  outline: Outline,
  children: readonly number[],
  removed: ReadonlySet<number>,
): Splice[] | Refusal {
  const { text } = outline;
  const splices: Splice[] = [];
  let index = 0;
  const first = cell(outline, children[0]!, KEY_START);
  if (removed.has(children[0]!) && !startsLine(text, first)) {
    while (removed.has(children[index]!)) index++;
    const next = children[index]!;
    const key = cell(outline, next, KEY_START);
    for (let i = 0; i < index; i++) {
      const behind = lineFeed(text, cell(outline, children[i]!, VALUE_END));
      if (text.slice(behind, cell(outline, children[i + 1]!, KEY_START)).includes("#")) {
        return refuse(
          text,
          behind + 1,
          "comment",
          "a comment stands between the removed key and the one that must take its place",
        );
      }
    }
    splices.push({ start: first, end: key, text: "", depth: depthOf(outline, next) });
  }
  while (index < children.length) {
    if (!removed.has(children[index]!)) {
      index++;
      continue;
    }
    const run = index;
    while (
      index + 1 < children.length &&
      removed.has(children[index + 1]!) &&
      adjacent(outline, children[index]!, children[index + 1]!)
    )
      index++;
    const gone = lines(outline, children[run]!, children[index]!);
    if (feedsBlockScalar(outline, children[run]! - 1, gone.end)) {
      return refuse(
        text,
        gone.start,
        "unsupported",
        "what follows the removed entry would become part of the block scalar above it",
      );
    }
    splices.push(gone);
    index++;
  }
  return splices;
}

/** Whether the row `before` is a block scalar that would swallow what comes next: blank lines, comments deeper than its text. */
function feedsBlockScalar(outline: Outline, before: number, from: number): boolean {
  const style = cell(outline, before, 0) & STYLE_MASK;
  if (style !== LITERAL && style !== FOLDED) return false;
  const header = outline.text.slice(cell(outline, before, VALUE_START)).split("\n", 1)[0]!;
  const following = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(outline.text.slice(from))![0];
  return header.includes("+") ? following !== "" : /^[ \t]/m.test(following);
}

/** Whether only spaces stand before an offset on its line. */
function startsLine(text: string, at: number): boolean {
  return /^[ \ufeff]*$/.test(text.slice(lineStart(text, at), at));
}

/** Whether the second entry begins on the line behind the first one. */
function adjacent(outline: Outline, first: number, second: number): boolean {
  return (
    lineFeed(outline.text, cell(outline, first, VALUE_END)) + 1 ===
    lineStart(outline.text, cell(outline, second, KEY_START))
  );
}

/** The lines from one entry to another. */
function lines(outline: Outline, from: number, to: number): Splice {
  const { text } = outline;
  const start = lineStart(text, cell(outline, from, KEY_START));
  return { start, end: lineFeed(text, cell(outline, to, VALUE_END)) + 1, text: "", depth: depthOf(outline, from) };
}

/** Every entry goes: what remains is `{}`, or the additions. */
export function removeAll(
  outline: Outline,
  id: number,
  children: readonly number[],
  additions: Additions | undefined,
): Splice[] | Refusal {
  const { text } = outline;
  const [first, ...others] = children as [number, ...number[]];
  const start = cell(outline, first, KEY_START);
  const above = text.slice(Math.max(0, cell(outline, id, KEY_END)), start).replaceAll(/#.*/g, "");
  if (/[&!]/.test(above)) return refuse(text, start, "anchor", "a map with an anchor or a tag must be emptied by hand");
  const depth = depthOf(outline, first);
  const splices: Splice[] = [];
  const colon = additions === undefined ? colonOf(outline, id, start) : undefined;
  if (colon !== undefined && startsLine(text, start)) {
    splices.push({ start: colon, end: colon, text: " {}", depth });
    others.unshift(first);
  } else {
    const column = columnOf(text, start);
    const lineBreak = lineBreakAt(text, start);
    const replacement = additions === undefined ? "{}" : blockText(additions, column, indentStep(outline), lineBreak);
    splices.push({ start, end: cell(outline, first, VALUE_END), text: replacement, depth });
  }
  if (others.length === 0) return splices;
  const rest = removeLines(outline, others, new Set(others));
  return isRefusal(rest) ? rest : [...splices, ...rest];
}

/** Offset behind the colon of a map whose key line holds nothing else but a comment. */
function colonOf(outline: Outline, id: number, start: number): number | undefined {
  const { text } = outline;
  const end = cell(outline, id, KEY_END);
  if ((cell(outline, id, 0) & KEY_MASK) === 0 || (cell(outline, id, 0) & KEY_PROPERTIES) !== 0 || id === outline.rootId)
    return undefined;
  const colon = text.indexOf(":", end) + 1;
  if (colon <= 0 || colon > start) return undefined;
  return /^[ \t]*(?:#|\r?$)/.test(text.slice(colon, lineFeed(text, colon))) ? colon : undefined;
}
