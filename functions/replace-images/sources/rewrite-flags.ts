import type { Item } from "../../lib/krm/mod.ts";
import { type Reference, reportOther, rewriteReference } from "../rewrite.ts";
import { findFlags } from "./find-flags.ts";
import type { Handled, Work } from "./work.ts";

/** Rewrites the images in environment variables and arguments whose names say that they hold one. */
export function rewriteFlags(item: Item, work: Work, handled: Handled): void {
  const done = new Set(handled.map(({ id }) => id));
  for (const { node, text, before, owner } of findFlags(item.root, work.flags)) {
    if (done.has(node.id)) continue;
    handled.push(node);
    if (text === "" || !work.targets.selects(item, text)) continue;
    const path = node.path.slice(item.root.path.length);
    const inspected = work.inspect(text);
    if (inspected.is !== "reference") {
      const field = { node, path, container: undefined, type: "field", pullPolicy: undefined } as const;
      reportOther(item, field, inspected, work.report);
      continue;
    }
    const write = (image: string): boolean => item.set(path, `${before}${image}`);
    rewriteReference({ item, path, text, owner, pullPolicy: "unknown", write }, inspected as Reference, work);
  }
}
