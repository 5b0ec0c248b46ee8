import type { Item } from "../lib/krm/mod.ts";
import { imageFields, type WorkloadKind } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Work } from "./sources/work.ts";

/**
 * Reports images that a resource has through an alias or a merge key (`<<`), which Kubernetes sees and an outline does
 * not: what several places share is nobody's to edit.
 */
export function reportShared(item: Item, kind: WorkloadKind, work: Work): void {
  if (!item.root.hasAliases) return;
  // An alias in the place of an image, a container or their list has been spoken of.
  const known = new Set(imageFields(item.root, kind).map((field) => field.node.id));
  for (const { node, path, container } of imageFields(item.expanded, kind)) {
    const written = nearest(item.root, path);
    const isWritten = written.kind === "scalar" || (written.kind === "alias" && known.has(written.id));
    const text = node.string;
    if (isWritten || text === undefined) continue;
    const inspected = work.probe(text);
    if (inspected.is !== "reference" || !("image" in inspected.outcome) || !work.targets.selects(item, text)) continue;
    const owner = container === undefined ? "" : ` of container "${container}"`;
    const message = `image "${text}"${owner} is left alone: must be written out, because it comes through an alias or a merge key`;
    work.report.add("invalid-image", message, { item, path });
  }
}

/** The node at a path, or the last one on the way to it. */
function nearest(root: Node, path: readonly (string | number)[]): Node {
  let node = root;
  for (const step of path) {
    const next = typeof step === "string" ? node.get(step) : node.at(step);
    if (next === undefined) break;
    node = next;
  }
  return node;
}
