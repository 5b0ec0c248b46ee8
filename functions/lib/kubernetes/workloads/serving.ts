import { type PodShape, template, type WorkloadRows } from "../workload-kind.ts";

const KSERVE = "https://kserve.github.io/website/latest/reference/api/";

/** Model servers that KServe knows by name; each may override the image of its runtime. */
const PREDICTORS = [
  "model",
  "sklearn",
  "xgboost",
  "lightgbm",
  "tensorflow",
  "pytorch",
  "onnx",
  "triton",
  "pmml",
  "paddle",
  "huggingface",
] as const;

/** A component is a PodSpec with annotations and labels beside its containers. */
function component(name: string, images: readonly string[]): PodShape {
  return { at: `spec.${name}`, spec: "", images, annotations: "annotations", labels: "labels" };
}

/** Serverless services and model serving. */
export const SERVING: WorkloadRows = {
  groups: ["serving.knative.dev", "caching.internal.knative.dev", "serving.kserve.io"],
  rows: () => [
    {
      group: "serving.knative.dev",
      kinds: ["Service", "Configuration"],
      pods: [template("spec.template")],
      source: "https://knative.dev/docs/serving/reference/serving-api/",
    },
    {
      group: "caching.internal.knative.dev",
      kinds: ["Image"],
      pods: [],
      images: ["spec.image"],
      source: "https://github.com/knative/caching/tree/main/pkg/apis/caching/v1alpha1",
    },
    {
      group: "serving.kserve.io",
      kinds: ["InferenceService"],
      pods: [
        component("predictor", [
          ...PREDICTORS.map((name) => `${name}.image`),
          "workerSpec.initContainers[].image",
          "workerSpec.containers[].image",
          "workerSpec.volumes[].image.reference",
        ]),
        component("transformer", []),
        component("explainer", ["art.image"]),
      ],
      source: KSERVE,
    },
    {
      group: "serving.kserve.io",
      kinds: ["ServingRuntime", "ClusterServingRuntime"],
      pods: [
        { at: "spec", spec: "", annotations: "annotations", labels: "labels" },
        { at: "spec.workerSpec", spec: "", annotations: "annotations", labels: "labels" },
      ],
      source: KSERVE,
    },
    {
      group: "serving.kserve.io",
      kinds: ["ClusterStorageContainer"],
      pods: [],
      images: ["spec.container.image"],
      source: KSERVE,
    },
  ],
};
