import type { WorkloadKind } from "./workload-kind.ts";
import { ARGO } from "./workloads/argo.ts";
import { BATCH } from "./workloads/batch.ts";
import { BUILT_IN } from "./workloads/built-in.ts";
import { DATA } from "./workloads/data.ts";
import { KRUISE } from "./workloads/kruise.ts";
import { PLATFORM } from "./workloads/platform.ts";
import { SERVING } from "./workloads/serving.ts";
import { TEKTON } from "./workloads/tekton.ts";

/**
 * Every kind whose images and pod templates are known. A new kind is a row in one of the files of `workloads/` and a
 * sample in `testing/samples/`. The API version does not matter: rows hold for all versions of their group.
 */
export const WORKLOADS: readonly WorkloadKind[] = [
  ...BUILT_IN,
  ...ARGO,
  ...BATCH,
  ...KRUISE,
  ...TEKTON,
  ...SERVING,
  ...DATA,
  ...PLATFORM,
];

let index: Map<string, Map<string, WorkloadKind>> | undefined;

function byGroup(): Map<string, Map<string, WorkloadKind>> {
  const groups = new Map<string, Map<string, WorkloadKind>>();
  for (const row of WORKLOADS) {
    const kinds = groups.get(row.group) ?? new Map<string, WorkloadKind>();
    groups.set(row.group, kinds);
    for (const kind of row.kinds) kinds.set(kind, row);
  }
  return groups;
}

/** The row of a kind; undefined when the catalogue does not know it. `group` is without version, `""` for the core group. */
export function workloadKind(group: string, kind: string): WorkloadKind | undefined {
  index ??= byGroup();
  return index.get(group)?.get(kind);
}
