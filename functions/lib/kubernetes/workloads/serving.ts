import { owned, type PodShape, template, type WorkloadRows } from "../workload-kind.ts";

const KNATIVE = "https://knative.dev/docs/";
const KSERVE = "https://kserve.github.io/website/latest/reference/api/";

const SELDON = "https://github.com/SeldonIO/seldon-core/tree/v2/operator/apis/mlops/v1alpha1";

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
  // The annotations and labels of the object reach the pods of every component; their own beat them.
  const inherits = ["metadata"];
  return { at: `spec.${name}`, spec: "", images, annotations: "annotations", inherits, labels: "labels" };
}

/** The pods of one workload of an LLM service: a PodSpec for the head, one for the workers, one set of annotations. */
function llmWorkload(at: string): PodShape {
  return {
    at,
    spec: "template",
    images: ["worker.initContainers[].image", "worker.containers[].image", "worker.volumes[].image.reference"],
    annotations: "annotations",
    labels: "labels",
  };
}

/** Serverless services and model serving. */
export const SERVING: WorkloadRows = {
  groups: [
    "serving.knative.dev",
    "sources.knative.dev",
    "sinks.knative.dev",
    "operator.knative.dev",
    "caching.internal.knative.dev",
    "serving.kserve.io",
    "machinelearning.seldon.io",
    "mlops.seldon.io",
    "openfaas.com",
    "fission.io",
    "core.spinkube.dev",
  ],
  rows: () => [
    {
      group: "serving.knative.dev",
      kinds: ["Service", "Configuration"],
      pods: [template("spec.template")],
      source: `${KNATIVE}serving/reference/serving-api/`,
    },
    owned(
      { group: "serving.knative.dev", kinds: ["Revision"], source: `${KNATIVE}serving/revisions/` },
      "Knative writes a Revision for each change of its Configuration",
      ["spec.containers[].image", "spec.initContainers[].image"],
    ),
    {
      group: "sources.knative.dev",
      kinds: ["ContainerSource"],
      pods: [template("spec.template")],
      source: `${KNATIVE}eventing/custom-event-source/containersource/`,
    },
    {
      group: "sinks.knative.dev",
      kinds: ["JobSink"],
      pods: [template("spec.job.spec.template")],
      source: `${KNATIVE}eventing/sinks/job-sink/`,
    },
    {
      // Container names with the images that the operator puts there, and one pattern for all, which is no image.
      group: "operator.knative.dev",
      kinds: ["KnativeServing", "KnativeEventing"],
      pods: [],
      images: ["spec.registry.default", "spec.registry.override.*"],
      source: `${KNATIVE}install/operator/configuring-serving-cr/`,
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
      kinds: ["LLMInferenceService", "LLMInferenceServiceConfig"],
      pods: [
        llmWorkload("spec"),
        llmWorkload("spec.prefill"),
        { at: "spec.router.scheduler", spec: "template", annotations: "annotations", labels: "labels" },
        { at: "spec.router.scheduler.tokenizer", spec: "template", annotations: null },
      ],
      source: "https://kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-configuration",
    },
    {
      group: "serving.kserve.io",
      kinds: ["ClusterStorageContainer"],
      pods: [],
      images: ["spec.container.image"],
      source: KSERVE,
    },
    {
      group: "machinelearning.seldon.io",
      kinds: ["SeldonDeployment"],
      pods: [template("spec.predictors[].componentSpecs[]")],
      images: ["spec.predictors[].explainer.containerSpec.image"],
      source: "https://docs.seldon.ai/seldon-core-1/reference/seldon-deployment-crd",
    },
    {
      group: "mlops.seldon.io",
      kinds: ["ServerConfig"],
      pods: [{ at: "spec", spec: "podSpec", annotations: null }],
      source: SELDON,
    },
    {
      group: "mlops.seldon.io",
      kinds: ["Server"],
      pods: [
        {
          at: "spec",
          spec: "podSpec",
          images: ["init", "agent", "rclone"].map((name) => `imageOverrides.${name}.image`),
          annotations: null,
        },
      ],
      source: SELDON,
    },
    {
      group: "mlops.seldon.io",
      kinds: ["SeldonConfig"],
      pods: [{ at: "spec.components[]", spec: "podSpec", annotations: null }],
      source: SELDON,
    },
    {
      group: "mlops.seldon.io",
      kinds: ["SeldonRuntime"],
      pods: [{ at: "spec.overrides[]", spec: "podSpec", annotations: null }],
      source: SELDON,
    },
    {
      group: "openfaas.com",
      kinds: ["Function"],
      pods: [{ at: "spec", images: ["image"], annotations: "annotations", labels: "labels" }],
      source: "https://docs.openfaas.com/openfaas-pro/function-crd/",
    },
    {
      group: "core.spinkube.dev",
      kinds: ["SpinApp"],
      pods: [{ at: "spec", images: ["image"], annotations: "podAnnotations", labels: "podLabels" }],
      source: "https://www.spinkube.dev/docs/reference/spin-app/",
    },
    {
      group: "fission.io",
      kinds: ["Environment"],
      pods: ["spec.runtime", "spec.builder"].map((at) => ({
        at,
        spec: "podspec",
        images: ["image"],
        annotations: null,
      })),
      source: "https://fission.io/docs/reference/crd-reference/",
    },
  ],
};
