import type { ProviderName } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Node, Path } from "../../lib/yaml/mod.ts";
import type { Pod, Resource } from "../model.ts";
import { readEntries } from "./read-metadata.ts";
import { readPlacement } from "./read-placement.ts";

/** Where kinds have annotations that they give to pods of other workloads: in a map, or in each item of a list. */
const PATCHES: Readonly<Record<string, { readonly at: Path; readonly isList: boolean }>> = {
  // https://openkruise.io/docs/user-manuals/sidecarset
  "apps.kruise.io/SidecarSet": { at: ["spec", "patchPodMetadata"], isList: true },
  // https://support.huaweicloud.com/intl/pt-br/usermanual-cci2/cci_01_0030.html
  "bursting.cci.io/ClusterExtensionProfile": { at: ["spec", "actions"], isList: false },
  "bursting.cci.io/ExtensionProfile": { at: ["spec", "actions"], isList: false },
  // https://www.alibabacloud.com/help/en/elastic-container-instance/latest/eci-profile
  "eci.aliyun.com/Selector": { at: ["spec", "effect"], isList: false },
};

/** Whether the pods that a resource gives annotations to are not its own: what they run, and where, stands elsewhere. */
export function patchesPods({ group, kind }: Pick<Resource, "group" | "kind">): boolean {
  return Object.hasOwn(PATCHES, `${group}/${kind}`);
}

/** The annotations that a resource gives to pods of others, each map as a pod of which nothing else is known. */
export function readPatches(item: Item, resource: Resource, provider: ProviderName | undefined): readonly Pod[] {
  const { at, isList } = PATCHES[`${resource.group}/${resource.kind}`] ?? { at: [], isList: true };
  const node = item.expanded.find(at);
  if (!isList) return readPatch(node, at, resource, provider);
  const patches = node?.kind === "sequence" ? node.children() : [];
  return patches.flatMap((patch, index) => readPatch(patch, [...at, index], resource, provider));
}

function readPatch(
  patch: Node | undefined,
  path: Path,
  resource: Resource,
  provider: ProviderName | undefined,
): readonly Pod[] {
  const annotationsPath = [...path, "annotations"];
  const { own, foreign } = readEntries(patch?.get("annotations"), annotationsPath, "annotation", provider);
  if (own.length === 0) return [];
  const unknown = { labels: {}, allLabels: undefined, images: [], placement: readPlacement(), siblings: [] };
  return [{ resource, annotationsPath, entries: own, foreign, ...unknown }];
}
