import type { Additions } from "./additions.ts";
import type { Outline } from "./outline.ts";
import { removeAll, removeLines } from "./remove-lines.ts";
import { removeFromFlow } from "./remove-flow.ts";
import { cell, childRows, oddKey } from "./rows.ts";
import type { Splice } from "./splice.ts";
import { FLOW } from "./table.ts";
import type { Refusal } from "./types.ts";

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
