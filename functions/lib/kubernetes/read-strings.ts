import type { Tree } from "./tree.ts";

/** A map of strings (labels, annotations, a node selector) as plain data; other values are left out. */
export function readStrings(node: Tree | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (node?.kind !== "map") return found;
  for (const child of node.children()) {
    const text = child.string;
    if (text !== undefined) found[String(child.key)] = text;
  }
  return found;
}
