import { type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const CONFLUENT = "https://docs.confluent.io/operator/current/co-deploy-cp-steps.html";
const DRUID = "https://github.com/apache/druid-operator/blob/master/apis/druid/v1alpha1/druid_types.go";

/** The servers of Confluent's platform; each has an image and one that prepares its pods. */
const CONFLUENT_KINDS = [
  "KRaftController",
  "Zookeeper",
  "Kafka",
  "Connect",
  "KsqlDB",
  "SchemaRegistry",
  "KafkaRestProxy",
];

function confluent(kinds: readonly string[], more: readonly string[] = []): WorkloadKind {
  const images = ["spec.image.application", "spec.image.init", ...more];
  return { group: "platform.confluent.io", kinds, pods: [], images, source: CONFLUENT };
}

/** Druid's nodes, and what holds for all of them. */
function druid(at: string): PodShape {
  return {
    at,
    images: ["image", "additionalContainer[].image", "volumes[].image.reference"],
    annotations: "podAnnotations",
    labels: "podLabels",
  };
}

function broker(at: string): PodShape {
  return { at, spec: "", images: ["image", "metricsReporterImage"], annotations: "brokerAnnotations" };
}

/** Brokers, databases and what coordinates them. */
export const STORES: WorkloadRows = {
  groups: [
    "platform.confluent.io",
    "planetscale.com",
    "zookeeper.pravega.io",
    "druid.apache.org",
    "crdb.cockroachlabs.com",
    "moco.cybozu.com",
    "kafka.banzaicloud.io",
    "apps.emqx.io",
  ],
  rows: () => [
    confluent(CONFLUENT_KINDS),
    confluent(["ControlCenter"], ["spec.services.prometheus.image", "spec.services.alertmanager.image"]),
    {
      group: "planetscale.com",
      kinds: ["VitessCluster"],
      pods: [],
      images: [
        ...["vtctld", "vtadmin", "vtorc", "vtgate", "vttablet", "vtbackup", "mysqldExporter"].map(
          (name) => `spec.images.${name}`,
        ),
        "spec.images.mysqld.*",
      ],
      source: "https://github.com/planetscale/vitess-operator/blob/main/pkg/apis/planetscale/v2/vitesscluster_types.go",
    },
    {
      group: "zookeeper.pravega.io",
      kinds: ["ZookeeperCluster"],
      pods: [{ at: "spec", spec: "", annotations: "pod.annotations", labels: "pod.labels" }],
      names: ["spec.image.repository"],
      source: "https://github.com/pravega/zookeeper-operator/blob/master/api/v1beta1/zookeepercluster_types.go",
    },
    {
      // A node's own annotations are beside those of all nodes.
      group: "druid.apache.org",
      kinds: ["Druid"],
      pods: [druid("spec.nodes.*")],
      images: ["spec.image", "spec.additionalContainer[].image", "spec.volumes[].image.reference"],
      source: DRUID,
    },
    {
      group: "crdb.cockroachlabs.com",
      kinds: ["CrdbCluster"],
      pods: [],
      images: ["spec.image.name"],
      source: "https://github.com/cockroachdb/cockroach-operator/blob/master/apis/v1alpha1/cluster_types.go",
    },
    {
      group: "moco.cybozu.com",
      kinds: ["MySQLCluster"],
      pods: [template("spec.podTemplate")],
      source: "https://github.com/cybozu-go/moco/blob/main/api/v1beta2/mysqlcluster_types.go",
    },
    {
      group: "kafka.banzaicloud.io",
      kinds: ["KafkaCluster"],
      pods: [
        broker("spec.brokerConfigGroups.*"),
        // What a broker has of its own.
        { ...broker("spec.brokers[].brokerConfig"), when: "images" },
        { at: "spec.cruiseControlConfig", spec: "", images: ["image"], annotations: "cruiseControlAnnotations" },
      ],
      images: ["spec.clusterImage", "spec.clusterMetricsReporterImage", "spec.envoyConfig.image"],
      source: "https://github.com/banzaicloud/koperator/blob/master/api/v1beta1/kafkacluster_types.go",
    },
    {
      group: "apps.emqx.io",
      kinds: ["EMQX"],
      pods: ["spec.coreTemplate", "spec.replicantTemplate"].map((at) => ({
        at,
        images: ["spec.initContainers[].image", "spec.extraContainers[].image"],
        annotations: "metadata.annotations",
        labels: "metadata.labels",
      })),
      images: ["spec.image"],
      source: "https://github.com/emqx/emqx-operator/blob/main/docs/en_US/reference/v2beta1-reference.md",
    },
  ],
};
