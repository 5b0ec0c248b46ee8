import type { ProviderName } from "../lib/cache/mod.ts";
import type { Item } from "../lib/krm/mod.ts";
import { type ImageField, type PodTemplate, podTemplates, type WorkloadKind } from "../lib/kubernetes/mod.ts";
import type { Node, Path } from "../lib/yaml/mod.ts";
import type { Metadata, Pod, PodImage, Resource } from "./model.ts";
import { readImage } from "./read-image.ts";
import { readEntries, readStrings } from "./read-metadata.ts";
import { readPlacement } from "./read-placement.ts";
import { inherit, readShared, type SharedMetadata } from "./shared-metadata.ts";

/** What reading depends on. */
export interface ReadOptions {
  readonly provider: ProviderName | undefined;
  /** New to old text of images that were replaced before, in the same run. */
  readonly replaced: ReadonlyMap<string, string> | undefined;
}

/**
 * The pods of a workload that carry keys of a provider, and its other metadata that does. Nothing of the item's text is
 * kept: when rules look at a pod, its outline is gone.
 */
export function readWorkload(
  item: Item,
  resource: Resource,
  kind: WorkloadKind,
  options: ReadOptions,
): { readonly pods: readonly Pod[]; readonly metadata: readonly Metadata[] } {
  const templates = podTemplates(item.root, kind);
  const shared = readShared(item, options.provider);
  const pods: Pod[] = [];
  for (const template of templates) {
    const pod = readPod(item, resource, template, pods, { ...options, shared });
    if (pod !== undefined) pods.push(pod);
  }
  return { pods, metadata: kind.pods.length === 0 ? [] : readOuterMetadata(item, resource, templates, options) };
}

function readPod(
  item: Item,
  resource: Resource,
  template: PodTemplate<Node>,
  siblings: readonly Pod[],
  { shared, ...options }: ReadOptions & { readonly shared: SharedMetadata | undefined },
): Pod | undefined {
  const { path, annotationsPath, labels: labelNode, spec } = template;
  if (annotationsPath === undefined) return undefined;
  const annotations = readEntries(template.annotations, annotationsPath, "annotation", options.provider);
  const labels = readEntries(labelNode, labelsPath(labelNode, item), "label", options.provider);
  const own = inherit(joined(annotations.own, labels.own), shared?.own);
  const foreign = inherit(joined(annotations.foreign, labels.foreign), shared?.foreign);
  if (own.length === 0 && foreign.length === 0) return undefined;
  return {
    resource,
    path,
    annotationsPath,
    entries: own,
    foreign,
    siblings,
    labels: shared === undefined ? readStrings(labelNode) : { ...shared.labels, ...readStrings(labelNode) },
    images: template.images.map((field) => readPodImage(field, options)),
    placement: readPlacement(spec),
  };
}

function joined<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return second.length === 0 ? first : first.length === 0 ? second : [...first, ...second];
}

function labelsPath(node: Node | undefined, item: Item): Path {
  return node === undefined ? [] : node.path.slice(item.root.path.length);
}

function readPodImage({ node, path, container, type, pullPolicy }: ImageField<Node>, options: ReadOptions): PodImage {
  const written = node.string;
  const image = written === undefined ? undefined : readImage(written);
  const old = written === undefined ? undefined : options.replaced?.get(written);
  const before = old === undefined ? undefined : readImage(old);
  return { container, type, path, written, image, before, pullPolicy };
}

/** Metadata of the workload, and of what lies between it and its pods: none of it reaches a pod. */
function readOuterMetadata(
  item: Item,
  resource: Resource,
  templates: readonly PodTemplate<Node>[],
  { provider }: ReadOptions,
): readonly Metadata[] {
  let found: Metadata[] | undefined;
  for (const { prefix, node } of outerNodes(item, templates)) {
    const metadata = node.get("metadata");
    const path = [...prefix, "metadata", "annotations"];
    if (metadata === undefined || templates.some(({ annotationsPath }) => isSame(annotationsPath, path))) continue;
    const annotations = readEntries(metadata.get("annotations"), path, "annotation", provider).own;
    const labels = readEntries(metadata.get("labels"), [...prefix, "metadata", "labels"], "label", provider).own;
    const entries = joined(annotations, labels);
    if (entries.length === 0) continue;
    const template = templates.find(({ annotationsPath }) => annotationsPath !== undefined)?.annotationsPath;
    (found ??= []).push({ resource, on: "workload", template, entries, provider: undefined });
  }
  return found ?? [];
}

function isSame(a: Path | undefined, b: Path): boolean {
  return a !== undefined && a.length === b.length && a.every((step, index) => step === b[index]);
}

/** The resource, and every map on the way from it to a pod template; each once. */
function outerNodes(
  { root }: Item,
  templates: readonly PodTemplate<Node>[],
): readonly { readonly prefix: Path; readonly node: Node }[] {
  const found: { prefix: Path; node: Node }[] = [{ prefix: [], node: root }];
  for (const { path } of templates) {
    let node: Node | undefined = root;
    for (const [depth, step] of path.slice(0, -1).entries()) {
      node = typeof step === "number" ? node?.at(step) : node?.get(step);
      if (node === undefined) break;
      const { id } = node;
      if (node.kind === "map" && !found.some((each) => each.node.id === id)) {
        found.push({ prefix: path.slice(0, depth + 1), node });
      }
    }
  }
  return found;
}
