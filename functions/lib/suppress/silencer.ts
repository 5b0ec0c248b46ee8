import type { Node, Path } from "../yaml/mod.ts";
import { Suppressions } from "./suppressions.ts";

/** What a result says about its place; `I` is a resource. */
interface Place<I> {
  readonly item?: I | undefined;
  readonly path?: Path | undefined;
  readonly node?: Node | undefined;
}

/**
 * Tells whether somebody wants to hear nothing of a result, for functions that report while they go. The suppressions of
 * a resource are read when the first result speaks of it: a resource without results costs nothing.
 */
export function silencer<I extends { readonly root: Node }>(): (rule: string, place: Place<I>) => boolean {
  const suppressions = new Suppressions<I>();
  const known = new WeakSet<I>();
  return (rule, { item, path, node }) => {
    if (item === undefined) return false;
    if (!known.has(item)) {
      known.add(item);
      suppressions.add(item, item.root);
    }
    return suppressions.silences(item, rule, path ?? pathWithin(item.root, node));
  };
}

/** The place of a node in its resource; of a node of another text, such as one inside of a field, nothing is known. */
function pathWithin(root: Node, node: Node | undefined): Path {
  return node === undefined || node.outline !== root.outline ? [] : node.path.slice(root.path.length);
}
