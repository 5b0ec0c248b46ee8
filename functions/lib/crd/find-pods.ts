import { isText, itemsOf, property, propertyNames, type Schema, valuesOf, walkSchema } from "./schema.ts";
import { formatSteps, type Steps } from "./steps.ts";

/** Where a schema holds pods. */
export interface PodPlace {
  /** The PodSpec. */
  readonly spec: Steps;
  /** Annotations of the pods; undefined where the schema names no field for them. */
  readonly annotations: Steps | undefined;
  /** The schema lists no annotations there: an API server drops them. */
  readonly pruned: boolean;
}

/** Fields that hold annotations of pods beside a PodSpec, the surest first. */
const BESIDE: readonly (readonly string[])[] = [
  ["podMetadata", "annotations"],
  ["podAnnotations"],
  ["podTemplate", "metadata", "annotations"],
  ["annotations"],
];

/** The PodSpecs of a schema, known by their containers, with the annotations that go with them. */
export function findPods(root: Schema): readonly PodPlace[] {
  const found = new Map<string, PodPlace>();
  walkSchema(root, ({ schema, steps, above }) => {
    if (!isPodSpec(schema)) return;
    found.set(formatSteps(steps), { spec: steps, ...annotationsOf(schema, steps, above.at(-1)) });
  });
  return [...found.values()];
}

/** An object with `containers` of which each has an image, as every version of Kubernetes writes it. */
function isPodSpec(schema: Schema): boolean {
  const containers = property(schema, "containers");
  return containers !== undefined && itemsOf(containers).some((item) => isText(property(item, "image")));
}

function annotationsOf(spec: Schema, steps: Steps, parent: Schema | undefined): Omit<PodPlace, "spec"> {
  const metadata = parent === undefined || steps.length < 2 ? undefined : property(parent, "metadata");
  if (steps.at(-1) === "spec" && metadata !== undefined) {
    return { annotations: [...steps.slice(0, -1), "metadata", "annotations"], pruned: isPruned(metadata) };
  }
  for (const keys of BESIDE) {
    if (leads(spec, keys)) return { annotations: [...steps, ...keys], pruned: false };
  }
  for (const keys of BESIDE) {
    if (parent !== undefined && leads(parent, keys))
      return { annotations: [...steps.slice(0, -1), ...keys], pruned: false };
  }
  return { annotations: undefined, pruned: false };
}

function leads(schema: Schema, keys: readonly string[]): boolean {
  let at: Schema | undefined = schema;
  for (const key of keys) at = at && property(at, key);
  return at !== undefined && (valuesOf(at) !== undefined || propertyNames(at).length === 0);
}

/** Metadata that is an object and nothing more: what is not listed is not stored. */
function isPruned(metadata: Schema): boolean {
  const open = metadata["x-kubernetes-preserve-unknown-fields"] === true || metadata["additionalProperties"] === true;
  return !open && valuesOf(metadata) === undefined && property(metadata, "annotations") === undefined;
}
