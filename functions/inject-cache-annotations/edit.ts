import type { Item } from "../lib/krm/mod.ts";
import type { Edit } from "./inject.ts";

type Path = readonly (string | number)[];

/**
 * Whether there was something to edit and all of it was accepted. The first refusal ends it, with a warning of its own,
 * and nothing is changed then: a pod template that lost one annotation and did not get the other one says neither.
 */
export function edit(item: Item, path: Path, edits: readonly Edit[]): boolean {
  const make = (one: Edit): boolean => EDIT[one.op](item, path, one as never);
  if (edits.length < 2) return edits.every(make) && edits.length > 0;
  return item.together(() => edits.every(make));
}

const EDIT: { readonly [Op in Edit["op"]]: (item: Item, path: Path, edit: Extract<Edit, { op: Op }>) => boolean } = {
  set: (item, path, { key, value }) => item.set([...path, key], value),
  remove: (item, path, { key }) => item.remove([...path, key]),
  rename: (item, path, { key, to }) => item.renameKey([...path, key], to),
};
