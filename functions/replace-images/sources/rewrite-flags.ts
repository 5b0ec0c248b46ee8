import type { Item } from "../../lib/krm/mod.ts";
import { CONTAINERS_ONLY } from "../advise.ts";
import { reportOther, rewriteReference } from "../rewrite.ts";
import { findFlags, type FlaggedImage } from "./find-flags.ts";
import { leave } from "./reading-values.ts";
import type { Handled, Work } from "./work.ts";

/** What a text must have for variables or arguments with the names that are meant by default. */
const MARKS: readonly string[] = ["RELATED_IMAGE_", "-image"];

/** Rewrites the images in environment variables and arguments whose names say that they hold one. */
export function rewriteFlags(item: Item, work: Work, handled: Handled): void {
  const done = new Set(handled.map(({ id }) => id));
  for (const flagged of findFlags(item.root, work.flags)) {
    if (!done.has(flagged.node.id)) rewriteFlag(item, flagged, work, handled);
  }
}

/**
 * Reports those images where the policy does not read variables and arguments. Images that name a prefix of the policy are
 * found without knowing what they stand in; this is for the others.
 */
export function reportFlags(item: Item, work: Work, handled: Handled): void {
  if (!work.words || !MARKS.some((mark) => item.text.includes(mark))) return;
  for (const { node, text, before } of findFlags(item.root, work.flags)) {
    const inspected = work.probe(text);
    if (inspected.is !== "reference" || !("image" in inspected.outcome)) continue;
    if (!work.targets.selects(item, text, node)) continue;
    handled.push(node);
    const what = before === "" && node.parent?.kind === "map" ? "variables" : "arguments";
    const why = work.spec.action === "annotate" ? CONTAINERS_ONLY : `${what} are read with the source \`envAndArgs\``;
    leave(item, node, inspected, why, work);
  }
}

function rewriteFlag(item: Item, { node, text, before, owner }: FlaggedImage, work: Work, handled: Handled): void {
  handled.push(node);
  if (text === "" || !work.targets.selects(item, text, node)) return;
  const path = item.within(node);
  const inspected = work.inspect(text);
  if (inspected.is !== "reference") {
    const field = { node, path, container: undefined, type: "field", pullPolicy: undefined } as const;
    return reportOther(item, field, inspected, work.report);
  }
  const write = (image: string): boolean => item.set(node, `${before}${image}`);
  rewriteReference({ item, path, text, owner, pullPolicy: "unknown", node, write }, inspected, work);
}
