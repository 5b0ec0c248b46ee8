import type { Node } from "../yaml/mod.ts";

/** A scalar as text: a string's value, anything else (`1`, `true`, `on`) as it is written. */
export function scalarText(node: Node | undefined): string | undefined {
  if (node === undefined || node.kind !== "scalar") return undefined;
  return node.string ?? node.raw;
}
