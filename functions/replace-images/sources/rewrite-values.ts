import { isRegistry } from "../../lib/image/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { type Reference, reportOther, rewriteReference } from "../rewrite.ts";
import { findParameters, findValues, parametersOf, type SplitImage, textOf, type ValuesPlace } from "./find-values.ts";
import { renameBase } from "./rename-base.ts";
import type { Handled, Work } from "./work.ts";

type Path = readonly (string | number)[];

/** How values are to be read. */
export interface ReadingValues {
  readonly root: Node;
  /** All keys of the chart are there, so a key that is missing is not set elsewhere. */
  readonly complete: boolean;
  /** What is said of images when values are not among the sources of the policy; undefined: they are rewritten. */
  readonly unread: string | undefined;
  /** A single word, such as `image: header`, is an image: not so in texts that may be anything. */
  readonly words: boolean;
}

/** Rewrites, or reports, every image in values of a chart. */
export function rewriteValues(item: Item, values: ReadingValues, work: Work, handled: Handled): void {
  const { root } = values;
  const isList = root.kind === "sequence" && isParameters(root);
  const override = isList ? parametersOf(root).get("global.imageRegistry") : root.get("global")?.get("imageRegistry");
  const everywhere = textOf(override) || undefined;
  const done = new Set(handled.map(({ id }) => id));
  for (const place of isList ? findParameters(root) : findValues(root)) {
    const node = place.is === "split" ? place.repository : place.node;
    if (done.has(node.id)) continue;
    if (place.is === "split") rewriteSplit(item, place, { ...values, everywhere }, work, handled);
    else if (place.is === "base") rewriteBase(item, place.node, values, work, handled);
    else rewriteWhole(item, place, values, work, handled);
  }
}

/** Whether a list is one of parameters, and not a JSON patch or a list of maps. */
function isParameters(list: Node): boolean {
  return list.key === "parameters" && list.children().some((entry) => entry.get("name") !== undefined);
}

function rewriteWhole(
  item: Item,
  { node }: Extract<ValuesPlace, { is: "whole" }>,
  { unread, words }: ReadingValues,
  work: Work,
  handled: Handled,
): void {
  const text = textOf(node) as string;
  const path = pathOf(node, item);
  handled.push(node);
  if (text === "" || !work.targets.selects(item, text)) return;
  const inspected = work.probe(text);
  if (inspected.is !== "reference") {
    // What is no reference is no image either: keys of values may mean anything.
    const field = { node, path, container: undefined, type: "field", pullPolicy: undefined } as const;
    if (inspected.is !== "invalid" && unread === undefined) reportOther(item, field, inspected, work.report);
    return;
  }
  if (isDoubtful(inspected, words, work)) return;
  if (unread !== undefined) return leave(item, path, inspected, unread, work);
  const write = (image: string): boolean => item.set(path, image);
  rewriteReference({ item, path, text, owner: "", pullPolicy: "unknown", write }, counted(text, work), work);
}

/** A text without tag may be anything that has a name, `static/logo.png` as well as `nginx`: only a prefix tells. */
function isDoubtful({ reference, outcome }: Reference, words: boolean, { spec }: Work): boolean {
  const { tag, digest, original } = reference;
  if (tag !== undefined || digest !== undefined) return false;
  if (!("image" in outcome)) return true;
  return spec.replacements[outcome.rule]?.repositoryPrefix === "" && (!words || original.includes("."));
}

interface ReadingSplit extends ReadingValues {
  /** `global.imageRegistry`, which wins over `registry`. */
  readonly everywhere: string | undefined;
}

function rewriteSplit(item: Item, split: SplitImage, values: ReadingSplit, work: Work, handled: Handled): void {
  const { map, registry, repository, suffix } = split;
  const path = pathOf(map, item);
  handled.push(repository);
  if (registry !== undefined) handled.push(registry);
  const parts = { registry: textOf(registry) ?? "", repository: textOf(repository) as string };
  const name = joinName(parts);
  // A tag may be a template, which is filled in later: the name is all that changes.
  const full = work.probe(`${name}${suffix}`);
  const text = full.is === "reference" ? `${name}${suffix}` : name;
  const inspected = full.is === "reference" ? full : work.probe(name);
  if (!work.targets.selects(item, text)) return;
  if (inspected.is !== "reference") {
    const field = { node: repository, path, container: undefined, type: "field", pullPolicy: undefined } as const;
    if (inspected.is !== "invalid" && values.unread === undefined) reportOther(item, field, inspected, work.report);
    return;
  }
  const why = values.unread ?? whyUnsure(parts, registry, values);
  if (why !== undefined) return leave(item, path, inspected, why, work);
  const write = (image: string): boolean =>
    writeSplit(item, split, parts, splitName(image.slice(0, image.length - (text.length - name.length)), parts));
  rewriteReference({ item, path, text, owner: "", pullPolicy: "unknown", write }, counted(text, work), work);
}

function whyUnsure(
  { registry: host, repository }: Parts,
  registry: Node | undefined,
  { everywhere, complete }: ReadingSplit,
): string | undefined {
  if (registry !== undefined && host !== "" && everywhere !== undefined) {
    return "`global.imageRegistry` wins over its `registry`";
  }
  if (registry !== undefined || complete || isRegistry(repository.split("/", 1)[0] as string)) return undefined;
  return "the chart may put a registry of its own before it: write `registry` beside it, or the host into `repository`";
}

/** Says that an image which the policy means is left alone. */
function leave(item: Item, path: Path, { reference, outcome }: Reference, why: string, work: Work): void {
  if (!("image" in outcome)) return;
  const text = reference.original;
  work.inspect(text);
  const message = `image "${text}" is left alone: ${why}`;
  work.report.add("IR019", message, { item, path, currentValue: text });
}

function counted(text: string, { inspect }: Work): Reference {
  return inspect(text) as Reference;
}

/** A name in the two keys of a map. */
interface Parts {
  /** Empty: there is none, and the repository is the whole name. */
  readonly registry: string;
  readonly repository: string;
}

function joinName({ registry, repository }: Parts): string {
  return registry === "" || registry.endsWith("/") ? `${registry}${repository}` : `${registry}/${repository}`;
}

/** What the two keys must hold for a new name: the host in `registry`, unless a path stood there before. */
function splitName(name: string, { registry, repository }: Parts): Parts {
  if (registry === "") return { registry, repository: name };
  const slash = registry.endsWith("/") ? "/" : "";
  const host = registry.slice(0, registry.length - slash.length);
  if (host.includes("/") && name.endsWith(`/${repository}`)) {
    return { registry: name.slice(0, name.length - repository.length - 1) + slash, repository };
  }
  const [first = "", ...rest] = name.split("/");
  if (rest.length > 0 && isRegistry(first)) return { registry: first + slash, repository: rest.join("/") };
  return { registry: `docker.io${slash}`, repository: name.includes("/") ? name : `library/${name}` };
}

/** Writes both keys or, where one of them must not be edited, none. */
function writeSplit(item: Item, { registry, repository }: SplitImage, old: Parts, parts: Parts): boolean {
  const path = pathOf(repository, item);
  const renamed = parts.repository !== old.repository;
  if (renamed && !item.set(path, parts.repository)) return false;
  if (registry === undefined || parts.registry === old.registry || item.set(pathOf(registry, item), parts.registry)) {
    return true;
  }
  if (renamed) item.set(path, old.repository);
  return false;
}

function rewriteBase(item: Item, node: Node, { unread }: ReadingValues, work: Work, handled: Handled): void {
  const text = textOf(node) as string;
  handled.push(node);
  if (text === "" || !work.targets.selects(item, text)) return;
  const path = pathOf(node, item);
  const renamed = renameBase(text, ["image", "path/image"], work);
  if (renamed === undefined) return;
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

function pathOf(node: Node, item: Item): Path {
  return node.path.slice(item.root.path.length);
}
