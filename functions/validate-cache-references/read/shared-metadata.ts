import type { ProviderName } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Path } from "../../lib/yaml/mod.ts";
import type { Entry } from "../model.ts";
import { readEntries, readRoutingLabels } from "./read-metadata.ts";

/** Where some kinds hold metadata that every pod of theirs gets, beside that of its own template. */
const SHARED: Readonly<Record<string, Path>> = {
  // https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec
  "argoproj.io/Workflow": ["spec", "podMetadata"],
  "argoproj.io/WorkflowTemplate": ["spec", "podMetadata"],
  "argoproj.io/ClusterWorkflowTemplate": ["spec", "podMetadata"],
  "argoproj.io/CronWorkflow": ["spec", "workflowSpec", "podMetadata"],
};

/** Metadata that a pod has in common with the others of its resource. */
export interface SharedMetadata {
  readonly path: Path;
  readonly own: readonly Entry[];
  readonly foreign: readonly Entry[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Where annotations of all pods of a resource belong; undefined for kinds without such a place. */
export function sharedAnnotationsPath({ group, kind }: Pick<Item, "group" | "kind">): Path | undefined {
  const path = SHARED[`${group}/${kind}`];
  return path === undefined ? undefined : [...path, "annotations"];
}

/** The metadata that all pods of a resource get; undefined where there is none. */
export function readShared(item: Item, provider: ProviderName | undefined): SharedMetadata | undefined {
  const path = SHARED[`${item.group}/${item.kind}`];
  const metadata = path === undefined ? undefined : item.get(path);
  if (path === undefined || metadata === undefined) return undefined;
  const annotations = readEntries(metadata.get("annotations"), [...path, "annotations"], "annotation", provider);
  const labels = readEntries(metadata.get("labels"), [...path, "labels"], "label", provider);
  return {
    path,
    own: [...annotations.own, ...labels.own],
    foreign: [...annotations.foreign, ...labels.foreign],
    labels: readRoutingLabels(metadata.get("labels")),
  };
}

/** Own entries, and the shared ones that they do not override. */
export function inherit(own: readonly Entry[], shared: readonly Entry[] | undefined): readonly Entry[] {
  if (shared === undefined || shared.length === 0) return own;
  return [...own, ...shared.filter(({ key, on }) => !own.some((entry) => entry.key === key && entry.on === on))];
}
