import { isRefusal, type Node, outline } from "../../lib/yaml/mod.ts";

/**
 * A resource with its aliases and merge keys expanded, as Kubernetes sees it: fields have the same paths, and nobody who
 * reads it needs to know of aliases. It is printed and read again, which only the few pay for that have one.
 */
export function expandedRoot(root: Node): Node {
  if (!root.hasAliases) return root;
  const read = outline(JSON.stringify(root.toJS(), printable), "document");
  return isRefusal(read) || read.root === undefined ? root : read.root;
}

function printable(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
