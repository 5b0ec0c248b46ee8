import type { ProviderName } from "../../lib/cache/mod.ts";
import type { PodTemplate } from "../../lib/kubernetes/mod.ts";
import type { Node, Path } from "../../lib/yaml/mod.ts";
import type { Entry, Pod } from "../model.ts";
import { readEntries, readRoutingLabels } from "./read-metadata.ts";

/** Metadata that a pod has in common with others of its resource. */
export interface SharedMetadata {
  readonly own: readonly Entry[];
  readonly foreign: readonly Entry[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Where annotations of all pods of a resource belong; undefined for kinds without such a place. */
export function sharedAnnotationsPath(templates: readonly PodTemplate<Node>[]): Path | undefined {
  const path = templates[0]?.inherited[0]?.path;
  const isForAll = path !== undefined && templates.every(({ inherited }) => isSame(inherited[0]?.path, path));
  return isForAll ? [...path, "annotations"] : undefined;
}

/** The metadata that pods get beside their own, each read once for all pods that get it; undefined where there is none. */
export function sharedReader(
  provider: ProviderName | undefined,
): (template: PodTemplate<Node>) => SharedMetadata | undefined {
  const known = new Map<string, SharedMetadata>();
  return ({ inherited }) => {
    let all: SharedMetadata | undefined;
    for (const { path, metadata } of inherited) {
      if (metadata === undefined) continue;
      const key = path.join(" ");
      const level = known.get(key) ?? readShared(metadata, path, provider);
      known.set(key, level);
      all = all === undefined ? level : over(level, all);
    }
    return all;
  };
}

/** Metadata of which the first beats the second. */
function over(strong: SharedMetadata, weak: SharedMetadata): SharedMetadata {
  return {
    own: inherit(strong.own, weak.own),
    foreign: inherit(strong.foreign, weak.foreign),
    labels: { ...weak.labels, ...strong.labels },
  };
}

function readShared(metadata: Node, path: Path, provider: ProviderName | undefined): SharedMetadata {
  const annotations = readEntries(metadata.get("annotations"), [...path, "annotations"], "annotation", provider);
  const labels = readEntries(metadata.get("labels"), [...path, "labels"], "label", provider);
  return {
    own: [...annotations.own, ...labels.own],
    foreign: [...annotations.foreign, ...labels.foreign],
    labels: readRoutingLabels(metadata.get("labels")),
  };
}

/** Own entries, and the shared ones that they do not override. */
export function inherit(own: readonly Entry[], shared: readonly Entry[] | undefined): readonly Entry[] {
  if (shared === undefined || shared.length === 0) return own;
  return [...own, ...shared.filter(({ key, on }) => !own.some((entry) => entry.key === key && entry.on === on))];
}

/** Whether two paths are the same; none is like no other. */
export function isSame(a: Path | undefined, b: Path): boolean {
  return a !== undefined && a.length === b.length && a.every((step, index) => step === b[index]);
}

/** Whether two entries stand in the same annotations or labels. */
export function isBeside(one: Entry, other: Entry): boolean {
  return isSame(one.path.slice(0, -1), other.path.slice(0, -1));
}

/** Paths of entries that several pods of a resource have, by the pods of the resource. */
let shared: WeakMap<readonly Pod[], ReadonlySet<string>> | undefined;

/** Whether a pod has an entry in common with another pod of its resource, all of which must have been read. */
export function isShared({ siblings }: Pod, { path }: Entry): boolean {
  if (siblings.length < 2) return false;
  shared ??= new WeakMap();
  const paths = shared.get(siblings) ?? sharedPaths(siblings);
  shared.set(siblings, paths);
  return paths.has(path.join("\n"));
}

function sharedPaths(pods: readonly Pod[]): ReadonlySet<string> {
  const once = new Set<string>();
  const paths = new Set<string>();
  for (const path of pods.flatMap(({ entries }) => entries.map((entry) => entry.path.join("\n")))) {
    (once.has(path) ? paths : once).add(path);
  }
  return paths;
}
