/**
 * Where Kubernetes resources hold image references and pod templates, as data per kind.
 *
 * ```ts
 * const kind = workloadKind("batch", "CronJob");
 * podTemplates(root, kind)[0].annotationsPath; // ["spec", "jobTemplate", "spec", "template", "metadata", "annotations"]
 * imageFields(root, kind).map((field) => field.path); // every container, init container, image volume …
 * ```
 *
 * Nothing here throws on shapes that do not fit: a map where a list should be holds no images.
 */
export { fieldPathProblem } from "./field-path.ts";
export { keptFields } from "./kept-fields.ts";
export { knowsField } from "./knows-field.ts";
export { imageFields, imageFieldsOutsidePods, podTemplates, pullPolicyOf } from "./locate.ts";
export { podStrings, readStrings } from "./read-strings.ts";
export type { ContainerType, ImageField, PodTemplate } from "./tree.ts";
export type { WorkloadKind } from "./workload-kind.ts";
export { workloadKind, workloadKinds } from "./workloads.ts";
