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
  /** Labels of the pods, from `at`. */
  readonly labels?: string;
  /** `images`: only with an image in it is this a pod (steps and DAGs of a workflow are not). Default: whenever `at` is there. */
  readonly when?: "images";
}

/** Where one kind, or several alike, holds pod templates and image references. */
export interface WorkloadKind {
  /** API group without version; `""` is the core group. Namesakes of other groups are other rows. */
  readonly group: string;
  readonly kinds: readonly string[];
  readonly pods: readonly PodShape[];
  /** Image fields outside of the pod templates, from the resource. */
  readonly images?: readonly string[];
  /** Where the shape is documented. */
  readonly source: string;
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
