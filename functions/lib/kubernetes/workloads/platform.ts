import { owned, type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const ARC = "https://github.com/actions/actions-runner-controller/tree/master/apis/actions.github.com";
const KUBEVIRT = "https://kubevirt.io/user-guide/storage/disks_and_volumes/#containerdisk";
const KERNEL = "domain.firmware.kernelBoot.container.image";
const ELASTIC = "https://www.elastic.co/docs/reference/cloud-on-k8s/";

/** One application of Elastic: `podTemplate` beside the fields that describe it, the image at the top. */
function elasticPod(at: string, images: readonly string[] = []): PodShape {
  return {
    at,
    spec: "podTemplate.spec",
    images,
    annotations: "podTemplate.metadata.annotations",
    labels: "podTemplate.metadata.labels",
  };
}

/** The same in a DaemonSet. */
function elasticDaemon(at: string): PodShape {
  return { ...elasticPod(at), everyNode: true };
}

function elastic(product: string, kind: string, pods: readonly PodShape[], images: readonly string[]): WorkloadKind {
  return { group: `${product}.k8s.elastic.co`, kinds: [kind], pods, images, source: ELASTIC };
}

function k6Pod(at: string): PodShape {
  return {
    at,
    images: ["image", "initContainers[].image", "volumes[].image.reference"],
    annotations: "metadata.annotations",
    labels: "metadata.labels",
  };
}

/** Logging, CI runners, virtual machines, backups and pre-pull controllers. */
export const PLATFORM: WorkloadRows = {
  groups: [
    "elasticsearch.k8s.elastic.co",
    "kibana.k8s.elastic.co",
    "apm.k8s.elastic.co",
    "enterprisesearch.k8s.elastic.co",
    "maps.k8s.elastic.co",
    "logstash.k8s.elastic.co",
    "beat.k8s.elastic.co",
    "agent.k8s.elastic.co",
    "actions.github.com",
    "k6.io",
    "kubevirt.io",
    "pool.kubevirt.io",
    "kubefledged.io",
    "cr.kanister.io",
  ],
  rows: () => [
    elastic("elasticsearch", "Elasticsearch", [elasticPod("spec.nodeSets[]")], ["spec.image"]),
    elastic("kibana", "Kibana", [elasticPod("spec", ["image"])], []),
    elastic("apm", "ApmServer", [elasticPod("spec", ["image"])], []),
    elastic("enterprisesearch", "EnterpriseSearch", [elasticPod("spec", ["image"])], []),
    elastic("maps", "ElasticMapsServer", [elasticPod("spec", ["image"])], []),
    elastic("logstash", "Logstash", [elasticPod("spec", ["image"])], []),
    elastic("beat", "Beat", [elasticPod("spec.deployment"), elasticDaemon("spec.daemonSet")], ["spec.image"]),
    elastic(
      "agent",
      "Agent",
      [elasticPod("spec.deployment"), elasticDaemon("spec.daemonSet"), elasticPod("spec.statefulSet")],
      ["spec.image"],
    ),
    {
      group: "actions.github.com",
      kinds: ["AutoscalingRunnerSet"],
      pods: [template("spec.template"), template("spec.listenerTemplate")],
      source: ARC,
    },
    owned(
      { group: "actions.github.com", kinds: ["EphemeralRunnerSet", "EphemeralRunner"], source: ARC },
      "the controller of the AutoscalingRunnerSet writes it",
      ["spec.ephemeralRunnerSpec.spec.containers[].image", "spec.spec.containers[].image"],
    ),
    {
      // Disks of virtual machines that are shipped as images: no containers of their own.
      group: "kubevirt.io",
      kinds: ["VirtualMachine", "VirtualMachineInstanceReplicaSet"],
      pods: [],
      images: ["spec.template.spec.volumes[].containerDisk.image", `spec.template.spec.${KERNEL}`],
      source: KUBEVIRT,
    },
    {
      group: "pool.kubevirt.io",
      kinds: ["VirtualMachinePool"],
      pods: [],
      images: ["volumes[].containerDisk.image", KERNEL].map(
        (path) => `spec.virtualMachineTemplate.spec.template.spec.${path}`,
      ),
      source: "https://kubevirt.io/user-guide/user_workloads/pool/",
    },
    {
      group: "kubevirt.io",
      kinds: ["VirtualMachineInstance"],
      pods: [],
      images: ["spec.volumes[].containerDisk.image", `spec.${KERNEL}`],
      source: KUBEVIRT,
    },
    {
      group: "k6.io",
      kinds: ["TestRun", "K6"],
      pods: [k6Pod("spec.runner"), k6Pod("spec.starter"), k6Pod("spec.initializer")],
      source: "https://github.com/grafana/k6-operator/tree/main/api",
    },
    {
      group: "kubefledged.io",
      kinds: ["ImageCache"],
      pods: [],
      images: ["spec.cacheSpec[].images[]"],
      source: "https://github.com/senthilrch/kube-fledged/tree/master/pkg/apis",
    },
    {
      // Arguments of the functions that run a pod.
      group: "cr.kanister.io",
      kinds: ["Blueprint"],
      pods: [],
      images: ["phases[]", "deferPhase"].flatMap((phase) =>
        ["image", "initImage", "backgroundImage", "outputImage"].map((name) => `actions.*.${phase}.args.${name}`),
      ),
      source: "https://github.com/kanisterio/kanister/tree/master/pkg/function",
    },
  ],
};
