import { isDeepStrictEqual } from "node:util";
import { cutList } from "../cut-list.ts";
import { outline } from "../outline.ts";
import { isRefusal } from "../types.ts";
import type { Random } from "./random.ts";

/** How cutting a list of items agrees with reading it as a whole. */
export interface CutReport {
  readonly outcome: "same" | "refused" | "no list" | "difference";
  readonly detail: string;
  readonly text: string;
}

/** Makes a list with `item` among others, cuts it, and compares the items and entries with those of the whole document. */
export function checkCut(item: string, random: Random): CutReport {
  const text = wrap(item, random);
  const report = (outcome: CutReport["outcome"], detail = ""): CutReport => ({ outcome, detail, text });
  const whole = outline(text, "document");
  const cut = cutList(text, "items");
  if (isRefusal(whole)) return report("refused"); // a cut may still save the other items
  const list = whole.root?.get("items");
  if (cut === undefined)
    return whole.root?.kind === "map" ? report("difference", "not taken for a map") : report("no list");
  if (isRefusal(cut))
    return whole.root?.get("items")?.kind === "alias" ? report("refused") : report("difference", cut.message);
  if ((whole.table.aliases?.size ?? 0) > 0) return report("no list");
  const children = list?.kind === "sequence" ? list.children() : [];
  if (children.length !== cut.items.length)
    return report("difference", `${cut.items.length} items, not ${children.length}`);
  for (const [index, span] of cut.items.entries()) {
    const slice = outline(text.slice(span.start, span.end), list!.flow ? "document" : "item");
    if (isRefusal(slice)) return report("difference", `item ${index}: ${slice.message}`);
    if (!isDeepStrictEqual(slice.root?.toJS() ?? null, children[index]!.toJS()))
      return report("difference", `item ${index} has another value`);
  }
  if (whole.root?.flow === true) return report("same"); // an entry of a map in brackets may need its context
  for (const child of whole.root?.children() ?? []) {
    const span = cut.entries.get(String(child.key));
    if (span === undefined) return report("difference", `entry ${child.key} is missing`);
    const slice = outline(text.slice(span.start, span.end), "document");
    if (isRefusal(slice)) return report("difference", `entry ${child.key}: ${slice.message}`);
    if (!isDeepStrictEqual(slice.root?.get(String(child.key))?.toJS(), child.toJS()))
      return report("difference", `entry ${child.key} has another value`);
  }
  return report("same");
}

function wrap(item: string, random: Random): string {
  const column = random.pick([0, 0, 2, 4]);
  const pad = " ".repeat(column);
  const dashed = (text: string): string =>
    text
      .split("\n")
      .map((line, index) => (line === "" || line === "\r" ? line : `${pad}${index === 0 ? "- " : "  "}${line}`))
      .join("\n");
  const before = random.pick(["", "kind: List\n", "# c\nkind: List\nfunctionConfig:\n- a\n", "---\n"]);
  const behind = random.pick(["", "functionConfig:\n  a: b\n", "# c\n"]);
  if (item.startsWith("{") && random.below(2) === 0) return `${before}items: [${item.trim()}, {"a": "b"}]\n${behind}`;
  if (item.startsWith("{") && random.below(2) === 0)
    return `{"kind": "List", "items": [ {"a": "b"},${item.trim()}], "x": {"y": [1]}}\n`;
  return `${before}items:\n${pad}- a: b\n${dashed(item)}\n${pad}- c: d\n${behind}`;
}
