import type { Item } from "../lib/krm/mod.ts";
import {
  type ImageField,
  imageFields,
  imageFieldsOutsidePods,
  type PodTemplate,
  podStrings,
  podTemplates,
  workloadKind,
  type WorkloadKind,
} from "../lib/kubernetes/mod.ts";
import { compileSelect, type Subject } from "../lib/select/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { ReplaceImagesSpec } from "./policy.ts";

/** Finds what a policy is about: the image fields and pod templates that it selects. */
export interface Targets {
  /** The row of a resource's kind, with the fields that the policy adds; undefined for a kind that nobody knows. */
  kindOf(item: Item): WorkloadKind | undefined;
  fields(item: Item, kind: WorkloadKind): ImageField<Node>[];
  /** The same, selected or not. */
  all(item: Item, kind: WorkloadKind): ImageField<Node>[];
  /** Whether `fields` and `templates` did not select some image field so far. */
  readonly passedOver: boolean;
  /** Whether `fields` may be fewer than `all`. */
  readonly selective: boolean;
  /** With what aliases stand for: no image is edited there. */
  templates(item: Item, kind: WorkloadKind): { template: PodTemplate<Node>; images: ImageField<Node>[] }[];
  /**
   * Whether an image that stands in no known field is selected. `node`, in which it stands, may be a variable or argument
   * of a container, or otherwise inside of one; without it, the image belongs to no container and no pods.
   */
  selects(item: Item, image: string, node?: Node): boolean;
  /** The same for what stands inside of `outer`, which then is the resource that is asked for. */
  within(outer: Item): Targets;
}

/** Prepares the selector and the additional fields of a policy. `outer` is the resource around the items. */
export function createTargets(spec: ReplaceImagesSpec, outer?: Item): Targets {
  const { select, imageFields: added = [] } = spec;
  const selects = select === undefined || Object.keys(select).length === 0 ? undefined : compileSelect(select);
  const kindOf = (item: Item): WorkloadKind | undefined => withAdded(workloadKind(item.group, item.kind), item, added);
  const templateAround = createTemplateFinder();
  let passedOver = false;
  const pick = (
    item: Item,
    template: PodTemplate<Node> | undefined,
    images: readonly ImageField<Node>[],
  ): ImageField<Node>[] => {
    if (selects === undefined) return [...images];
    const subject = subjectOf(outer ?? item, template);
    const selected = images.filter(({ container, node }) => selects({ ...subject, container, image: node.string }));
    passedOver ||= selected.length < images.length;
    return selected;
  };
  return {
    kindOf,
    selective: selects !== undefined,
    get passedOver() {
      return passedOver;
    },
    all: (item, kind) => imageFields(item.root, kind),
    fields: (item, kind) => {
      if (selects === undefined)
        return added.length === 0 ? imageFields(item.root, kind) : unique(imageFields(item.root, kind));
      const inPods = podTemplates(item.root, kind).flatMap((template) => pick(item, template, template.images));
      return unique([...inPods, ...pick(item, undefined, imageFieldsOutsidePods(item.root, kind))]);
    },
    templates: (item, kind) =>
      podTemplates(item.expanded, kind).map((template) => ({
        template,
        images: pick(item, template, template.images),
      })),
    selects: (item, image, node) => {
      if (selects === undefined) return true;
      const kind = node === undefined ? undefined : kindOf(item);
      const template = node === undefined || kind === undefined ? undefined : templateAround(node, item, kind);
      return selects({ ...subjectOf(outer ?? item, template), container: node && containerAround(node), image });
    },
    within: (around) => createTargets(spec, outer ?? around),
  };
}

/** Finds the pods that a node belongs to; none, where it lies outside of their specs. Those of one resource are read once. */
function createTemplateFinder(): (node: Node, item: Item, kind: WorkloadKind) => PodTemplate<Node> | undefined {
  let root: Node | undefined;
  let bySpec = new Map<number, PodTemplate<Node>>();
  return (node, item, kind) => {
    if (root === undefined || root.id !== item.root.id || root.outline !== item.root.outline) {
      root = item.root;
      bySpec = new Map(
        podTemplates(root, kind).flatMap((each) => (each.spec === undefined ? [] : [[each.spec.id, each]])),
      );
    }
    for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
      const template = bySpec.get(at.id);
      if (template !== undefined) return template;
    }
    return undefined;
  };
}

/** Lists of containers, in pods and in custom resources. */
const CONTAINERS = /(?:containers|sidecars|steps)$/i;

/** Fields of a container in which images stand that it starts or talks about. */
const OF_CONTAINER: ReadonlySet<unknown> = new Set(["env", "args", "command"]);

/** The name of the container that a node lies in. */
function containerAround(node: Node): string | undefined {
  let [below, at] = [node, node.parent];
  for (; at !== undefined; [below, at] = [at, at.parent]) {
    const list = at.parent?.kind === "sequence" ? at.parent.key : undefined;
    if (at.kind !== "map" || !(OF_CONTAINER.has(below.key) || CONTAINERS.test(String(list)))) continue;
    return at.get("name")?.string;
  }
  return undefined;
}

/** A path of the policy may name a field that the catalogue names, too. */
function unique(fields: readonly ImageField<Node>[]): ImageField<Node>[] {
  return [...new Map(fields.map((field) => [field.path.join("\0"), field])).values()];
}

/** Labels and annotations count on the workload and on its pods alike, wherever the resource says them. */
function subjectOf(item: Item, template: PodTemplate<Node> | undefined): Subject {
  const { kind, name, namespace } = item;
  const ofPods = (field: "labels" | "annotations"): ReturnType<typeof podStrings> =>
    template === undefined ? [] : podStrings(template, field);
  const labels = [item.labels, ...ofPods("labels")];
  return { kind, name, namespace, labels, annotations: [item.annotations, ...ofPods("annotations")] };
}

/** A kind of the catalogue with the policy's own fields beside it. */
function withAdded(
  known: WorkloadKind | undefined,
  { group, kind }: Item,
  added: NonNullable<ReplaceImagesSpec["imageFields"]>,
): WorkloadKind | undefined {
  if (added.length === 0) return known;
  const paths = added
    .filter((each) => each.kind === kind && (each.group === undefined || each.group === group))
    .flatMap((each) => each.paths);
  if (paths.length === 0) return known;
  const base = known ?? { group, kinds: [kind], pods: [], source: "policy" };
  return { ...base, images: [...(base.images ?? []), ...paths] };
}
