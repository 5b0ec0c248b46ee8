import { owned, type PodShape, template, type WorkloadRows, whenImages } from "../workload-kind.ts";

const RBG = "https://github.com/sgl-project/rbg/tree/main/examples";
const KTHENA = "https://kthena.volcano.sh/docs/reference/crd/workload.serving.volcano.sh";
const AIBRIX = "https://aibrix.readthedocs.io/latest/designs/aibrix-stormservice.html";
const DYNAMO = "https://github.com/ai-dynamo/dynamo/tree/main/deploy/operator/api";
const NIM = "https://github.com/NVIDIA/k8s-nim-operator/tree/main/api/apps/v1alpha1";

/** The roles of a group at `spec`: a pod each, a leader with workers, or several different ones. */
function roles(spec: string): readonly PodShape[] {
  const leader = `${spec}.roles[].leaderWorkerPattern`;
  return [
    // The first version had the template in the role itself, and patches for leader and workers beside it.
    template(`${spec}.roles[].template`),
    whenImages(`${spec}.roles[].leaderWorkerSet.patchLeaderTemplate`),
    whenImages(`${spec}.roles[].leaderWorkerSet.patchWorkerTemplate`),
    whenImages(`${spec}.roles[].templatePatch`),
    template(`${spec}.roles[].components[].template`),
    template(`${spec}.roles[].standalonePattern.template`),
    whenImages(`${spec}.roles[].standalonePattern.templateRef.patch`),
    template(`${leader}.template`),
    whenImages(`${leader}.templateRef.patch`),
    whenImages(`${leader}.leaderTemplatePatch`),
    whenImages(`${leader}.workerTemplatePatch`),
    template(`${spec}.roles[].customComponentsPattern.components[].template`),
    template(`${spec}.roleTemplates[].template`),
  ];
}

/** One component of the first version of Dynamo: a PodSpec, with the main container beside its containers. */
function dynamo(at: string): PodShape {
  return {
    at,
    spec: "extraPodSpec",
    images: ["extraPodSpec.mainContainer.image", "frontendSidecar.image"],
    annotations: "extraPodMetadata.annotations",
    labels: "extraPodMetadata.labels",
  };
}

/** Groups of pods that serve large models, and the queue in front of them. */
export const INFERENCE: WorkloadRows = {
  groups: [
    "workloads.x-k8s.io",
    "workload.serving.volcano.sh",
    "orchestration.aibrix.ai",
    "nvidia.com",
    "apps.nvidia.com",
    "kubeai.org",
    "kaito.sh",
    "kueue.x-k8s.io",
  ],
  rows: () => [
    { group: "workloads.x-k8s.io", kinds: ["RoleBasedGroup"], pods: roles("spec"), source: RBG },
    {
      group: "workloads.x-k8s.io",
      kinds: ["RoleBasedGroupSet"],
      pods: [...roles("spec.groupTemplate.spec"), ...roles("spec.template")],
      source: RBG,
    },
    {
      group: "workload.serving.volcano.sh",
      kinds: ["ModelServing"],
      pods: [template("spec.template.roles[].entryTemplate"), template("spec.template.roles[].workerTemplate")],
      source: KTHENA,
    },
    {
      group: "workload.serving.volcano.sh",
      kinds: ["ModelBooster"],
      pods: [],
      images: ["spec.backend.workers[].image"],
      source: KTHENA,
    },
    {
      group: "orchestration.aibrix.ai",
      kinds: ["StormService"],
      pods: [template("spec.template.spec.roles[].template")],
      source: AIBRIX,
    },
    {
      group: "orchestration.aibrix.ai",
      kinds: ["RoleSet"],
      pods: [template("spec.roles[].template")],
      source: AIBRIX,
    },
    {
      group: "nvidia.com",
      kinds: ["DynamoGraphDeployment"],
      pods: [
        dynamo("spec.services.*"),
        // Its own annotations and labels reach all pods.
        { ...template("spec.components[].podTemplate"), inherits: ["spec"] },
      ],
      source: DYNAMO,
    },
    {
      group: "nvidia.com",
      kinds: ["DynamoComponentDeployment"],
      // The later version has none of the fields of the first.
      pods: [{ ...dynamo("spec"), when: "images" }, template("spec.podTemplate")],
      source: DYNAMO,
    },
    {
      // The tag is in the field beside the name.
      group: "apps.nvidia.com",
      kinds: ["NIMService"],
      pods: [{ at: "spec", annotations: "annotations", labels: "labels" }],
      names: ["spec.image.repository"],
      source: NIM,
    },
    {
      group: "apps.nvidia.com",
      kinds: ["NIMCache"],
      pods: [],
      images: ["ngc", "dataStore", "hf"].map((source) => `spec.source.${source}.modelPuller`),
      source: NIM,
    },
    {
      group: "kubeai.org",
      kinds: ["Model"],
      pods: [],
      images: ["spec.image"],
      source: "https://www.kubeai.org/reference/kubernetes-api/",
    },
    {
      // The fields of a Workspace are beside its metadata.
      group: "kaito.sh",
      kinds: ["Workspace"],
      pods: [whenImages("inference.template")],
      images: [
        "inference.preset.presetOptions.image",
        "inference.adapters[].source.image",
        "tuning.preset.presetOptions.image",
        "tuning.input.image",
      ],
      kept: [{ path: "tuning.output.image", why: "it is where the image of the tuned model is pushed to" }],
      source: "https://github.com/kaito-project/kaito/blob/main/api/v1beta1/workspace_types.go",
    },
    owned(
      { group: "kueue.x-k8s.io", kinds: ["Workload"], source: "https://kueue.sigs.k8s.io/docs/concepts/workload/" },
      "Kueue writes a Workload for each job",
      ["spec.podSets[].template.spec.containers[].image", "spec.podSets[].template.spec.initContainers[].image"],
    ),
  ],
};
