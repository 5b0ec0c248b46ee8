import { isPlainPath, nodeAt, plainKeys, visitPath } from "./field-path.ts";
import type { ContainerType, ImageField, Path, PodTemplate, Tree } from "./tree.ts";
import type { PodShape, WorkloadKind } from "./workload-kind.ts";

/** The container lists of a PodSpec. */
const LISTS: readonly string[] = ["initContainers", "containers", "ephemeralContainers"];

/** What the key around an image says about the container; any other key is a field of the resource. */
const ROLES: Readonly<Record<string, ContainerType>> = {
  initContainers: "init",
  initContainer: "init",
  containers: "container",
  container: "container",
  script: "container",
  steps: "container",
  stepTemplate: "container",
  sidecars: "container",
  sidecarContainers: "container",
  additionalContainers: "container",
  ephemeralContainers: "ephemeral",
};

/** Every template of pods in a resource, with its images; `root` is the resource. */
export function podTemplates<N extends Tree>(root: N, kind: WorkloadKind): PodTemplate<N>[] {
  const found: PodTemplate<N>[] = [];
  for (const shape of kind.pods) {
    visitPath(root, shape.at, (node) => {
      if (node.kind !== "map") return;
      const template = podTemplate(root, node, shape);
      if (shape.when !== "images" || template.images.length > 0) found.push(template);
    });
  }
  return found;
}

/** Every image field of a resource: those of its pods, then the others. */
export function imageFields<N extends Tree>(root: N, kind: WorkloadKind): ImageField<N>[] {
  const found: ImageField<N>[] = [];
  const depth = root.path.length;
  for (const shape of kind.pods) visitPath(root, shape.at, (node) => collectPod(node, shape, depth, found));
  collectOthers(root, kind, depth, found);
  return found;
}

/** The image fields of a resource that belong to no pod template: `podTemplates` and this give what `imageFields` does. */
export function imageFieldsOutsidePods<N extends Tree>(root: N, kind: WorkloadKind): ImageField<N>[] {
  const found: ImageField<N>[] = [];
  collectOthers(root, kind, root.path.length, found);
  return found;
}

function collectOthers<N extends Tree>(root: N, kind: WorkloadKind, depth: number, found: ImageField<N>[]): void {
  for (const path of kind.images ?? []) {
    visitPath(root, path, (node, parent) => found.push(imageField(node, parent, path, depth)));
  }
  for (const path of kind.names ?? []) {
    visitPath(root, path, (node) => found.push({ ...imageField(node, undefined, path, depth), type: "name" }));
  }
}

const NONE: readonly never[] = [];

function podTemplate<N extends Tree>(root: N, node: N, shape: PodShape): PodTemplate<N> {
  const images: ImageField<N>[] = [];
  const depth = root.path.length;
  const path = node.path.slice(depth);
  collectPod(node, shape, depth, images);
  return {
    path,
    annotationsPath: shape.annotations === null ? undefined : [...path, ...plainKeys(shape.annotations)],
    annotations: shape.annotations === null ? undefined : nodeAt(node, shape.annotations),
    inherited: shape.inherits?.map((at) => ({ path: plainKeys(at), metadata: nodeAt(root, at) })) ?? NONE,
    labels: shape.labels === undefined ? undefined : nodeAt(node, shape.labels),
    spec: shape.spec === undefined ? undefined : nodeAt(node, shape.spec),
    images,
    runner: runnerOf(root, node, path, shape),
  };
}

function runnerOf(root: Tree, node: Tree, path: Path, { inner, everyNode }: PodShape): PodTemplate<Tree>["runner"] {
  if (inner !== undefined) {
    const resource = path.slice(0, path.length - inner).reduce<Tree | undefined>(childAt, root);
    const [type, kind] = [resource?.get("apiVersion")?.string, resource?.get("kind")?.string];
    if (type === undefined || kind === undefined) return undefined;
    return { group: type.includes("/") ? type.slice(0, type.indexOf("/")) : "", kind };
  }
  if (everyNode === undefined) return undefined;
  const is = everyNode === true || nodeAt(node, everyNode.field)?.string === everyNode.value;
  return is ? { group: "apps", kind: "DaemonSet" } : undefined;
}

function childAt(node: Tree | undefined, key: string | number): Tree | undefined {
  return typeof key === "string" ? node?.get(key) : node?.children()[key];
}

function collectPod<N extends Tree>(node: N, shape: PodShape, depth: number, found: ImageField<N>[]): void {
  const spec = shape.spec === undefined ? undefined : nodeAt(node, shape.spec);
  if (spec !== undefined) collectPodSpec(spec, podPaths(shape, spec, depth), found);
  for (const path of shape.images ?? []) {
    visitPath(node, path, (image, parent) => found.push(imageField(image, parent, path, depth)));
  }
}

/** Paths come from {@link PodPaths} instead of being asked of every node, which would look up each step again. */
function collectPodSpec<N extends Tree>(spec: N, paths: PodPaths, found: ImageField<N>[]): void {
  for (const list of LISTS) {
    const containers = spec.get(list) as N | undefined;
    if (containers !== undefined) collectContainers(containers, list, paths, found);
  }
  const volumes = spec.get("volumes") as N | undefined;
  if (volumes?.kind === "alias") collectVolume(volumes, [...paths.base, "volumes"], found);
  if (volumes?.kind !== "sequence") return;
  volumes.children().forEach((volume, index) => collectVolume(volume as N, [...paths.base, "volumes", index], found));
}

/** An alias in the place of a list or an item is handed out itself, so that what it hides is not missed in silence. */
function collectContainers<N extends Tree>(list: N, name: string, paths: PodPaths, found: ImageField<N>[]): void {
  const type = ROLES[name] as ContainerType;
  if (list.kind === "alias") found.push(containerField(list, list, type, [...paths.base, name]));
  if (list.kind !== "sequence") return;
  const containers = list.children() as N[];
  for (let index = 0; index < containers.length; index++) {
    const container = containers[index] as N;
    const isAlias = container.kind === "alias";
    const node = isAlias ? container : (container.get("image") as N | undefined);
    if (node === undefined) continue;
    const path = isAlias ? [...paths.base, name, index] : paths.image(name, index);
    found.push(containerField(node, container, type, path));
  }
}

function collectVolume<N extends Tree>(volume: N, at: Path, found: ImageField<N>[]): void {
  const image = volume.get("image");
  const node = image?.get("reference") as N | undefined;
  if (image !== undefined && node !== undefined) found.push(volumeField(node, image, [...at, "image", "reference"]));
}

/** The paths of the images below one pod spec, made once. */
class PodPaths {
  readonly base: Path;
  readonly #images = new Map<string, Path[]>();

  constructor(base: Path) {
    this.base = base;
  }

  /** `list[index].image` */
  image(list: string, index: number): Path {
    let images = this.#images.get(list);
    if (images === undefined) this.#images.set(list, (images = []));
    return (images[index] ??= [...this.base, list, index, "image"]);
  }
}

/** A pod spec that is reached through no list stands at the same place in every resource of its kind. */
const fixedPaths = new WeakMap<PodShape, PodPaths>();

function podPaths(shape: PodShape, spec: Tree, depth: number): PodPaths {
  const known = fixedPaths.get(shape);
  if (known !== undefined) return known;
  const paths = new PodPaths(pathBelow(spec, depth));
  if (isPlainPath(shape.at)) fixedPaths.set(shape, paths);
  return paths;
}

function containerField<N extends Tree>(node: N, container: Tree, type: ContainerType, path: Path): ImageField<N> {
  return {
    node,
    path,
    container: container.get("name")?.string,
    type,
    pullPolicy: pullPolicyOf(container),
  };
}

/** What a container says in `imagePullPolicy`; undefined when it says nothing. */
export function pullPolicyOf(container: Tree): string | undefined {
  return policyOf(container.get("imagePullPolicy"));
}

/** An empty one, which charts write for want of a value, is none: Kubernetes fills in the default. */
function policyOf(node: Tree | undefined): string | undefined {
  const text = node?.string;
  return text === "" ? undefined : text;
}

function volumeField<N extends Tree>(node: N, image: Tree, path: Path): ImageField<N> {
  return { node, path, container: undefined, type: "volume", pullPolicy: policyOf(image.get("pullPolicy")) };
}

/** A field named by a path: the key around it tells whether it belongs to a container. */
function imageField<N extends Tree>(node: N, parent: N | undefined, path: string, depth: number): ImageField<N> {
  const below = pathBelow(node, depth);
  if (parent !== undefined && path.endsWith("volumes[].image.reference")) return volumeField(node, parent, below);
  const around = below.slice(0, -1).findLast((step) => typeof step === "string");
  return containerField(node, parent ?? node, roleOf(String(around)), below);
}

function roleOf(key: string): ContainerType {
  return Object.hasOwn(ROLES, key) ? (ROLES[key] as ContainerType) : "field";
}

function pathBelow(node: Tree, depth: number): Path {
  return node.path.slice(depth);
}
