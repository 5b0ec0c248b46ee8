/**
 * One template of pods. Paths are dotted and start at the object before them; `[]` behind a key means every item of the
 * list, `*` every value of the map, `""` the object itself.
 */
export interface PodShape {
  /** The object that holds spec and annotations, from the resource. */
  readonly at: string;
  /** The PodSpec, from `at`: its containers and image volumes are images of the pod. */
  readonly spec?: string;
  /** Further image fields of the pod, from `at`. */
  readonly images?: readonly string[];
  /** Annotations of the pods, from `at`; null where the kind has no field for them. */
  readonly annotations: string | null;
  /** Metadata that the pods get as well, from the resource; each beats those before, their own annotations and labels beat all. */
  readonly inherits?: readonly string[];
  /** Labels of the pods, from `at`. */
  readonly labels?: string;
  /** `images`: only with an image in it is this a pod (steps and DAGs of a workflow are not). Default: whenever `at` is there. */
  readonly when?: "images";
  /** The pods belong to a resource inside of this one: so many steps above `at` it stands. */
  readonly inner?: number;
  /** One pod on each node, as a DaemonSet has: always, or when a field, from `at`, has this value. */
  readonly everyNode?: true | { readonly field: string; readonly value: string };
}

/** Where one kind, or several alike, holds pod templates and image references. */
export interface WorkloadKind {
  /** API group without version; `""` is the core group. Namesakes of other groups are other rows. */
  readonly group: string;
  readonly kinds: readonly string[];
  readonly pods: readonly PodShape[];
  /** Image fields outside of the pod templates, from the resource. */
  readonly images?: readonly string[];
  /** The same where the field holds the name only: the tag or digest of the image stands in a field beside it. */
  readonly names?: readonly string[];
  /** Fields that name images and stay as they are, whatever a policy says. */
  readonly kept?: readonly KeptPath[];
  /** Where the shape is documented. */
  readonly source: string;
}

/** An image field that is never rewritten. */
interface KeptPath {
  readonly path: string;
  /** Reads well behind "is left alone, because". */
  readonly why: string;
}

/** The rows of one file. They are built when a resource of one of the groups is met: most calls need those of few. */
export interface WorkloadRows {
  /** Every group of the rows. */
  readonly groups: readonly string[];
  /** Builds the rows. */
  readonly rows: () => readonly WorkloadKind[];
}

/** The usual shape: a PodTemplateSpec at `at`. */
export function template<const At extends string>(
  at: At,
): { at: At; spec: "spec"; annotations: "metadata.annotations"; labels: "metadata.labels" } {
  return { at, spec: "spec", annotations: "metadata.annotations", labels: "metadata.labels" };
}

/** A PodTemplateSpec that may be a template of something else: it counts with an image in it. */
export function whenImages(at: string): PodShape {
  return { ...template(at), when: "images" };
}

/**
 * A whole resource inside of another, at `at`: whatever of it makes pods. Templates of other things (of secrets,
 * of services) stand at the same paths.
 */
export function wrapped(at: string): readonly PodShape[] {
  const below = (path: string, inner: number): PodShape => ({ ...whenImages(`${at}${path}`), inner });
  return [below("", 0), below(".spec.template", 2), below(".spec.jobTemplate.spec.template", 4)];
}

/** A kind that a controller writes: nothing in it is rewritten, because the source of its images is elsewhere. */
export function owned(
  row: Pick<WorkloadKind, "group" | "kinds" | "source">,
  why: string,
  paths: readonly string[],
): WorkloadKind {
  return { ...row, pods: [], kept: paths.map((path) => ({ path, why })) };
}
