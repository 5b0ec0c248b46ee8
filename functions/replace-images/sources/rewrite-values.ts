import type { Item } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { type Reference, rewriteReference } from "../rewrite.ts";
import { findParameters, findValues, parametersOf, textOf } from "./find-values.ts";
import { type Bases, leave, type ReadingValues, reportNoImage } from "./reading-values.ts";
import { renameBase } from "./rename-base.ts";
import { rewriteSplit } from "./rewrite-split.ts";
import { isSetting } from "./setting.ts";
import type { Handled, Work } from "./work.ts";

/** Rewrites, or reports, every image in values of a chart. */
export function rewriteValues(item: Item, reading: ReadingValues, work: Work, handled: Handled): void {
  const { root } = reading;
  const isList = root.kind === "sequence" && isParameters(root);
  const values = { ...reading, ...basesOf(root, isList) };
  const done = new Set(handled.map(({ id }) => id));
  for (const place of isList ? findParameters(root) : findValues(root)) {
    const node = place.is === "split" ? place.repository : place.node;
    if (done.has(node.id)) continue;
    if (place.is === "split") rewriteSplit(item, place, values, work, handled);
    else if (place.is === "base") rewriteBase(item, place.node, values, work, handled);
    else rewriteWhole(item, place.node, values, work, handled);
  }
}

/** Whether a list is one of parameters, and not a JSON patch or a list of maps. */
function isParameters(list: Node): boolean {
  return list.key === "parameters" && list.children().some((entry) => entry.get("name") !== undefined);
}

function basesOf(root: Node, isList: boolean): Bases {
  const parameters = isList ? parametersOf(root) : undefined;
  const get = (...keys: readonly string[]): Node | undefined =>
    parameters === undefined ? root.find(keys) : parameters.get(keys.join("."));
  const everywhere = [
    ["global", "imageRegistry"],
    ["global", "image", "registry"],
  ].find((keys) => isSet(get(...keys)));
  return { everywhere: everywhere?.join("."), hub: isSet(get("global", "hub")) || isSet(get("hub")) };
}

function isSet(node: Node | undefined): boolean {
  return (textOf(node) ?? "") !== "";
}

function rewriteWhole(
  item: Item,
  node: Node,
  { unread, words, complete, hub }: ReadingValues & Bases,
  work: Work,
  handled: Handled,
): void {
  const text = textOf(node) as string;
  const inspected = work.probe(text);
  // What is no reference may still hold some.
  if (inspected.is !== "invalid") handled.push(node);
  if (!work.targets.selects(item, text)) return;
  if (inspected.is !== "reference") {
    if (unread === undefined) reportNoImage(item, node, inspected, work);
    return;
  }
  const { tag, digest } = inspected.reference;
  const bare = tag === undefined && digest === undefined;
  // Without a tag it may be anything that has a name, `static/logo.png` as well as `nginx`: only a prefix tells.
  if (bare && !("image" in inspected.outcome)) return;
  const isWord = bare && !text.includes("/");
  if (isWord && (!words || text.includes(".") || isSetting(text))) return;
  const unsure = isWord && (hub || !complete);
  const why = unread ?? (unsure ? "the chart may put a registry of its own before it" : undefined);
  if (why !== undefined) return leave(item, node, inspected, why, work);
  const path = item.within(node);
  const write = (image: string): boolean => item.set(node, image);
  const place = { item, path, text, owner: "", pullPolicy: "unknown", node, write };
  rewriteReference(place, work.inspect(text) as Reference, work);
}

function rewriteBase(item: Item, node: Node, { unread }: ReadingValues, work: Work, handled: Handled): void {
  const text = textOf(node) as string;
  const renamed = renameBase(text, ["image", "path/image"], work);
  if (renamed === undefined) return;
  handled.push(node);
  if (!work.targets.selects(item, text)) return;
  const path = item.within(node);
  const why = unread ?? ("why" in renamed ? renamed.why : undefined);
  if (why !== undefined || !("name" in renamed)) {
    const message = `the images below "${text}" are left alone: ${why}`;
    return work.report.add("IR019", message, { item, path, currentValue: text });
  }
  const { name, rule } = renamed;
  if (!item.set(path, name)) return;
  const message = `the images below "${text}" are replaced by those below "${name}"`;
  const options = { item, path, currentValue: text, proposedValue: name, tags: { replacement: String(rule) } };
  work.results.add("info", "replaced", message, options);
}
