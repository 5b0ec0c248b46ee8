import { type Item, openEmbedded } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { leftTexts } from "../left-texts.ts";
import { textsOf } from "./values-of.ts";
import type { Handled, Work } from "./work.ts";
import { writeText } from "./write-text.ts";

/** Handles the items of a text, as those of a file are handled. */
export type Visit = (item: Item, work: Work) => void;

/** Rewrites the images in YAML and JSON that stand as text in an item; `visit` handles what is found in a text. */
export function rewriteTexts(item: Item, work: Work, handled: Handled, visit: Visit): void {
  for (const node of textsOf(item)) {
    const text = node.string as string;
    if (mayHoldDocuments(text)) rewriteText(item, node, text, work, handled, visit);
  }
}

/** A map or a list, in a quick look: a single word, a number or a sentence is neither. */
function mayHoldDocuments(text: string): boolean {
  return /^\s*[[{]/.test(text) || /(?:^|\n)\s*(?:- |[^\s#][^\n]*:(?:\s|$))/.test(text);
}

function rewriteText(item: Item, node: Node, text: string, work: Work, handled: Handled, visit: Visit): void {
  const embedded = openEmbedded(text, item);
  if (embedded.items.length === 0 && embedded.unread.length === 0) return;
  handled.push(node);
  const inner: Work = {
    ...work,
    results: embedded.results,
    report: work.report.into(embedded.results),
    targets: work.targets.within(item),
  };
  for (const each of embedded.items) visit(each, inner);
  writeText(item, node, embedded, work);
  for (const { refusal, text: piece } of embedded.unread) {
    for (const image of leftTexts(piece, work)) {
      const why = `the text around it cannot be read: ${refusal.message} (line ${refusal.line} of the text)`;
      const path = node.path.slice(item.root.path.length);
      work.report.add("IR019", `image "${image}" is left alone: ${why}`, { item, path, currentValue: image });
    }
  }
}
