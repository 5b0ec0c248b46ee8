import type { Item } from "../lib/krm/mod.ts";
import { PlainTree, type Tree } from "../lib/kubernetes/mod.ts";

/** What is read of a resource. Edits name paths, and are refused where the text says something through an alias. */
export interface View extends Tree {
  toJS(): unknown;
  entries(): Iterable<readonly [string, Tree]>;
}

/** A resource as it is read: with aliases and merge keys expanded, because Kubernetes sees the pods behind them as well. */
export function viewOf({ root }: Item): View {
  return root.hasAliases ? new PlainTree(root.toJS()) : root;
}
