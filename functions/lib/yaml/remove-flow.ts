import type { Additions } from "./additions.ts";
import { flowText } from "./edit-text.ts";
import { flowLayout, gapBehind, lineBreakAt } from "./layout.ts";
import type { Outline } from "./outline.ts";
import { cell, depthOf } from "./rows.ts";
import type { Splice } from "./splice.ts";
import { KEY_START, VALUE_END, VALUE_START } from "./table.ts";
import { type Refusal, refuse } from "./types.ts";

/** Splices that take entries out of a map in braces; when none is left, `additions` take their place. */
export function removeFromFlow(
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
        text: gapBehind(outline, before),
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
