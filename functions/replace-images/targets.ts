import type { Item } from "../lib/krm/mod.ts";
import {
  type ImageField,
  imageFields,
  imageFieldsOutsidePods,
  type PodTemplate,
  podTemplates,
  readStrings,
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
  /** Whether `fields` may be fewer than `all`. */
  readonly selective: boolean;
  templates(item: Item, kind: WorkloadKind): { template: PodTemplate<Node>; images: ImageField<Node>[] }[];
  /** Whether an image that stands in no known field is selected: it belongs to no container. */
  selects(item: Item, image: string): boolean;
  /** The same for what stands inside of `outer`, which then is the resource that is asked for. */
  within(outer: Item): Targets;
}

/** Prepares the selector and the additional fields of a policy. `outer` is the resource around the items. */
export function createTargets(spec: ReplaceImagesSpec, outer?: Item): Targets {
  const { select, imageFields: added = [] } = spec;
  const selects = select === undefined || Object.keys(select).length === 0 ? undefined : compileSelect(select);
  const kindOf = (item: Item): WorkloadKind | undefined => withAdded(workloadKind(item.group, item.kind), item, added);
  const pick = (
    item: Item,
    template: PodTemplate<Node> | undefined,
    images: readonly ImageField<Node>[],
  ): ImageField<Node>[] => {
    if (selects === undefined) return [...images];
    const subject = subjectOf(outer ?? item, template);
    return images.filter(({ container, node }) => selects({ ...subject, container, image: node.string }));
  };
  return {
    kindOf,
    selective: selects !== undefined,
    all: (item, kind) => imageFields(item.root, kind),
    fields: (item, kind) => {
      if (selects === undefined)
        return added.length === 0 ? imageFields(item.root, kind) : unique(imageFields(item.root, kind));
      const inPods = podTemplates(item.root, kind).flatMap((template) => pick(item, template, template.images));
      return unique([...inPods, ...pick(item, undefined, imageFieldsOutsidePods(item.root, kind))]);
    },
    templates: (item, kind) =>
      podTemplates(item.root, kind).map((template) => ({ template, images: pick(item, template, template.images) })),
    selects: (item, image) => selects === undefined || selects({ ...subjectOf(outer ?? item, undefined), image }),
    within: (around) => createTargets(spec, outer ?? around),
  };
}

/** A path of the policy may name a field that the catalogue names, too. */
function unique(fields: readonly ImageField<Node>[]): ImageField<Node>[] {
  return [...new Map(fields.map((field) => [field.path.join("\0"), field])).values()];
}

/** Labels and annotations count on the workload and on its pods alike. */
function subjectOf(item: Item, template: PodTemplate<Node> | undefined): Subject {
  const { kind, name, namespace } = item;
  const labels = [item.labels, readStrings(template?.labels)];
  return { kind, name, namespace, labels, annotations: [item.annotations, readStrings(template?.annotations)] };
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
