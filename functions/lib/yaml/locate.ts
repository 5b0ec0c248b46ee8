import type { EditState } from "./edit-state.ts";
import { formatPath } from "./format-path.ts";
import { Node } from "./node.ts";
import type { Outline } from "./outline.ts";
import { cell, childRows, isMapRow, isPlainScalar, kindOf } from "./rows.ts";
import { ALIAS, ANCHORED, KEY_START, MERGE, NULL, SEQUENCE, TAGGED, VALUE_START } from "./table.ts";
import { type Path, type Refusal, type RefusalCode, isRefusal, refuse } from "./types.ts";

/** A place that edits may go to: the deepest existing row of a path, and the steps below it that are missing. */
export interface Place {
  readonly id: number;
  readonly missing: Path;
}

/** A refusal that points at a row and names its field. */
export function refuseAt(outline: Outline, id: number, path: Path, code: RefusalCode, problem: string): Refusal {
  const at = Math.max(cell(outline, id, VALUE_START), cell(outline, id, KEY_START), 0);
  const field = path.length === 0 ? "the document" : `\`${formatPath(path)}\``;
  return refuse(outline.text, at, code, `${field} ${problem}`);
}

/** Follows a path through the nodes as they are after the edits so far; refused where an edit would reach further than its path. */
export function locate(outline: Outline, state: EditState, path: Path): Place | Refusal {
  if (outline.rootId < 0)
    return refuse(outline.text, 0, "not-a-map", "must be a map to be edited, not an empty document");
  let id = outline.rootId;
  for (let i = 0; ; i++) {
    const here = path.slice(0, i);
    const meta = cell(outline, id, 0);
    if (kindOf(outline, id) === ALIAS)
      return refuseAt(outline, id, here, "alias", "is an alias: edit what it refers to");
    if ((meta & ANCHORED) !== 0) return refuseAt(outline, id, here, "anchor", "has an anchor that an alias refers to");
    if ((meta & TAGGED) !== 0) return refuseAt(outline, id, here, "tag", "has a tag");
    const next = path[i];
    if (next === undefined) return { id, missing: [] };
    const child = step(outline, state, id, next, here);
    if (isRefusal(child)) return child;
    if (child === undefined) return { id, missing: path.slice(i) };
    id = child;
  }
}

/** The row one step further; undefined when it is missing and may be added. */
function step(
  outline: Outline,
  state: EditState,
  id: number,
  next: string | number,
  here: Path,
): number | Refusal | undefined {
  if (state.replaced.has(id)) return refuseAt(outline, id, here, "not-a-map", "must be a map");
  const kind = kindOf(outline, id);
  if (typeof next === "number") {
    if (kind !== SEQUENCE) return refuseAt(outline, id, here, "unsupported", "must be a list");
    return (
      new Node(outline, id).at(next)?.id ??
      refuseAt(outline, id, here, "unsupported", `must have an item ${next}: list items cannot be added`)
    );
  }
  if (isMapRow(outline, id)) {
    const entry = state.entry(outline, id, next);
    if (entry !== undefined) return entry;
    const merges = childRows(outline, id).some((child) => (cell(outline, child, 0) & MERGE) !== 0);
    return merges ? refuseAt(outline, id, here, "merge-key", `may have "${next}" through a merge key`) : undefined;
  }
  const nothing = kind === NULL || (isPlainScalar(outline, id) && new Node(outline, id).scalar === null);
  return nothing && id !== outline.rootId ? undefined : refuseAt(outline, id, here, "not-a-map", "must be a map");
}
