import { isRefusal, Lines, type Node, outline, type Path, type Refusal, splitDocuments } from "../yaml/mod.ts";
import { type Item, type ItemOrigin, ResourceItem } from "./item.ts";
import { listElements } from "./read-items.ts";
import { render } from "./render.ts";
import type { Finding } from "./result.ts";
import { ResultList, type Results } from "./results.ts";
import { Unit } from "./unit.ts";

/** YAML or JSON that stands as text in a field, read and edited like a file of its own. */
export interface Embedded {
  /** The documents that are maps or lists, and the elements of lists of resources; `kind` is `""` for what is no resource. */
  readonly items: readonly Item[];
  /** Documents that cannot be read, with their first line and lines of the whole text. They come back as they are. */
  readonly unread: readonly { readonly refusal: Refusal; readonly text: string; readonly line: number }[];
  /** For results of the items: they are {@link Embedded.report}ed at the field. */
  readonly results: Results;
  /** The text with the edits of the items. */
  text(): string;
  /** Adds the results of the items to `results`, each with its place in the text. */
  report(field: { readonly item: Item; readonly path: Path }, results: Results): void;
}

/** Reads the text of a field of `outer`. What is a single scalar, such as a script, is no document. */
export function openEmbedded(text: string, { source }: Item): Embedded {
  const results = new ResultList();
  const spans = splitDocuments(text);
  const lines = new Lines(text);
  const units: Unit[] = [];
  const items: ResourceItem[] = [];
  const unread: Embedded["unread"][number][] = isRefusal(spans) ? [{ refusal: spans, text, line: 1 }] : [];
  for (const { start, end, line, index, empty } of isRefusal(spans) ? [] : spans) {
    if (empty) continue;
    const piece = text.slice(start, end);
    const read = outline(piece, "document");
    if (isRefusal(read)) unread.push({ refusal: { ...read, line: line + read.line - 1 }, text: piece, line });
    else if (read.root?.kind === "map" || read.root?.kind === "sequence") {
      const unit = new Unit(piece, { start, end }, lines, index);
      units.push(unit);
      items.push(...itemsOf(unit, unit.node([]) as Node, [], { file: undefined, source, lines: true }, results));
    }
  }
  return {
    items,
    unread,
    results,
    text: () => {
      for (const item of items) item.commit();
      return render({ text, units, frame: undefined }, { results: [] }).join("");
    },
    report: (field, into) => {
      for (const finding of results.list) forward(finding, field, into);
    },
  };
}

function itemsOf(unit: Unit, node: Node, prefix: Path, origin: ItemOrigin, results: ResultList): ResourceItem[] {
  const list = listElements(node);
  if (list === undefined) return [new ResourceItem(unit, prefix, origin, results)];
  return list.elements.flatMap((element, index) =>
    itemsOf(unit, element, [...prefix, "items", index], { ...origin, implied: list.implied }, results),
  );
}

function forward(finding: Finding, { item, path }: { item: Item; path: Path }, results: Results): void {
  const { severity, message, resourceRef, field, tags: { rule = "", ...tags } = {}, line } = finding;
  const resource = resourceRef === undefined ? [] : [resourceRef.kind + (resourceRef.name && `/${resourceRef.name}`)];
  const place = ["embedded", ...resource, ...(field === undefined ? [] : [`\`${field.path}\``])].join(" ");
  const holder = item.get(path);
  // Only a block's lines are lines of the file.
  const below = line === undefined || holder?.style !== "literal" ? 0 : line;
  results.add(severity, rule, `${place}: ${message}`, {
    item,
    path,
    below,
    tags,
    ...(field?.currentValue === undefined ? {} : { currentValue: field.currentValue }),
    ...(field?.proposedValue === undefined ? {} : { proposedValue: field.proposedValue }),
    // Without this the whole text would be the current value.
    ...(field?.currentValue === undefined && holder?.parent !== undefined ? { node: holder.parent } : {}),
  });
}
