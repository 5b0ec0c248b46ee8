import { type PodShape, template, type WorkloadRows } from "../workload-kind.ts";

const PERCONA = "https://docs.percona.com/percona-operators/";
const CRUNCHY = "https://access.crunchydata.com/documentation/postgres-operator/latest/references/crd";
const MARIADB = "https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/api_reference.md";
const KUBEBLOCKS = "https://kubeblocks.io/docs/preview/user_docs/references/api-reference/cluster";

/** A component with its image, containers beside it, and annotations and labels of its pods. */
function component(at: string, images: readonly string[]): PodShape {
  return { at, images, annotations: "annotations", labels: "labels" };
}

/** The same where annotations and labels are in a `metadata` of their own. */
function withMetadata(at: string, images: readonly string[]): PodShape {
  return { at, images, annotations: "metadata.annotations", labels: "metadata.labels" };
}

function redis(at: string): PodShape {
  return {
    at,
    images: ["image", "exporter.image", "initContainers[].image", "extraContainers[].image"],
    annotations: "podAnnotations",
  };
}

function mongo(at: string): PodShape {
  return component(at, ["sidecars[].image"]);
}

/** A replica set with the members that do not vote, are hidden or hold no data. */
function replset(at: string): PodShape[] {
  return [at, `${at}.nonvoting`, `${at}.hidden`, `${at}.arbiter`].map(mongo);
}

/** Operators of databases. */
export const DATABASES: WorkloadRows = {
  groups: [
    "acid.zalan.do",
    "postgres-operator.crunchydata.com",
    "pgv2.percona.com",
    "pxc.percona.com",
    "psmdb.percona.com",
    "k8s.mariadb.com",
    "mongodbcommunity.mongodb.com",
    "databases.spotahome.com",
    "dragonflydb.io",
    "cassandra.datastax.com",
    "ps.percona.com",
    "polardbx.aliyun.com",
    "oceanbase.oceanbase.com",
    "apps.kubeblocks.io",
    "dataprotection.kubeblocks.io",
  ],
  rows: () => [
    {
      group: "acid.zalan.do",
      kinds: ["postgresql"],
      pods: [
        {
          at: "spec",
          // `init_containers` is the older name.
          images: ["dockerImage", "initContainers[].image", "init_containers[].image", "sidecars[].image"],
          annotations: "podAnnotations",
        },
      ],
      images: ["spec.connectionPooler.dockerImage"],
      source: "https://postgres-operator.readthedocs.io/en/latest/reference/cluster_manifest/",
    },
    {
      // What the operator puts into the pods of every cluster.
      group: "acid.zalan.do",
      kinds: ["OperatorConfiguration"],
      pods: [],
      images: [
        "docker_image",
        "sidecars[].image",
        "sidecar_docker_images.*",
        "scalyr.scalyr_image",
        "logical_backup.logical_backup_docker_image",
        "connection_pooler.connection_pooler_image",
      ].map((path) => `configuration.${path}`),
      source: "https://postgres-operator.readthedocs.io/en/latest/reference/operator_parameters/",
    },
    {
      group: "postgres-operator.crunchydata.com",
      kinds: ["PostgresCluster"],
      pods: [
        withMetadata("spec.instances[]", ["containers[].image"]),
        withMetadata("spec.proxy.pgBouncer", ["image", "containers[].image"]),
        withMetadata("spec.userInterface.pgAdmin", ["image"]),
      ],
      images: ["spec.image", "spec.backups.pgbackrest.image", "spec.monitoring.pgmonitor.exporter.image"],
      source: CRUNCHY,
    },
    {
      group: "postgres-operator.crunchydata.com",
      kinds: ["PGAdmin"],
      pods: [withMetadata("spec", ["image"])],
      source: CRUNCHY,
    },
    {
      group: "postgres-operator.crunchydata.com",
      kinds: ["PGUpgrade"],
      pods: [withMetadata("spec", ["image"])],
      images: ["spec.toPostgresImage"],
      source: CRUNCHY,
    },
    {
      group: "pgv2.percona.com",
      kinds: ["PerconaPGCluster"],
      pods: [
        withMetadata("spec.instances[]", ["sidecars[].image", "initContainers[].image", "initContainer.image"]),
        withMetadata("spec.proxy.pgBouncer", ["image", "sidecars[].image"]),
      ],
      images: [
        ...["image", "initContainer.image", "extensions.image", "pmm.image"].map((name) => `spec.${name}`),
        ...["image", "initContainer.image"].map((name) => `spec.backups.pgbackrest.${name}`),
      ],
      source: PERCONA,
    },
    {
      group: "pxc.percona.com",
      kinds: ["PerconaXtraDBCluster"],
      pods: ["pxc", "haproxy", "proxysql"].map((name) => component(`spec.${name}`, ["image", "sidecars[].image"])),
      images: ["initImage", "initContainer.image", "logcollector.image", "pmm.image", "backup.image"].map(
        (name) => `spec.${name}`,
      ),
      source: PERCONA,
    },
    {
      group: "psmdb.percona.com",
      kinds: ["PerconaServerMongoDB"],
      pods: [
        ...replset("spec.replsets[]"),
        ...replset("spec.sharding.configsvrReplSet"),
        mongo("spec.sharding.mongos"),
      ],
      images: ["image", "initImage", "logcollector.image", "pmm.image", "backup.image"].map((name) => `spec.${name}`),
      source: PERCONA,
    },
    {
      group: "k8s.mariadb.com",
      kinds: ["MariaDB"],
      pods: [
        {
          at: "spec",
          images: ["image", "initContainers[].image", "sidecarContainers[].image"],
          annotations: "podMetadata.annotations",
          labels: "podMetadata.labels",
        },
      ],
      images: ["spec.galera.agent.image", "spec.galera.initContainer.image", "spec.metrics.exporter.image"],
      source: MARIADB,
    },
    {
      group: "k8s.mariadb.com",
      kinds: ["MaxScale"],
      pods: [{ at: "spec", images: ["image"], annotations: "podMetadata.annotations", labels: "podMetadata.labels" }],
      images: ["spec.metrics.exporter.image"],
      source: MARIADB,
    },
    {
      group: "mongodbcommunity.mongodb.com",
      kinds: ["MongoDBCommunity"],
      pods: [template("spec.statefulSet.spec.template")],
      source: "https://github.com/mongodb/mongodb-kubernetes-operator/tree/master/api/v1",
    },
    {
      group: "databases.spotahome.com",
      kinds: ["RedisFailover"],
      pods: [redis("spec.redis"), redis("spec.sentinel")],
      source: "https://github.com/spotahome/redis-operator/tree/master/api/redisfailover/v1",
    },
    {
      group: "dragonflydb.io",
      kinds: ["Dragonfly"],
      pods: [component("spec", ["image"])],
      source: "https://www.dragonflydb.io/docs/managing-dragonfly/operator/dragonfly-configuration",
    },
    {
      group: "cassandra.datastax.com",
      kinds: ["CassandraDatacenter"],
      pods: [template("spec.podTemplateSpec")],
      images: ["spec.serverImage", "spec.configBuilderImage", "spec.systemLoggerImage"],
      source: "https://docs.k8ssandra.io/reference/crd/cass-operator-crds-latest/",
    },
    {
      group: "ps.percona.com",
      kinds: ["PerconaServerMySQL"],
      pods: ["mysql", "proxy.haproxy", "proxy.router", "orchestrator"].map((name) =>
        component(`spec.${name}`, ["image", "initContainer.image", "sidecars[].image"]),
      ),
      images: ["backup", "toolkit", "pmm", "initContainer", "backup.initContainer"].map((name) => `spec.${name}.image`),
      source: "https://github.com/percona/percona-server-mysql-operator/blob/main/deploy/cr.yaml",
    },
    {
      group: "polardbx.aliyun.com",
      kinds: ["PolarDBXCluster"],
      pods: [],
      images: ["gms", "cn", "dn", "cdc"].map((node) => `spec.topology.nodes.${node}.template.image`),
      source: "https://github.com/polardb/polardbx-operator/blob/main/api/v1/polardbx/topology.go",
    },
    {
      group: "oceanbase.oceanbase.com",
      kinds: ["OBCluster"],
      pods: [],
      images: ["spec.observer.image", "spec.monitor.image"],
      source: "https://github.com/oceanbase/ob-operator/blob/master/api/v1alpha1/obcluster_types.go",
    },
    {
      group: "apps.kubeblocks.io",
      kinds: ["ComponentDefinition"],
      pods: [{ at: "spec", spec: "runtime", annotations: "annotations", labels: "labels" }],
      images: ["spec.lifecycleActions.*.exec.image", "spec.lifecycleActions.*.customHandler.image"],
      source: KUBEBLOCKS,
    },
    {
      // Container names with their images, for each release.
      group: "apps.kubeblocks.io",
      kinds: ["ComponentVersion"],
      pods: [],
      images: ["spec.releases[].images.*"],
      source: KUBEBLOCKS,
    },
    {
      group: "dataprotection.kubeblocks.io",
      kinds: ["ActionSet"],
      pods: [],
      images: [
        ...["backupData", "preBackup[].job", "postBackup[].job", "preDelete"].map(
          (name) => `spec.backup.${name}.image`,
        ),
        ...["prepareData", "postReady[].job"].map((name) => `spec.restore.${name}.image`),
      ],
      source: "https://github.com/apecloud/kubeblocks/blob/main/apis/dataprotection/v1alpha1/actionset_types.go",
    },
  ],
};
