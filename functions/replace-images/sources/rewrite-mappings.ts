import { provider, PROVIDER_NAMES } from "../../lib/cache/mod.ts";
import { type Item, openEmbedded } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { renameBase } from "./rename-base.ts";
import type { Handled, Work } from "./work.ts";
import { writeText } from "./write-text.ts";

/** Every replacement annotation, and the profiles that hold the same list, have one of these in their text. */
const MARKS: readonly string[] = ["image-replacement", "imageReplacement"];

/** Kinds of the bursting add-on that hold the list as such: support.huaweicloud.com/usermanual-cci2/cci_01_0030.html. */
const PROFILES: ReadonlySet<string> = new Set(["ExtensionProfile", "ClusterExtensionProfile"]);

/**
 * Rewrites, or reports, the targets of replacement lists for the cloud's own add-on: what an image is replaced by there is
 * pulled as well. What is replaced (`repositoryPrefix`) stays, since it is compared with images as they are written.
 */
export function rewriteMappings(item: Item, work: Work, handled: Handled): void {
  if (!MARKS.some((mark) => item.text.includes(mark))) return;
  const list = PROFILES.has(item.kind) ? item.get(["spec", "actions", "imageReplacement"]) : undefined;
  if (list !== undefined) {
    rewriteEntries(item, list, work);
    handled.push(list);
  }
  for (const node of annotationsOf(item.root, replacementKeys())) rewriteAnnotation(item, node, work, handled);
}

function replacementKeys(): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  for (const name of PROVIDER_NAMES) {
    const key = provider(name).keys.imageReplacement;
    if (key === null) continue;
    found.add(key.current);
    for (const legacy of key.legacy) found.add(legacy);
  }
  return found;
}

function annotationsOf(node: Node, keys: ReadonlySet<unknown>): Node[] {
  return node.children().flatMap((child) => {
    if (child.kind === "map" || child.kind === "sequence") return annotationsOf(child, keys);
    return node.key === "annotations" && keys.has(child.key) && child.string !== undefined ? [child] : [];
  });
}

function rewriteAnnotation(item: Item, node: Node, work: Work, handled: Handled): void {
  const embedded = openEmbedded(node.string as string, item);
  const [inner] = embedded.items;
  // What is no list is malformed, which is for the validation to say.
  if (inner === undefined || embedded.unread.length > 0) return;
  handled.push(node);
  const path = item.within(node);
  rewriteEntries(inner, inner.root, {
    ...work,
    results: embedded.results,
    report: work.report.into(embedded.results, { item, path }),
    targets: work.targets.within(item),
  });
  writeText(item, node, embedded, work);
}

function rewriteEntries(item: Item, list: Node, work: Work): void {
  for (const entry of list.kind === "sequence" ? list.children() : []) {
    const node = entry.get("replaceWith");
    const text = node?.string;
    if (node !== undefined && text !== undefined && text !== "") {
      rewriteTarget(item, node, { text, prefix: entry.get("repositoryPrefix")?.string }, work);
    }
  }
}

function rewriteTarget(
  item: Item,
  node: Node,
  { text, prefix }: { readonly text: string; readonly prefix: string | undefined },
  work: Work,
): void {
  // What follows the target is one word: the add-on cuts images at their last slash.
  const renamed = work.targets.selects(item, text) ? renameBase(text, ["image"], work) : undefined;
  if (renamed === undefined) return;
  const path = item.within(node);
  const why = whyLeft(renamed, prefix, work);
  if (why !== undefined || "why" in renamed) {
    const message = `the target "${text}" of a replacement is left alone: ${why}`;
    return work.report.add("IR019", message, { item, path, currentValue: text });
  }
  const { name, rule } = renamed;
  if (!item.set(path, name)) return;
  const message = `the target "${text}" of a replacement is replaced by "${name}"`;
  const options = { item, path, currentValue: text, proposedValue: name, tags: { replacement: String(rule) } };
  work.results.add("info", "replaced", message, options);
}

function whyLeft(
  renamed: NonNullable<ReturnType<typeof renameBase>>,
  prefix: string | undefined,
  { reads }: Work,
): string | undefined {
  if (!reads("replacementAnnotations")) {
    return "lists for the cloud's add-on are read with the source `replacementAnnotations`";
  }
  if ("why" in renamed) return renamed.why;
  return renamed.name === prefix ? `"${prefix}" would replace itself then` : undefined;
}
