import { cutBlockList } from "./cut-block.ts";
import { cutFlowList } from "./cut-flow.ts";
import { outline, unreadable } from "./outline.ts";
import { type ListCut, type Refusal, type Span, isRefusal, refuse } from "./types.ts";

/**
 * Cuts the top-level list `key` of one document into its items without reading them, so that an odd item costs only itself.
 * Lists may be block lists at any column, or in brackets (JSON). Frames that are not plain are outlined as a whole.
 * Undefined when the document is no map; a refusal when it cannot be read at all.
 */
export function cutList(text: string, key: string): ListCut | Refusal | undefined {
  const refusal = unreadable(text);
  if (refusal !== undefined) return refusal;
  const cut = cutBlockList(text, key) ?? cutFlowList(text, key);
  if (cut === undefined) return cutByOutline(text, key);
  return cut === "no map" ? undefined : cut;
}

/** The slow way, for frames with anchors, tags, odd keys or several lines in quotes. */
function cutByOutline(text: string, key: string): ListCut | Refusal | undefined {
  const read = outline(text, "document");
  if (isRefusal(read)) return read;
  const root = read.root;
  if (root?.kind !== "map") return undefined;
  const children = root.children();
  const entries = new Map<string, Span>();
  children.forEach((child, index) => {
    const next = children[index + 1];
    entries.set(String(child.key), {
      start: child.keySpan!.start,
      end: root.flow ? child.span.end : (next?.keySpan?.start ?? text.length),
    });
  });
  const list = root.get(key);
  if (list !== undefined && list.kind === "alias")
    return refuse(text, list.span.start, "alias", `"${key}" must be written out, not an alias`);
  if (list?.kind !== "sequence") return { items: [], entries, list: undefined };
  const starts = list
    .children()
    .map((item) => (list.flow ? item.span.start : text.lastIndexOf("\n", read.dashOf(item) - 1) + 1));
  const end = list.flow ? list.span.end : entries.get(key)!.end;
  const items = starts.map((start, index) => ({
    start,
    end: list.flow ? list.at(index)!.span.end : (starts[index + 1] ?? end),
  }));
  return { items, entries, list: { start: list.flow ? list.span.start : (starts[0] ?? list.span.start), end } };
}
