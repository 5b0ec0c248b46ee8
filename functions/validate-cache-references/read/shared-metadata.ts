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
  const path = templates[0]?.inherited?.path;
  const isForAll = path !== undefined && templates.every(({ inherited }) => isSame(inherited?.path, path));
  return isForAll ? [...path, "annotations"] : undefined;
}

/** The metadata that pods get beside their own, read once for all pods that get the same; undefined where there is none. */
export function sharedReader(
  provider: ProviderName | undefined,
): (template: PodTemplate<Node>) => SharedMetadata | undefined {
  let last: { readonly path: Path; readonly shared: SharedMetadata } | undefined;
  return ({ inherited }) => {
    if (inherited?.metadata === undefined) return undefined;
    const { path, metadata } = inherited;
    if (!isSame(last?.path, path)) last = { path, shared: readShared(metadata, path, provider) };
    return last?.shared;
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

/** Whether a pod has an entry in common with another pod of its resource. */
export function isShared(pod: Pod, { path }: Entry): boolean {
  return pod.siblings.some((other) => other !== pod && other.entries.some((entry) => isSame(entry.path, path)));
}
