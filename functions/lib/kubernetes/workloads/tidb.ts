import type { PodShape, WorkloadKind, WorkloadRows } from "../workload-kind.ts";

const CLUSTER = "https://docs.pingcap.com/tidb-in-kubernetes/stable/configure-a-tidb-cluster";
const API = "https://github.com/pingcap/tidb-operator/blob/release-1.6/docs/api-references/docs.md";
const API_V2 = "https://github.com/pingcap/tidb-operator/tree/main/api";

const COMPONENTS = ["pd", "tikv", "tidb", "tiflash", "ticdc", "tiproxy", "pump"] as const;

/** The groups of the second version, with the images that some have beside their own. */
const GROUPS = [
  ["PDGroup"],
  ["TiDBGroup", "spec.slowLog.image"],
  ["TiKVGroup", "spec.preStop.image"],
  ["TiFlashGroup", "spec.logTailer.image"],
  ["TiCDCGroup", "spec.preStop.image"],
  ["TiProxyGroup"],
  ["TSOGroup"],
  ["SchedulerGroup"],
  ["SchedulingGroup"],
] as const;

const BACKUPS = ["backupTemplate", "logBackupTemplate", "compactBackupTemplate"] as const;

function only(kind: string, fields: Pick<WorkloadKind, "images" | "names">): WorkloadKind {
  return { group: "pingcap.com", kinds: [kind], pods: [], ...fields, source: API };
}

/** A component of the first version. */
function component(name: string): PodShape {
  const images = ["image", "initContainers[].image", "additionalContainers[].image"];
  return { at: `spec.${name}`, images, annotations: "annotations", labels: "labels" };
}

/** Pods of the second version: an overlay holds what is not a field of its own. */
function overlaid(at: string, images: readonly string[]): PodShape {
  const pod = "spec.overlay.pod";
  return {
    at,
    spec: `${pod}.spec`,
    images,
    annotations: `${pod}.metadata.annotations`,
    labels: `${pod}.metadata.labels`,
  };
}

/** Both versions of TiDB's operator. */
export const TIDB: WorkloadRows = {
  groups: ["pingcap.com", "br.pingcap.com", "core.pingcap.com"],
  rows: () => [
    {
      group: "pingcap.com",
      kinds: ["TidbCluster"],
      pods: COMPONENTS.map(component),
      images: ["spec.helper.image", "spec.tidb.slowLogTailer.image", "spec.tidb.customizedStartupProbe.image"],
      // The tag of a `baseImage` is in `version`.
      names: [...COMPONENTS, "pdms[]"].map((name) => `spec.${name}.baseImage`),
      source: CLUSTER,
    },
    only("TidbInitializer", { images: ["spec.image"] }),
    only("TidbDashboard", { names: ["spec.baseImage"] }),
    only("TidbNGMonitoring", { names: ["spec.ngMonitoring.baseImage"] }),
    only("TidbMonitor", {
      images: ["spec.additionalContainers[].image"],
      names: ["prometheus", "grafana", "reloader", "prometheusReloader", "initializer", "thanos"].map(
        (name) => `spec.${name}.baseImage`,
      ),
    }),
    only("DMCluster", { names: ["spec.master.baseImage", "spec.worker.baseImage"] }),
    only("Backup", { images: ["spec.toolImage"] }),
    only("Restore", { images: ["spec.toolImage", "spec.warmupImage"] }),
    only("CompactBackup", { images: ["spec.toolImage", "spec.tikvImage"] }),
    only("BackupSchedule", {
      images: [...BACKUPS.map((name) => `spec.${name}.toolImage`), "spec.compactBackupTemplate.tikvImage"],
    }),
    {
      group: "br.pingcap.com",
      kinds: ["Backup", "Restore", "CompactBackup"],
      pods: [],
      images: ["spec.toolImage"],
      source: API_V2,
    },
    {
      group: "br.pingcap.com",
      kinds: ["BackupSchedule"],
      pods: [],
      images: BACKUPS.map((name) => `spec.${name}.toolImage`),
      source: API_V2,
    },
    { group: "br.pingcap.com", kinds: ["TiBR"], pods: [overlaid("", ["spec.image"])], source: API_V2 },
    ...GROUPS.map(([kind, ...more]) => ({
      group: "core.pingcap.com",
      kinds: [kind],
      pods: [overlaid("spec.template", ["spec.image", ...more])],
      source: API_V2,
    })),
  ],
};
