import type { WorkloadKind, WorkloadRows } from "./workload-kind.ts";
import { ANALYTICS } from "./workloads/analytics.ts";
import { ARGO } from "./workloads/argo.ts";
import { BATCH } from "./workloads/batch.ts";
import { BUILT_IN } from "./workloads/built-in.ts";
import { DATA } from "./workloads/data.ts";
import { DATABASES } from "./workloads/databases.ts";
import { DELIVERY } from "./workloads/delivery.ts";
import { EDGE } from "./workloads/edge.ts";
import { INFERENCE } from "./workloads/inference.ts";
import { KRUISE } from "./workloads/kruise.ts";
import { MONITORING } from "./workloads/monitoring.ts";
import { PLATFORM } from "./workloads/platform.ts";
import { SERVERS } from "./workloads/servers.ts";
import { SERVING } from "./workloads/serving.ts";
import { STORES } from "./workloads/stores.ts";
import { TEKTON } from "./workloads/tekton.ts";
import { TIDB } from "./workloads/tidb.ts";
import { TOOLS } from "./workloads/tools.ts";

/**
 * The catalogue. A new kind is a row in one of these files and a sample in `testing/samples/`. The API version does not
 * matter: rows hold for all versions of their group.
 */
const FILES: readonly WorkloadRows[] = [
  BUILT_IN,
  ARGO,
  BATCH,
  KRUISE,
  TEKTON,
  SERVING,
  DATA,
  MONITORING,
  PLATFORM,
  DELIVERY,
  DATABASES,
  ANALYTICS,
  TOOLS,
  INFERENCE,
  EDGE,
  SERVERS,
  STORES,
  TIDB,
];

const built = new Map<WorkloadRows, readonly WorkloadKind[]>();

function rowsOf(file: WorkloadRows): readonly WorkloadKind[] {
  let rows = built.get(file);
  if (rows === undefined) {
    rows = file.rows();
    built.set(file, rows);
  }
  return rows;
}

/** Every row of the catalogue, for those who need all: the kinds whose images and pod templates are known. */
export function workloadKinds(): readonly WorkloadKind[] {
  return FILES.flatMap(rowsOf);
}

const groups = new Map<string, ReadonlyMap<string, WorkloadKind>>();

function kindsOf(group: string): ReadonlyMap<string, WorkloadKind> {
  const kinds = new Map<string, WorkloadKind>();
  for (const file of FILES) {
    if (!file.groups.includes(group)) continue;
    for (const row of rowsOf(file)) {
      if (row.group === group) for (const kind of row.kinds) kinds.set(kind, row);
    }
  }
  return kinds;
}

/** The row of a kind; undefined when the catalogue does not know it. `group` is without version, `""` for the core group. */
export function workloadKind(group: string, kind: string): WorkloadKind | undefined {
  let kinds = groups.get(group);
  if (kinds === undefined) {
    kinds = kindsOf(group);
    groups.set(group, kinds);
  }
  return kinds.get(kind);
}
