import type { Embedded, Item } from "../../lib/krm/mod.ts";
import { keepBlock, keepQuoted, type Node, writeScalar } from "../../lib/yaml/mod.ts";
import type { Work } from "./work.ts";

/**
 * Writes the edited text of a field and repeats its results there, when nothing but the edited values changes; else one
 * result says why the text stays.
 */
export function writeText(item: Item, node: Node, embedded: Embedded, { results }: Work): void {
  const path = item.within(node);
  const text = node.string as string;
  const edited = embedded.text();
  const why = edited === text ? undefined : whyNotExact(node, text, edited);
  if (why === undefined) {
    if (edited === text || item.set(path, edited)) embedded.report({ item, path }, results);
    return;
  }
  const images = embedded.results.list
    .filter(({ tags }) => tags?.["rule"] === "replaced")
    .map(({ field }) => `"${field?.currentValue}"`);
  const message = `text must be edited by hand, where ${namesOf(new Set(images))} must be replaced: ${why}`;
  results.add("warning", "refused", message, { item, path, ...(node.parent && { node: node.parent }) });
}

/** So many images are named. */
const FEW = 3;

function namesOf(images: ReadonlySet<string>): string {
  const named = [...images].slice(0, FEW).join(", ");
  return images.size > FEW ? `${named} and ${images.size - FEW} more` : named;
}

/** Why a text cannot be written so that only the edited values change. */
function whyNotExact(node: Node, text: string, edited: string): string | undefined {
  const { style, raw } = node;
  if (style === "literal" || style === "folded") {
    return keepBlock(raw, text, edited) === undefined ? "the lines of its block cannot be kept" : undefined;
  }
  if (keepQuoted(raw, text, edited) !== undefined) return undefined;
  if (raw.includes("\n")) return "it goes over several lines that cannot be kept";
  return writeScalar(text, { style }) === raw ? undefined : "its quotes hold escapes that would be written otherwise";
}
