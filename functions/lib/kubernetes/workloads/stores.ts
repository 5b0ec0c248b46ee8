import { type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const CONFLUENT = "https://docs.confluent.io/operator/current/co-deploy-cp-steps.html";
const MONGODB = "https://github.com/mongodb/mongodb-kubernetes/blob/master/api";
const SCYLLA = "https://github.com/scylladb/scylla-operator/blob/master/pkg/api/scylla";
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

function scylla(metadata: string): PodShape {
  return { at: "spec", annotations: `${metadata}.annotations`, labels: `${metadata}.labels` };
}

function doris(at: string): PodShape {
  const images = ["image", "systemInitialization.initImage"];
  return { at, images, annotations: "annotations", labels: "labels" };
}

/** Parts of a sharded cluster of MongoDB: each has a template of pods, and one more for each cluster they are in. */
const SHARDED = ["shard", "mongos", "configSrv"] as const;

/** What single shards have of their own. */
const OVERRIDES = "shardOverrides[]";

function statefulSet(at: string): PodShape {
  return template(`${at}.statefulSet.spec.template`);
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
    "pg.percona.com",
    "scylla.scylladb.com",
    "disaggregated.cluster.doris.com",
    "mongodb.com",
    "mysql.oracle.com",
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
      images: ["clusterImage", "clusterMetricsReporterImage", "envoyConfig.image", "monitoringConfig.jmxImage"].map(
        (name) => `spec.${name}`,
      ),
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
    {
      // The first generation of Percona's operator; the second is pgv2.percona.com.
      group: "pg.percona.com",
      kinds: ["PerconaPGCluster"],
      pods: [],
      images: [
        ...["pgPrimary", "pmm", "backup", "pgBouncer", "pgBadger"].map((name) => `spec.${name}.image`),
        "spec.backup.backrestRepoImage",
      ],
      source: "https://github.com/percona/percona-postgresql-operator/blob/release-1.6.0/deploy/cr.yaml",
    },
    {
      group: "scylla.scylladb.com",
      kinds: ["ScyllaCluster"],
      pods: [scylla("podMetadata")],
      names: ["spec.repository", "spec.agentRepository"],
      source: `${SCYLLA}/v1/types_cluster.go`,
    },
    {
      group: "scylla.scylladb.com",
      kinds: ["ScyllaDBDatacenter"],
      pods: [scylla("metadata")],
      images: ["spec.scyllaDB.image", "spec.scyllaDBManagerAgent.image"],
      source: `${SCYLLA}/v1alpha1/types_scylladbdatacenter.go`,
    },
    {
      // Its datacenters are objects in other clusters.
      group: "scylla.scylladb.com",
      kinds: ["ScyllaDBCluster"],
      pods: [],
      images: ["spec.scyllaDB.image", "spec.scyllaDBManagerAgent.image"],
      source: `${SCYLLA}/v1alpha1/types_cluster.go`,
    },
    {
      group: "scylla.scylladb.com",
      kinds: ["ScyllaOperatorConfig"],
      pods: [],
      images: ["scyllaUtilsImage", "unsupportedBashToolsImageOverride", "unsupportedGrafanaImageOverride"].map(
        (name) => `spec.${name}`,
      ),
      source: `${SCYLLA}/v1alpha1/types_operatorconfig.go`,
    },
    {
      group: "disaggregated.cluster.doris.com",
      kinds: ["DorisDisaggregatedCluster"],
      pods: [doris("spec.metaService"), doris("spec.feSpec"), doris("spec.computeGroups[]")],
      source: "https://github.com/apache/doris-operator/blob/master/api/disaggregated/v1/types.go",
    },
    {
      group: "mongodb.com",
      kinds: ["MongoDB"],
      pods: [
        ...[
          "podSpec",
          ...SHARDED.map((part) => `${part}PodSpec`),
          "shardSpecificPodSpec[]",
          `${OVERRIDES}.podSpec`,
        ].map((part) => template(`spec.${part}.podTemplate`)),
        statefulSet(`spec.${OVERRIDES}`),
        ...[...SHARDED, OVERRIDES].map((part) => statefulSet(`spec.${part}.clusterSpecList[]`)),
      ],
      source: `${MONGODB}/v1/mdb/shardedcluster.go`,
    },
    {
      group: "mongodb.com",
      kinds: ["MongoDBMulti", "MongoDBMultiCluster"],
      pods: ["spec", "spec.clusterSpecList[]"].map(statefulSet),
      source: `${MONGODB}/v1/mdbmulti/mongodb_multi_types.go`,
    },
    {
      group: "mongodb.com",
      kinds: ["MongoDBOpsManager"],
      pods: [
        ...["spec", "spec.backup", "spec.clusterSpecList[]", "spec.clusterSpecList[].backup"].map(statefulSet),
        template("spec.applicationDatabase.podSpec.podTemplate"),
        statefulSet("spec.applicationDatabase.clusterSpecList[]"),
      ],
      source: `${MONGODB}/v1/om/opsmanager_types.go`,
    },
    {
      // Its other images are the operator's: of `imageRepository` all of them.
      group: "mysql.oracle.com",
      kinds: ["InnoDBCluster"],
      pods: [
        ...["spec", "spec.router"].map((at) => ({
          at,
          spec: "podSpec",
          annotations: "podAnnotations",
          labels: "podLabels",
        })),
        { at: "spec.backupProfiles[]", annotations: "podAnnotations", labels: "podLabels" },
        { at: "spec.backupSchedules[].backupProfile", annotations: "podAnnotations", labels: "podLabels" },
      ],
      images: ["spec.metrics.image", "spec.logs.collector.image"],
      source: "https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-properties.html",
    },
  ],
};
