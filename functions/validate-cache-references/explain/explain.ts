import { nearestCaches, type Provider, providers } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Path } from "../../lib/yaml/mod.ts";
import { CacheUse } from "../cache-use.ts";
import { type CloudExplanation, explainUse } from "./explain-pod.ts";
import { explainNotes } from "./explain-notes.ts";
import { selector } from "../function.ts";
import { presentOf, prepareInventories, rowsOf, scopeOf } from "../inventory/inventories.ts";
import type { Pod, PodImage } from "../model.ts";
import { CacheInventoryPolicy, type ValidateCacheReferencesSpec } from "../policy.ts";
import { type ItemResource, packageReader } from "../read/read-package.ts";
import { stalenessOf } from "../inventory/staleness.ts";

/** One pod template and what every cloud in question would do with it. */
export interface PodExplanation {
  readonly item: Item;
  /** Where the annotations of the pod are, or would be. */
  readonly path: Path;
  /** Number of the template in its resource, from 0. */
  readonly template: number;
  /** How many templates the resource has. */
  readonly templates: number;
  /** The images as the manifest has them; those of every cloud are in the same order. */
  readonly images: readonly WrittenImage[];
  readonly clouds: readonly (CloudExplanation & { readonly notes: readonly string[] })[];
}

/** One image as it is written. */
export type WrittenImage = Pick<PodImage, "container" | "type" | "written">;

/** Reads a package item by item, then explains its pods. */
export interface Explainer {
  visit(item: Item): void;
  /** In the order of the input. */
  explain(): readonly PodExplanation[];
  /** The inventories that were read too long ago, as messages. */
  stale(): readonly StaleInventory[];
}

/** An inventory that is too old to rely on; without an item it is the policy's own. */
interface StaleInventory {
  readonly item: Item | undefined;
  readonly path: Path;
  readonly message: string;
}

/** Takes what is wrong with a CacheInventory among the items. */
type OnProblem = (item: Item, problem: { readonly path: Path; readonly message: string }) => void;

/**
 * Explains which cache every pod template would start from, by the rules and the inventory of a policy. Without a
 * provider in the policy a pod is explained for the clouds whose keys it has. `at`: where `spec` stands in the policy.
 */
export function explainer(spec: ValidateCacheReferencesSpec, onProblem: OnProblem, at: Path): Explainer {
  const reader = packageReader({
    provider: spec.provider,
    inline: { spec: spec.inventory, path: [...at, "inventory"] },
    inventorySchema: CacheInventoryPolicy,
    selects: selector(spec),
    everyPod: true,
    onProblem,
  });
  return { visit: reader.add, explain: () => explainAll(reader.read, spec), stale: () => staleOf(reader.read, spec) };
}

function explainAll(
  { pods, sources, surroundings }: ReturnType<typeof packageReader>["read"],
  spec: ValidateCacheReferencesSpec,
): readonly PodExplanation[] {
  const scope = scopeOf(spec);
  const around = { region: scope.region, generation: spec.target?.generation ?? "2.0", surroundings };
  const inventory = prepareInventories(sources, scope);
  const present = presentOf(sources, scope);
  const { matching } = scope;
  const known = new Map<string, ReturnType<typeof nearestCaches>>();
  const nearestOf = (row: Provider): ReturnType<typeof nearestCaches> => {
    const found = known.get(row.name) ?? nearestCaches(inventory(row).index, matching.names);
    known.set(row.name, found);
    return found;
  };
  const rows = rowsOf(providers(), spec.provider);
  return pods.map((pod) => {
    const { item } = pod.resource as ItemResource;
    const concerned = rows.filter(({ name }) => name === spec.provider || steers(pod, name));
    return {
      item,
      path: pod.annotationsPath,
      template: pod.siblings.indexOf(pod),
      templates: pod.siblings.length,
      images: pod.images.map(({ container, type, written }) => ({ container, type, written })),
      clouds: concerned.map((row) => {
        const use = new CacheUse(pod, row, inventory(row), around);
        const cloud = explainUse(use, { matching, present, nearest: nearestOf(row) });
        return Object.assign(cloud, { notes: explainNotes(use, surroundings) });
      }),
    };
  });
}

function staleOf(
  { sources }: ReturnType<typeof packageReader>["read"],
  spec: ValidateCacheReferencesSpec,
): readonly StaleInventory[] {
  const { now } = scopeOf(spec);
  return sources.flatMap((source) => {
    const message = stalenessOf(source, { now, staleHours: spec.limits?.staleHours ?? 24 });
    const { resource, path } = source.place;
    const item = (resource as ItemResource | undefined)?.item;
    return message === undefined ? [] : [{ item, path: [...path, "asOf"], message }];
  });
}

/** Whether a pod has a key of a cloud that steers caches. */
function steers({ entries }: Pod, name: string): boolean {
  return entries.some(({ info, on }) => info?.provider === name && info.meaning !== undefined && on === "annotation");
}
