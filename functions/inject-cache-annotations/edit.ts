import type { Item } from "../lib/krm/mod.ts";
import type { Edit } from "./inject.ts";

type Path = readonly (string | number)[];

/** Whether there was something to edit and all of it was accepted; the first refusal ends it, with a warning of its own. */
export function edit(item: Item, path: Path, edits: readonly Edit[]): boolean {
  return edits.length > 0 && edits.every((one) => EDIT[one.op](item, path, one as never));
}

const EDIT: { readonly [Op in Edit["op"]]: (item: Item, path: Path, edit: Extract<Edit, { op: Op }>) => boolean } = {
  set: (item, path, { key, value }) => item.set([...path, key], value),
  remove: (item, path, { key }) => item.remove([...path, key]),
  rename: (item, path, { key, to }) => item.renameKey([...path, key], to),
};
