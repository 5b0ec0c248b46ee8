/** What this module needs of a YAML outline: `Node` of lib/yaml has it, and a test can make one of plain objects. */
export interface Tree {
  /** `map`, `sequence`, `scalar`, `null` or `alias`. */
  readonly kind: string;
  /** Key in the parent map, or index in the parent list. */
  readonly key: string | number | undefined;
  /** From the root of the text, which may lie above the resource. */
  readonly path: readonly (string | number)[];
  /** The text of a scalar that is a string. */
  readonly string: string | undefined;
  readonly size: number;
  /** The value of a key; undefined when there is none or this is no map. */
  get(key: string): Tree | undefined;
  children(): Tree[];
}

/** Steps from the resource to one of its fields. */
export type Path = readonly (string | number)[];

/**
 * The role of the container that an image belongs to; `field` where there is no container in the manifest, `name` where
 * the tag or digest stands in another field.
 */
export type ContainerType = "container" | "init" | "ephemeral" | "volume" | "field" | "name";

/** One place that holds, or should hold, an image reference. */
export interface ImageField<N extends Tree> {
  /** Not always a string: numbers, maps and aliases are handed out too, so that callers can say so. */
  readonly node: N;
  readonly path: Path;
  /** Name of the container. */
  readonly container: string | undefined;
  readonly type: ContainerType;
  /** What is written beside the image; undefined when nothing is, or only an empty text. */
  readonly pullPolicy: string | undefined;
}

/** One template of pods in a resource. */
export interface PodTemplate<N extends Tree> {
  /** Of the object that holds spec and annotations; `[]` for a Pod. */
  readonly path: Path;
  /** Where annotations of the pods are written, whether there are any or not; undefined where the kind has no such field. */
  readonly annotationsPath: Path | undefined;
  readonly annotations: N | undefined;
  /** Metadata elsewhere in the resource that these pods get as well, whether it is there or not; each beats those before, their own beats all. */
  readonly inherited: readonly { readonly path: Path; readonly metadata: N | undefined }[];
  readonly labels: N | undefined;
  /** The PodSpec, or the part of the resource that stands for it. */
  readonly spec: N | undefined;
  readonly images: readonly ImageField<N>[];
  /** What runs the pods where that is not the resource itself: one inside of it, or a DaemonSet that is made of it. */
  readonly runner: { readonly group: string; readonly kind: string } | undefined;
}
