import type { ProviderName } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Pod, Resource } from "../model.ts";
import { readEntries } from "./read-metadata.ts";
import { readPlacement } from "./read-placement.ts";

/** Where kinds list annotations that they give to pods of other workloads. https://openkruise.io/docs/user-manuals/sidecarset */
const PATCHES: Readonly<Record<string, readonly string[]>> = {
  "apps.kruise.io/SidecarSet": ["spec", "patchPodMetadata"],
};

/** Whether the pods that a resource gives annotations to are not its own: what they run, and where, stands elsewhere. */
export function patchesPods({ group, kind }: Pick<Resource, "group" | "kind">): boolean {
  return Object.hasOwn(PATCHES, `${group}/${kind}`);
}

/** The annotations that a resource gives to pods of others, each list entry as a pod of which nothing else is known. */
export function readPatches(item: Item, resource: Resource, provider: ProviderName | undefined): readonly Pod[] {
  const at = PATCHES[`${resource.group}/${resource.kind}`];
  const list = at === undefined ? undefined : item.get(at);
  if (at === undefined || list?.kind !== "sequence") return [];
  return list.children().flatMap((patch, index) => {
    const path = [...at, index, "annotations"];
    const { own, foreign } = readEntries(patch.get("annotations"), path, "annotation", provider);
    if (own.length === 0) return [];
    const pod = {
      resource,
      annotationsPath: path,
      entries: own,
      foreign,
      labels: {},
      allLabels: undefined,
      images: [],
    };
    return [{ ...pod, placement: readPlacement(), siblings: [] }];
  });
}
