import { owned, type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const SPARK = "https://www.kubeflow.org/docs/components/spark-operator/reference/api-docs/";
const APACHE_SPARK = "https://github.com/apache/spark-kubernetes-operator/tree/main/examples";
const ROCKETMQ = "https://github.com/apache/rocketmq-operator/tree/master/example";
const NUMAFLOW = "https://numaflow.numaproj.io/APIs/";
const NUMAPLANE = "https://github.com/numaproj/numaplane/blob/main/pkg/apis/numaplane/v1alpha1";
const STRIMZI = "https://strimzi.io/docs/operators/latest/configuring.html";
const ROOK = "https://rook.io/docs/rook/latest/CRDs/specification/";
const CNPG = "https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/";

function sparkPod(at: string): PodShape {
  return {
    at,
    spec: "template.spec",
    images: ["image", "initContainers[].image", "sidecars[].image"],
    annotations: "annotations",
    inherits: [`${at}.template.metadata`],
    labels: "labels",
  };
}

function flinkPod(name: string): PodShape {
  const images = ["initContainers[].image", "sidecars[].image", "volumes[].image.reference"];
  return { at: `spec.${name}`, images, annotations: "podAnnotations", labels: "podLabels" };
}

/** Settings of Spark itself that name images. */
function sparkConf(spec: string): readonly string[] {
  return ["", "driver.", "executor."].map((pod) => `${spec}.sparkConf["spark.kubernetes.${pod}container.image"]`);
}

function sparkKind(kind: string, spec: string): WorkloadKind {
  return {
    group: "sparkoperator.k8s.io",
    kinds: [kind],
    pods: [sparkPod(`${spec}.driver`), sparkPod(`${spec}.executor`)],
    images: [`${spec}.image`, `${spec}.volumes[].image.reference`, ...sparkConf(spec)],
    source: SPARK,
  };
}

/** A component of RocketMQ, whose image is called after it. */
function rocketmq(name: string): WorkloadKind {
  const kind = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return {
    group: "rocketmq.apache.org",
    kinds: [kind],
    pods: [],
    images: [`spec.${name}Image`],
    source: ROCKETMQ,
  };
}

/** A step of a pipeline of Numaflow: what users bring is a container beside the platform's own. */
function vertex(at: string): PodShape {
  return {
    at,
    images: [
      "source.udsource.container.image",
      "source.transformer.container.image",
      "udf.container.image",
      "sink.udsink.container.image",
      "sink.fallback.udsink.container.image",
      "sink.onSuccess.udsink.container.image",
      "initContainers[].image",
      "sidecars[].image",
      "volumes[].image.reference",
    ],
    annotations: "metadata.annotations",
    labels: "metadata.labels",
  };
}

/** A component of Strimzi: images beside `template.pod`, which shapes the pods. */
function strimzi(at: string, images: readonly string[]): PodShape {
  return {
    at,
    images: [...images, "template.pod.volumes[].image.reference"],
    annotations: "template.pod.metadata.annotations",
    labels: "template.pod.metadata.labels",
  };
}

/** Databases, streams and data processing. */
export const DATA: WorkloadRows = {
  groups: [
    "sparkoperator.k8s.io",
    "spark.apache.org",
    "flink.apache.org",
    "flinkoperator.k8s.io",
    "rocketmq.apache.org",
    "numaflow.numaproj.io",
    "numaplane.numaproj.io",
    "kafka.strimzi.io",
    "core.strimzi.io",
    "postgresql.cnpg.io",
    "rabbitmq.com",
    "ceph.rook.io",
    "minio.min.io",
    "redis.redis.opstreelabs.in",
  ],
  rows: () => [
    sparkKind("SparkApplication", "spec"),
    sparkKind("ScheduledSparkApplication", "spec.template"),
    {
      group: "sparkoperator.k8s.io",
      kinds: ["SparkConnect"],
      pods: [template("spec.server.template"), template("spec.executor.template")],
      images: ["spec.image"],
      source: SPARK,
    },
    {
      // The operator of Apache Spark itself: images are settings.
      group: "spark.apache.org",
      kinds: ["SparkApplication"],
      pods: [template("spec.driverSpec.podTemplateSpec"), template("spec.executorSpec.podTemplateSpec")],
      images: sparkConf("spec"),
      source: APACHE_SPARK,
    },
    {
      group: "spark.apache.org",
      kinds: ["SparkCluster"],
      pods: ["master", "worker"].flatMap((name) => [
        template(`spec.${name}Spec.statefulSetSpec.template`),
        // So it was called in the first version.
        template(`spec.${name}Spec.${name}StatefulSetSpec.template`),
      ]),
      images: ['spec.sparkConf["spark.kubernetes.container.image"]'],
      source: APACHE_SPARK,
    },
    ...["broker", "nameService", "controller"].map((name) => rocketmq(name)),
    // The fields hold a whole Deployment.
    ...["Console", "Proxy"].map((kind) => ({
      group: "rocketmq.apache.org",
      kinds: [kind],
      pods: [template(`spec.${kind.toLowerCase()}Deployment.spec.template`)],
      source: ROCKETMQ,
    })),
    {
      group: "numaflow.numaproj.io",
      kinds: ["Pipeline"],
      pods: [{ ...vertex("spec.vertices[]"), inherits: ["spec.templates.vertex.metadata"] }],
      images: ["spec.sideInputs[].container.image", "spec.sideInputs[].volumes[].image.reference"],
      source: NUMAFLOW,
    },
    { group: "numaflow.numaproj.io", kinds: ["MonoVertex"], pods: [vertex("spec")], source: NUMAFLOW },
    {
      group: "numaplane.numaproj.io",
      kinds: ["PipelineRollout"],
      pods: [
        { ...vertex("spec.pipeline.spec.vertices[]"), inherits: ["spec.pipeline.spec.templates.vertex.metadata"] },
      ],
      images: ["container.image", "volumes[].image.reference"].map((path) => `spec.pipeline.spec.sideInputs[].${path}`),
      source: `${NUMAPLANE}/pipelinerollout_types.go`,
    },
    {
      group: "numaplane.numaproj.io",
      kinds: ["MonoVertexRollout"],
      pods: [vertex("spec.monoVertex.spec")],
      source: `${NUMAPLANE}/monovertexrollout_types.go`,
    },
    {
      group: "flink.apache.org",
      kinds: ["FlinkDeployment"],
      pods: [
        {
          at: "spec",
          spec: "podTemplate.spec",
          images: ["image"],
          annotations: "podTemplate.metadata.annotations",
          labels: "podTemplate.metadata.labels",
        },
        { ...template("spec.jobManager.podTemplate"), inherits: ["spec.podTemplate.metadata"] },
        { ...template("spec.taskManager.podTemplate"), inherits: ["spec.podTemplate.metadata"] },
      ],
      // Read where `image` is absent; its name is another one since Flink 1.17.
      images: ["image", "image.ref"].map((key) => `spec.flinkConfiguration["kubernetes.container.${key}"]`),
      source: "https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/reference/",
    },
    {
      group: "flinkoperator.k8s.io",
      kinds: ["FlinkCluster"],
      pods: [flinkPod("jobManager"), flinkPod("taskManager"), flinkPod("job")],
      images: ["spec.image.name"],
      source: "https://github.com/GoogleCloudPlatform/flink-on-k8s-operator/blob/master/docs/crd.md",
    },
    {
      group: "kafka.strimzi.io",
      kinds: ["Kafka"],
      pods: [
        strimzi("spec.kafka", ["image", "brokerRackInitImage"]),
        strimzi("spec.zookeeper", ["image"]),
        strimzi("spec.entityOperator", ["topicOperator.image", "userOperator.image", "tlsSidecar.image"]),
        strimzi("spec.cruiseControl", ["image"]),
        strimzi("spec.kafkaExporter", ["image"]),
        strimzi("spec.jmxTrans", ["image"]),
      ],
      source: STRIMZI,
    },
    {
      group: "kafka.strimzi.io",
      kinds: ["KafkaConnect", "KafkaBridge", "KafkaMirrorMaker", "KafkaMirrorMaker2"],
      pods: [strimzi("spec", ["image", "clientRackInitImage"])],
      kept: [{ path: "spec.build.output.image", why: "it is where the image that Strimzi builds is pushed to" }],
      source: STRIMZI,
    },
    owned(
      { group: "core.strimzi.io", kinds: ["StrimziPodSet"], source: STRIMZI },
      "Strimzi writes a StrimziPodSet for its own resources",
      ["spec.pods[].spec.containers[].image", "spec.pods[].spec.initContainers[].image"],
    ),
    { group: "kafka.strimzi.io", kinds: ["KafkaNodePool"], pods: [strimzi("spec", [])], source: STRIMZI },
    {
      group: "postgresql.cnpg.io",
      kinds: ["Cluster"],
      pods: [
        {
          at: "spec",
          images: ["imageName", "postgresql.extensions[].image.reference"],
          annotations: "inheritedMetadata.annotations",
          labels: "inheritedMetadata.labels",
        },
      ],
      source: CNPG,
    },
    {
      group: "postgresql.cnpg.io",
      kinds: ["ImageCatalog", "ClusterImageCatalog"],
      pods: [],
      images: ["spec.images[].image", "spec.images[].extensions[].image.reference", "spec.componentImages[].image"],
      source: CNPG,
    },
    { group: "postgresql.cnpg.io", kinds: ["Pooler"], pods: [template("spec.template")], source: CNPG },
    {
      group: "rabbitmq.com",
      kinds: ["RabbitmqCluster"],
      pods: [
        {
          at: "spec",
          spec: "override.statefulSet.spec.template.spec",
          images: ["image", "secretBackend.vault.defaultUserUpdaterImage"],
          annotations: "override.statefulSet.spec.template.metadata.annotations",
          labels: "override.statefulSet.spec.template.metadata.labels",
        },
      ],
      source: "https://www.rabbitmq.com/kubernetes/operator/using-operator",
    },
    {
      group: "ceph.rook.io",
      kinds: ["CephCluster"],
      pods: [],
      images: ["spec.cephVersion.image"],
      source: ROOK,
    },
    {
      group: "ceph.rook.io",
      kinds: ["CephNFS"],
      pods: [],
      images: ["spec.server.image", "spec.security.sssd.sidecar.image"],
      source: ROOK,
    },
    { group: "ceph.rook.io", kinds: ["CephNVMeOFGateway"], pods: [], images: ["spec.image"], source: ROOK },
    {
      group: "ceph.rook.io",
      kinds: ["CephCOSIDriver"],
      pods: [],
      images: ["spec.image", "spec.objectProvisionerImage"],
      source: ROOK,
    },
    {
      group: "minio.min.io",
      kinds: ["Tenant"],
      pods: [{ at: "spec.pools[]", annotations: "annotations", labels: "labels" }],
      images: [
        "spec.image",
        "spec.kes.image",
        "spec.initContainers[].image",
        "spec.sideCars.containers[].image",
        "spec.additionalVolumes[].image.reference",
      ],
      source: "https://min.io/docs/minio/kubernetes/upstream/reference/operator-crd.html",
    },
    {
      group: "redis.redis.opstreelabs.in",
      kinds: ["Redis", "RedisCluster", "RedisReplication", "RedisSentinel"],
      pods: [
        {
          at: "spec",
          images: ["kubernetesConfig.image", "redisExporter.image", "initContainer.image", "sidecars[].image"],
          annotations: null,
        },
      ],
      source: "https://redis-operator.opstree.dev/docs/crd-reference/",
    },
  ],
};
