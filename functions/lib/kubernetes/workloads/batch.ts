import {
  type PodShape,
  template,
  type WorkloadKind,
  type WorkloadRows,
  whenImages,
  wrapped,
} from "../workload-kind.ts";

const KUBEFLOW = "https://github.com/kubeflow/training-operator/tree/release-1.9/pkg/apis/kubeflow.org/v1";
const TRAINER = "https://github.com/kubeflow/trainer/tree/master/pkg/apis/trainer/v1alpha1";
const RAY = "https://ray-project.github.io/kuberay/reference/api/";
const DASK =
  "https://github.com/dask/dask-kubernetes/blob/main/dask_kubernetes/operator/customresources/templates.yaml";

/** Where the training jobs hold their replicas. */
const REPLICAS = [
  "tfReplicaSpecs",
  "pytorchReplicaSpecs",
  "mpiReplicaSpecs",
  "xgbReplicaSpecs",
  "mxReplicaSpecs",
  "paddleReplicaSpecs",
  "jaxReplicaSpecs",
] as const;

/** KubeDL's jobs hold their replicas as Kubeflow's do. */
function kubedlJob(kind: string, replicas: string): WorkloadKind {
  return {
    group: "training.kubedl.io",
    kinds: [kind],
    pods: [template(`spec.${replicas}.*.template`)],
    source: "https://github.com/kubedl-io/kubedl/tree/master/apis/training/v1alpha1",
  };
}

function kubeflowJob(kind: string, replicas: (typeof REPLICAS)[number]): WorkloadKind {
  return {
    group: "kubeflow.org",
    kinds: [kind],
    pods: [template(`spec.${replicas}.*.template`)],
    source: kind === "MPIJob" ? "https://github.com/kubeflow/mpi-operator/tree/master/pkg/apis/kubeflow" : KUBEFLOW,
  };
}

/** Namesakes of two training engines, with the same fields. */
function elasticJob(group: string, source: string): WorkloadKind {
  return { group, kinds: ["ElasticJob"], pods: [template("spec.replicaSpecs.*.template")], source };
}

/** A PodTemplateSpec; what the object itself is annotated and labelled with reaches all of its pods. */
function dask(at: string): PodShape {
  return { ...template(at), inherits: ["metadata"] };
}

function daskCluster(spec: string): readonly PodShape[] {
  return [dask(`${spec}.scheduler`), dask(`${spec}.worker`)];
}

/** A RayClusterSpec at `spec`. */
function rayCluster(spec: string): { pods: readonly PodShape[]; images: readonly string[] } {
  return {
    pods: [template(`${spec}.headGroupSpec.template`), template(`${spec}.workerGroupSpecs[].template`)],
    images: [`${spec}.autoscalerOptions.image`, `${spec}.historyServerOptions.collectorOptions.image`],
  };
}

function rayKind(kind: string, cluster: string, submitter?: string): WorkloadKind {
  const { pods, images } = rayCluster(cluster);
  return {
    group: "ray.io",
    kinds: [kind],
    pods: submitter === undefined ? pods : [...pods, template(submitter)],
    images,
    source: RAY,
  };
}

/** Distributed training, batch queues and autoscaled jobs. */
export const BATCH: WorkloadRows = {
  groups: [
    "kubeflow.org",
    "trainer.kubeflow.org",
    "ray.io",
    "leaderworkerset.x-k8s.io",
    "disaggregatedset.x-k8s.io",
    "jobset.x-k8s.io",
    "batch.volcano.sh",
    "flow.volcano.sh",
    "keda.sh",
    "workload.codeflare.dev",
    "training.kubedl.io",
    "elastic.iml.github.io",
    "elastic.pytorch.org",
    "kubernetes.dask.org",
    "prow.k8s.io",
  ],
  rows: () => [
    kubeflowJob("TFJob", "tfReplicaSpecs"),
    kubeflowJob("PyTorchJob", "pytorchReplicaSpecs"),
    kubeflowJob("MPIJob", "mpiReplicaSpecs"),
    kubeflowJob("XGBoostJob", "xgbReplicaSpecs"),
    kubeflowJob("MXJob", "mxReplicaSpecs"),
    kubeflowJob("PaddleJob", "paddleReplicaSpecs"),
    kubeflowJob("JAXJob", "jaxReplicaSpecs"),
    {
      // Katib makes each trial of the resource that is written out here: a Job or one of the training jobs.
      group: "kubeflow.org",
      kinds: ["Experiment"],
      pods: [
        ...wrapped("spec.trialTemplate.trialSpec"),
        ...REPLICAS.map((replicas) => whenImages(`spec.trialTemplate.trialSpec.spec.${replicas}.*.template`)),
      ],
      source: "https://www.kubeflow.org/docs/components/katib/user-guides/trial-template/",
    },
    {
      // The controller copies the annotations and labels of the Notebook to its pod; the template holds a spec only.
      group: "kubeflow.org",
      kinds: ["Notebook"],
      pods: [{ at: "", spec: "spec.template.spec", annotations: "metadata.annotations", labels: "metadata.labels" }],
      source: "https://github.com/kubeflow/kubeflow/tree/master/components/notebook-controller",
    },
    {
      // Containers that are put into pods of others.
      group: "kubeflow.org",
      kinds: ["PodDefault"],
      pods: [],
      images: ["spec.initContainers[].image", "spec.sidecars[].image", "spec.volumes[].image.reference"],
      source: "https://github.com/kubeflow/kubeflow/tree/master/components/admission-webhook",
    },
    {
      group: "trainer.kubeflow.org",
      kinds: ["TrainJob"],
      pods: [],
      images: [
        "spec.trainer.image",
        "spec.runtimePatches[].trainingRuntimeSpec.template.spec.replicatedJobs[].template.spec.template.spec.volumes[].image.reference",
      ],
      source: TRAINER,
    },
    {
      group: "trainer.kubeflow.org",
      kinds: ["TrainingRuntime", "ClusterTrainingRuntime"],
      pods: [template("spec.template.spec.replicatedJobs[].template.spec.template")],
      source: TRAINER,
    },
    rayKind("RayCluster", "spec"),
    rayKind("RayJob", "spec.rayClusterSpec", "spec.submitterPodTemplate"),
    rayKind("RayService", "spec.rayClusterConfig"),
    rayKind("RayCronJob", "spec.jobTemplate.rayClusterSpec", "spec.jobTemplate.submitterPodTemplate"),
    {
      group: "leaderworkerset.x-k8s.io",
      kinds: ["LeaderWorkerSet"],
      pods: [
        template("spec.leaderWorkerTemplate.leaderTemplate"),
        template("spec.leaderWorkerTemplate.workerTemplate"),
      ],
      source: "https://lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/",
    },
    {
      group: "disaggregatedset.x-k8s.io",
      kinds: ["DisaggregatedSet"],
      pods: [
        template("spec.roles[].spec.leaderWorkerTemplate.leaderTemplate"),
        template("spec.roles[].spec.leaderWorkerTemplate.workerTemplate"),
      ],
      source: "https://github.com/kubernetes-sigs/lws/tree/main/api",
    },
    {
      group: "jobset.x-k8s.io",
      kinds: ["JobSet"],
      pods: [template("spec.replicatedJobs[].template.spec.template")],
      source: "https://jobset.sigs.k8s.io/docs/reference/jobset.v1alpha2/",
    },
    {
      group: "batch.volcano.sh",
      kinds: ["Job"],
      pods: [template("spec.tasks[].template")],
      source: "https://volcano.sh/en/docs/vcjob/",
    },
    {
      group: "batch.volcano.sh",
      kinds: ["CronJob"],
      pods: [template("spec.jobTemplate.spec.tasks[].template")],
      source: "https://github.com/volcano-sh/volcano/tree/master/example/cronjob",
    },
    {
      group: "flow.volcano.sh",
      kinds: ["JobTemplate"],
      pods: [template("spec.tasks[].template")],
      source: "https://volcano.sh/en/docs/jobflow/",
    },
    {
      group: "keda.sh",
      kinds: ["ScaledJob"],
      pods: [template("spec.jobTargetRef.template")],
      source: "https://keda.sh/docs/latest/reference/scaledjob-spec/",
    },
    {
      group: "workload.codeflare.dev",
      kinds: ["AppWrapper"],
      pods: [
        ...wrapped("spec.components[].template"),
        ...REPLICAS.map((replicas) => whenImages(`spec.components[].template.spec.${replicas}.*.template`)),
        ...rayCluster("spec.components[].template.spec").pods,
        ...rayCluster("spec.components[].template.spec.rayClusterSpec").pods,
      ],
      source: "https://project-codeflare.github.io/appwrapper/",
    },
    kubedlJob("TFJob", "tfReplicaSpecs"),
    kubedlJob("PyTorchJob", "pytorchReplicaSpecs"),
    kubedlJob("XGBoostJob", "xgbReplicaSpecs"),
    kubedlJob("MPIJob", "mpiReplicaSpecs"),
    kubedlJob("XDLJob", "xdlReplicaSpecs"),
    elasticJob(
      "elastic.iml.github.io",
      "https://github.com/intelligent-machine-learning/dlrover/tree/master/dlrover/go/operator/api/v1alpha1",
    ),
    elasticJob("elastic.pytorch.org", "https://github.com/pytorch/elastic/tree/master/kubernetes/api/v1alpha1"),
    { group: "kubernetes.dask.org", kinds: ["DaskCluster"], pods: daskCluster("spec"), source: DASK },
    {
      group: "kubernetes.dask.org",
      kinds: ["DaskJob"],
      pods: [...daskCluster("spec.cluster.spec"), dask("spec.job")],
      source: DASK,
    },
    { group: "kubernetes.dask.org", kinds: ["DaskWorkerGroup"], pods: [dask("spec.worker")], source: DASK },
    {
      group: "prow.k8s.io",
      kinds: ["ProwJob"],
      pods: [
        {
          // The pod gets the annotations and labels of the job: the specification has no field for them.
          at: "",
          spec: "spec.pod_spec",
          images: ["spec.decoration_config.utility_images.*"],
          annotations: "metadata.annotations",
          labels: "metadata.labels",
          when: "images",
        },
      ],
      source: "https://github.com/kubernetes-sigs/prow/blob/main/pkg/apis/prowjobs/v1/types.go",
    },
  ],
};
