import type { Node } from "../../lib/yaml/mod.ts";
import { isValuesPath } from "./values-of.ts";

/** Whether a document of a tree that is no resource is looked at: values of a chart, and patches of kustomize. */
export function isOtherFile(path: string, root: Node): boolean {
  return (root.kind === "map" && isValuesPath(path)) || isJsonPatch(root);
}

/** Whether a document is a JSON patch (RFC 6902); a list of one operation may be read as that operation. */
export function isJsonPatch(root: Node): boolean {
  const operations = root.kind === "sequence" ? root.children() : [root];
  return operations.length > 0 && operations.every(isOperation);
}

function isOperation(node: Node): boolean {
  return node.get("op")?.string !== undefined && node.get("path")?.string?.startsWith("/") === true;
}
