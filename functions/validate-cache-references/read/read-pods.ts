import { type ProviderName, provider as rowOf } from "../../lib/cache/mod.ts";
import {
  type ImageField,
  type PodTemplate,
  podTemplates,
  pullPolicyOf,
  type WorkloadKind,
} from "../../lib/kubernetes/mod.ts";
import type { Node, Path } from "../../lib/yaml/mod.ts";
import type { Entry, Metadata, Pod, PodImage, Resource } from "../model.ts";
import { intern, internPath } from "./intern.ts";
import { readImage } from "./read-image.ts";
import { readEntries, readLabels, readRoutingLabels } from "./read-metadata.ts";
import { readPlacement } from "./read-placement.ts";
import { inherit, isSame, sharedAnnotationsPath, type SharedMetadata, sharedReader } from "./shared-metadata.ts";

/** What reading depends on. */
export interface ReadOptions {
  readonly provider: ProviderName | undefined;
  /** Also pods without any key, and those that cannot have one: for explaining what such a pod does. */
  readonly everyPod?: boolean;
}

/**
 * The pods of a workload that carry keys of a provider, and its other metadata that does; `root` is the workload without
 * aliases. Nothing of the text is kept: when rules look at a pod, its outline is gone.
 */
export function readWorkload(
  root: Node,
  resource: Resource,
  kind: WorkloadKind,
  options: ReadOptions,
): { readonly pods: readonly Pod[]; readonly metadata: readonly Metadata[] } {
  const templates = podTemplates(root, kind);
  const sharedBy = sharedReader(options.provider);
  const pods: Pod[] = [];
  const owner = withInnerLabels(root, resource, templates);
  const context = { siblings: pods, options };
  for (const template of templates) {
    const pod = readPod(root, owner, template, { ...context, shared: sharedBy(template) });
    if (pod !== undefined) pods.push(pod);
  }
  if (kind.pods.length === 0) return { pods, metadata: [] };
  const outer = readOuterMetadata(root, resource, templates, options);
  return { pods, metadata: [...outer, ...readBareAnnotations(root, resource, templates, options)] };
}

interface PodContext {
  readonly siblings: readonly Pod[];
  readonly shared: SharedMetadata | undefined;
  readonly options: ReadOptions;
}

function readPod(root: Node, resource: Resource, template: PodTemplate<Node>, context: PodContext): Pod | undefined {
  const { annotationsPath, labels: labelNode, spec } = template;
  const { siblings, shared, options } = context;
  if (annotationsPath === undefined && options.everyPod !== true) return undefined;
  const path = internPath(annotationsPath ?? template.path);
  const annotations = readEntries(template.annotations, path, "annotation", options.provider);
  const labels = readEntries(labelNode, labelsPath(labelNode, root), "label", options.provider);
  const own = inherit(joined(annotations.own, labels.own), shared?.own);
  const foreign = inherit(joined(annotations.foreign, labels.foreign), shared?.foreign);
  if (options.everyPod !== true && !own.some(mayMatter)) return undefined;
  const routing = readRoutingLabels(labelNode);
  return {
    resource,
    annotationsPath: path,
    entries: own,
    foreign,
    siblings,
    labels: shared === undefined ? routing : { ...shared.labels, ...routing },
    allLabels: shared === undefined && own.some(isReplaceable) ? readLabels(labelNode) : undefined,
    images: [...template.images.map(readPodImage), ...unnamedImages(template, root)],
    placement: readPlacement(...(spec === undefined ? mapsAround(root, template.path) : [spec])),
  };
}

/** What a template without a PodSpec stands in, from the outermost, and itself; of Tekton's kinds the part about pods. */
function mapsAround(root: Node, path: Path): readonly Node[] {
  const spec = root.get("spec");
  const found: Node[] = [];
  const add = (map: Node | undefined): void => {
    if (map?.kind !== "map") return;
    found.push(map);
    const inner = map.get("podTemplate") ?? map.get("taskRunTemplate")?.get("podTemplate");
    if (inner?.kind === "map") found.push(inner);
  };
  if (path[0] !== "spec") add(spec);
  let node: Node | undefined = root;
  for (const step of path) {
    node = typeof step === "number" ? node?.at(step) : node?.get(step);
    add(node);
  }
  return found;
}

/** Whether an entry is of a cloud whose add-on replaces images. */
function isReplaceable({ info }: Entry): boolean {
  return info !== undefined && rowOf(info.provider).keys.imageReplacement !== null;
}

/** Whether any rule can have something to say about an entry, or about the pod because of it. */
function mayMatter({ info, on, isString }: Entry): boolean {
  if (info === undefined || !isString) return true;
  const { family, by, carriers, value } = info.row;
  if (family === "cache" || family === "replacement" || by === "platform" || value.type === "integer") return true;
  return info.generation === "legacy" || (on === "annotation" && !carriers.includes("pod-annotation"));
}

function joined<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return second.length === 0 ? first : first.length === 0 ? second : [...first, ...second];
}

function labelsPath(node: Node | undefined, root: Node): Path {
  return node === undefined ? [] : internPath(node.path.slice(root.path.length));
}

function readPodImage({ node, path, container, type, pullPolicy }: ImageField<Node>): PodImage {
  const text = node.string;
  const image = text === undefined ? undefined : readImage(text);
  return {
    container: container === undefined ? undefined : intern(container),
    type,
    path,
    written: image?.ref ?? text,
    image,
    before: undefined,
    pullPolicy,
  };
}

/** Containers of a PodSpec that say no image: a patch completes what stands elsewhere, so that an image is not known. */
function unnamedImages({ spec }: PodTemplate<Node>, root: Node): readonly PodImage[] {
  const containers = spec?.get("containers");
  if (containers?.kind !== "sequence") return [];
  return containers.children().flatMap((each) => {
    if (each.kind !== "map" || each.get("image") !== undefined) return [];
    const path = each.path.slice(root.path.length);
    const name = each.get("name")?.string;
    const container = name === undefined ? undefined : intern(name);
    const unknown = { written: undefined, image: undefined, before: undefined };
    return [
      { container, type: "container" as const, path: [...path, "image"], pullPolicy: pullPolicyOf(each), ...unknown },
    ];
  });
}

/** With the labels of workloads that the workload makes, such as those of the jobs of a CronJob: they route pods as well. */
function withInnerLabels(root: Node, resource: Resource, templates: readonly PodTemplate<Node>[]): Resource {
  if (!templates.some(({ path }) => path.length > 2)) return resource;
  const inner = outerNodes(root, templates).slice(1);
  const labels = inner.map(({ node }) => readRoutingLabels(node.get("metadata")?.get("labels")));
  const found = labels.filter((each) => Object.keys(each).length > 0);
  return found.length === 0 ? resource : { ...resource, labels: Object.assign({}, ...found, resource.labels) };
}

/** Metadata of the workload, and of what lies between it and its pods: none of it reaches a pod. */
function readOuterMetadata(
  root: Node,
  resource: Resource,
  templates: readonly PodTemplate<Node>[],
  { provider }: ReadOptions,
): readonly Metadata[] {
  let found: Metadata[] | undefined;
  for (const { prefix, metadata } of outerMetadata(root, templates)) {
    const path = [...prefix, "annotations"];
    if (templates.some((template) => reaches(template, path))) continue;
    const annotations = readEntries(metadata.get("annotations"), path, "annotation", provider).own;
    const labels = readEntries(metadata.get("labels"), [...prefix, "labels"], "label", provider).own;
    const entries = joined(annotations, labels);
    if (entries.length === 0) continue;
    const first = templates.find(({ annotationsPath }) => annotationsPath !== undefined)?.annotationsPath;
    const template = sharedAnnotationsPath(templates) ?? first;
    const there = template === undefined ? [] : readEntries(root.find(template), template, "annotation", provider).own;
    (found ??= []).push({ resource, on: "workload", template, there, entries, provider: undefined });
  }
  return found ?? [];
}

/** Of a workflow that is made later: https://argo-workflows.readthedocs.io/en/latest/fields/#workflowmetadata */
const OF_WORKFLOW = "workflowMetadata";

function outerMetadata(
  root: Node,
  templates: readonly PodTemplate<Node>[],
): readonly { readonly prefix: Path; readonly metadata: Node }[] {
  const nodes = outerNodes(root, templates);
  // Its templates may be those of another resource.
  const spec = templates.length === 0 ? root.get("spec") : undefined;
  const all = spec === undefined ? nodes : [...nodes, { prefix: ["spec"], node: spec }];
  return all.flatMap(({ prefix, node }) =>
    ["metadata", OF_WORKFLOW].flatMap((name) => {
      const metadata = node.get(name);
      return metadata === undefined ? [] : [{ prefix: [...prefix, name], metadata }];
    }),
  );
}

/** Where people write the annotations of a pod by mistake, from its template. */
const BESIDE: readonly Path[] = [["annotations"], ["spec", "annotations"], ["spec", "metadata", "annotations"]];

/** Annotations beside the metadata of a template instead of in it; workflows have others there, which reach no pod either. */
function readBareAnnotations(
  root: Node,
  resource: Resource,
  templates: readonly PodTemplate<Node>[],
  { provider }: ReadOptions,
): readonly Metadata[] {
  // Of kinds of Kubernetes it is known that what holds a template has no annotations of its own.
  const isBuiltIn = !resource.group.includes(".");
  const found: Metadata[] = [];
  for (const { path: at, annotationsPath: template, annotations } of templates) {
    if (template === undefined || !isSame(template, [...at, "metadata", "annotations"])) continue;
    const take = (node: Node | undefined, path: () => Path): void => {
      const entries = node === undefined ? [] : readEntries(node, path(), "annotation", provider).own;
      if (entries.length === 0) return;
      const there = readEntries(annotations, template, "annotation", provider).own;
      found.push({ resource, on: "workload", template, there, entries, provider: undefined });
    };
    const inside = root.find(at);
    for (const below of BESIDE) take(inside?.find(below), () => [...at, ...below]);
    const above = at.slice(0, -1);
    if (isBuiltIn && at.length > 0) take(root.find(above)?.get("annotations"), () => [...above, "annotations"]);
  }
  return found;
}

/** Whether annotations are those of a pod, or reach it: then they are read with it. */
function reaches({ annotationsPath, inherited }: PodTemplate<Node>, path: Path): boolean {
  return isSame(annotationsPath, path) || inherited.some((level) => isSame([...level.path, "annotations"], path));
}

/** The resource, and every map on the way from it to a pod template; each once. */
function outerNodes(
  root: Node,
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
