import type { Additions } from "./additions.ts";
import { blockText } from "./edit-text.ts";
import { columnOf, indentStep, lineBreakAt, lineFeed, lineStart } from "./layout.ts";
import type { Outline } from "./outline.ts";
import { cell, childRows, depthOf, oddKey } from "./rows.ts";
import type { Splice } from "./splice.ts";
import { FLOW, KEY_END, KEY_MASK, KEY_PROPERTIES, KEY_START, VALUE_END, VALUE_START } from "./table.ts";
import { type Refusal, isRefusal, refuse } from "./types.ts";
import { flowText } from "./edit-text.ts";
import { flowLayout } from "./layout.ts";

/** Splices that take entries out of the map in row `id`; `additions` are what it gets in exchange when nothing else remains. */
export function planRemove(
  outline: Outline,
  id: number,
  removed: ReadonlySet<number>,
  additions: Additions | undefined,
): Splice[] | Refusal {
  const children = childRows(outline, id);
  const all = children.every((child) => removed.has(child));
  const flow = (cell(outline, id, 0) & FLOW) !== 0;
  const odd = oddKey(outline, children);
  if (odd !== undefined) return odd;
  if (flow) return removeFromFlow(outline, id, children, removed, all ? additions : undefined);
  return all ? removeAll(outline, id, children, additions) : removeLines(outline, children, removed);
}

/** Whole lines; when the first key shares its line with a dash, the next key moves up. */
function removeLines(outline: Outline, children: readonly number[], removed: ReadonlySet<number>): Splice[] | Refusal {
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
    splices.push(lines(outline, children[run]!, children[index]!));
    index++;
  }
  return splices;
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
function removeAll(
  outline: Outline,
  id: number,
  children: readonly number[],
  additions: Additions | undefined,
): Splice[] | Refusal {
  const { text } = outline;
  const [first, ...others] = children as [number, ...number[]];
  const start = cell(outline, first, KEY_START);
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

function removeFromFlow(
  outline: Outline,
  id: number,
  children: readonly number[],
  removed: ReadonlySet<number>,
  additions: Additions | undefined,
): Splice[] | Refusal {
  const { text } = outline;
  const open = cell(outline, id, VALUE_START);
  const close = cell(outline, id, VALUE_END) - 1;
  if (text[open] !== "{") return refuse(text, open, "unsupported", "a pair without braces must be edited by hand");
  if (hasComment(outline, open + 1, close, children))
    return refuse(text, open, "comment", "a map in braces with comments must be edited by hand");
  const depth = depthOf(outline, id);
  if (children.every((child) => removed.has(child))) {
    const entries =
      additions === undefined
        ? ""
        : flowText(additions, { ...flowLayout(outline, id), indent: undefined }, lineBreakAt(text, open));
    return [{ start: open + 1, end: close, text: entries, depth }];
  }
  const splices: Splice[] = [];
  for (let i = 0; i < children.length; i++) {
    if (!removed.has(children[i]!)) continue;
    const run = i;
    while (i + 1 < children.length && removed.has(children[i + 1]!)) i++;
    const before = children[run - 1];
    if (before === undefined)
      splices.push({
        start: cell(outline, children[run]!, KEY_START),
        end: cell(outline, children[i + 1]!, KEY_START),
        text: "",
        depth,
      });
    else
      splices.push({
        start: cell(outline, before, VALUE_END),
        end: cell(outline, children[i]!, VALUE_END),
        text: "",
        depth,
      });
  }
  return splices;
}

/** Whether a comment stands between the entries of a map in braces. */
function hasComment(outline: Outline, start: number, end: number, children: readonly number[]): boolean {
  let position = start;
  for (const child of children) {
    if (outline.text.slice(position, cell(outline, child, KEY_START)).includes("#")) return true;
    position = cell(outline, child, VALUE_END);
  }
  return outline.text.slice(position, end).includes("#");
}
