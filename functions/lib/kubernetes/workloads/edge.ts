import { type PodShape, template, type WorkloadRows, whenImages, wrapped } from "../workload-kind.ts";

const YURT = "https://openyurt.io/docs/user-manuals/workload/yurt-app-set";
const KUBEEDGE = "https://github.com/kubeedge/kubeedge/tree/master/staging/src/github.com/kubeedge/api/apis";

const KUBEFED = "https://github.com/kubernetes-retired/kubefed/blob/master/docs/userguide.md";

/** A workload that is made once for each pool of nodes, at `at`. */
function pooled(at: string): readonly PodShape[] {
  return [template(`${at}.statefulSetTemplate.spec.template`), template(`${at}.deploymentTemplate.spec.template`)];
}

/** A template, and others under a name; `pod` is where each has its pods. */
function pool(pod: string): readonly PodShape[] {
  return [template(`spec.template${pod}`), template(`spec.templatePool.*${pod}`)];
}

/** Workloads of nodes at the edge, of single instances, and of several clusters. */
export const EDGE: WorkloadRows = {
  groups: [
    "apps.openyurt.io",
    "apps.kubeedge.io",
    "operations.kubeedge.io",
    "superedge.io",
    "apps.tkestack.io",
    "types.kubefed.io",
  ],
  rows: () => [
    {
      // The first version had the template in `spec` itself, and a patch for each pool.
      group: "apps.openyurt.io",
      kinds: ["YurtAppSet"],
      pods: [
        ...pooled("spec.workloadTemplate"),
        whenImages("spec.topology.pools[].patch.spec.template"),
        ...pooled("spec.workload.workloadTemplate"),
      ],
      images: ["spec.workload.workloadTweaks[].tweaks.containerImages[].targetImage"],
      source: YURT,
    },
    { group: "apps.openyurt.io", kinds: ["YurtAppDaemon"], pods: pooled("spec.workloadTemplate"), source: YURT },
    {
      group: "apps.openyurt.io",
      kinds: ["YurtStaticSet"],
      pods: [{ ...template("spec.template"), everyNode: true }],
      source: "https://openyurt.io/docs/user-manuals/workload/yurt-static-set",
    },
    {
      group: "apps.kubeedge.io",
      kinds: ["EdgeApplication"],
      pods: wrapped("spec.workloadTemplate.manifests[]"),
      source: `${KUBEEDGE}/apps/v1alpha1`,
    },
    {
      group: "operations.kubeedge.io",
      kinds: ["ImagePrePullJob"],
      pods: [],
      images: ["spec.imagePrePullTemplate.images[]"],
      source: `${KUBEEDGE}/operations/v1alpha2`,
    },
    {
      // The tag is the job's version.
      group: "operations.kubeedge.io",
      kinds: ["NodeUpgradeJob"],
      pods: [],
      names: ["spec.image"],
      source: `${KUBEEDGE}/operations/v1alpha2`,
    },
    {
      // A Deployment or StatefulSet for each group of nodes.
      group: "superedge.io",
      kinds: ["DeploymentGrid", "StatefulSetGrid"],
      pods: pool(".template"),
      source:
        "https://github.com/superedge/superedge/blob/main/pkg/application-grid-controller/apis/superedge.io/v1/types.go",
    },
    {
      group: "apps.tkestack.io",
      kinds: ["TApp"],
      pods: pool(""),
      source: "https://github.com/tkestack/tapp/blob/master/pkg/apis/tappcontroller/v1/types.go",
    },
    {
      group: "types.kubefed.io",
      kinds: ["FederatedDeployment", "FederatedReplicaSet", "FederatedStatefulSet", "FederatedJob"],
      pods: [template("spec.template.spec.template")],
      source: KUBEFED,
    },
    {
      group: "types.kubefed.io",
      kinds: ["FederatedDaemonSet"],
      pods: [{ ...template("spec.template.spec.template"), everyNode: true }],
      source: KUBEFED,
    },
  ],
};
