import { isRegistry } from "../../lib/image/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { type Reference, rewriteReference } from "../rewrite.ts";
import { type SplitImage, textOf } from "./find-values.ts";
import { type Bases, leave, type ReadingValues, reportNoImage } from "./reading-values.ts";
import type { Handled, Work } from "./work.ts";

/** Rewrites, or reports, an image that stands in the keys of a map. */
export function rewriteSplit(
  item: Item,
  split: SplitImage,
  values: ReadingValues & Bases,
  work: Work,
  handled: Handled,
): void {
  const { map, registry, repository, suffix } = split;
  const parts = { registry: textOf(registry) ?? "", repository: textOf(repository) as string };
  const name = joinName(parts);
  // A tag may be a template, which is filled in later: the name is all that changes.
  const full = work.probe(`${name}${suffix}`);
  const text = full.is === "reference" ? `${name}${suffix}` : name;
  const inspected = full.is === "reference" ? full : work.probe(name);
  // What is no reference may still hold some.
  if (inspected.is !== "invalid") handled.push(repository);
  if (inspected.is !== "invalid" && registry !== undefined) handled.push(registry);
  if (!work.targets.selects(item, text)) return;
  if (inspected.is !== "reference") {
    if (values.unread === undefined) reportNoImage(item, repository, inspected, work);
    return;
  }
  const why = values.unread ?? whyUnsure(parts, registry, values);
  if (why !== undefined) return leave(item, map, inspected, why, work);
  const write = (image: string): boolean => {
    const renamed = image.slice(0, image.length - (text.length - name.length));
    return writeSplit(item, split, parts, splitName(renamed, parts));
  };
  const place = { item, path: item.within(map), text, owner: "", pullPolicy: "unknown", node: repository, write };
  rewriteReference(place, work.inspect(text) as Reference, work);
}

function whyUnsure(
  { registry: host, repository }: Parts,
  registry: Node | undefined,
  { everywhere, complete }: ReadingValues & Bases,
): string | undefined {
  if (registry !== undefined && host !== "" && everywhere !== undefined) {
    return `\`${everywhere}\` wins over its \`registry\``;
  }
  if (registry !== undefined || complete || isRegistry(repository.split("/", 1)[0] as string)) return undefined;
  return "the chart may put a registry of its own before it: write `registry` beside it, or the host into `repository`";
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
  const renamed = parts.repository !== old.repository;
  if (renamed && !item.set(repository, parts.repository)) return false;
  if (registry === undefined || parts.registry === old.registry || item.set(registry, parts.registry)) return true;
  if (renamed) item.set(repository, old.repository);
  return false;
}
