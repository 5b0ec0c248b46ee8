import { type Provider, type ProviderName, PROVIDERS } from "../lib/cache/mod.ts";
import type { Item } from "../lib/krm/mod.ts";
import { workloadKind } from "../lib/kubernetes/mod.ts";
import type { CacheInventorySpec } from "./cache-inventory.ts";
import { decodeInventory } from "./decode-inventory.ts";
import type { InventorySource, Metadata, Pod, Surroundings } from "./model.ts";
import { readCacheObject } from "./read-cache-object.ts";
import { readInventory } from "./read-inventory.ts";
import { readEntries } from "./read-metadata.ts";
import { type ReadOptions, readWorkload } from "./read-pods.ts";

/** Everything that rules look at. */
export interface Package {
  readonly pods: readonly Pod[];
  readonly metadata: readonly Metadata[];
  readonly sources: readonly InventorySource[];
  readonly surroundings: Surroundings;
  /** What is wrong with CacheInventory objects. */
  readonly problems: readonly InventoryProblem[];
}

/** A part of a CacheInventory that cannot be read. */
export interface InventoryProblem {
  readonly item: Item;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A package while it is read. */
interface Reading {
  readonly options: ReadOptions;
  readonly pods: Pod[];
  readonly metadata: Metadata[];
  readonly sources: InventorySource[];
  readonly namespaces: Map<string, Readonly<Record<string, string>>>;
  readonly profiles: { readonly group: string; readonly kind: string; readonly name: string }[];
  readonly problems: InventoryProblem[];
}

/** Words of which every key of interest has one: most resources are put aside by looking for them in the text. */
const NEEDLES = [
  "aliyun.com/",
  "cci.io/",
  "burst-to-cci",
  "imc",
  "image-cache",
  "image-snapshot",
  "alibabacloud.com/",
  "matched",
  "openvessel.io/",
  "logconf.k8s.io/",
] as const;

/** Reads the items once, in their order. `selects`: which workloads are looked at. */
export function readPackage(
  items: Iterable<Item>,
  inline: { readonly spec: CacheInventorySpec | undefined; readonly path: readonly (string | number)[] },
  options: ReadOptions & { readonly selects: (item: Item) => boolean },
): Package {
  const reading: Reading = {
    options,
    pods: [],
    metadata: [],
    sources: [],
    namespaces: new Map(),
    profiles: [],
    problems: [],
  };
  const origin = { resource: undefined, path: inline.path, title: "the policy's inventory", damaged: false };
  // Without a list of caches it declares none: an empty map is how a policy leaves the place open.
  if (inline.spec?.caches !== undefined) reading.sources.push(readInventory(inline.spec, origin));
  for (const item of items) readItem(item, reading, options.selects);
  const { pods, metadata, sources, namespaces, profiles, problems } = reading;
  return { pods, metadata, sources, problems, surroundings: { namespaces, profiles } };
}

type Read = (item: Item, reading: Reading) => void;

/** Kinds that are read for other reasons than being workloads. */
const READERS = new Map<string, Read>([
  ["/Namespace", readNamespace],
  ["warmstart.dev/CacheInventory", readCacheInventory],
]);
for (const row of Object.values<Provider>(PROVIDERS)) {
  const { cacheObject, routing } = row;
  READERS.set(`${cacheObject.group}/${cacheObject.kind}`, (item, reading) => readObject(item, row, reading));
  for (const { group, kind } of routing.profiles) READERS.set(`${group}/${kind}`, readProfile);
}

function readItem(item: Item, reading: Reading, selects: (item: Item) => boolean): void {
  const { group, kind } = item;
  const read = READERS.get(`${group}/${kind}`);
  if (read !== undefined) return read(item, reading);
  const workload = workloadKind(group, kind);
  if (workload === undefined || !mayConcern(item.text) || !selects(item)) return;
  const { pods, metadata } = readWorkload(item, workload, reading.options);
  reading.pods.push(...pods);
  reading.metadata.push(...metadata);
}

function mayConcern(text: string): boolean {
  return NEEDLES.some((needle) => text.includes(needle));
}

function readNamespace(item: Item, reading: Reading): void {
  reading.namespaces.set(item.name, item.labels);
  addMetadata(item, "namespace", undefined, reading);
}

function readProfile({ group, kind, name }: Item, { profiles }: Reading): void {
  profiles.push({ group, kind, name });
}

function readObject(item: Item, row: Provider, reading: Reading): void {
  reading.sources.push(readCacheObject(item, row));
  addMetadata(item, "cache", row.name as ProviderName, reading);
}

function addMetadata(item: Item, on: Metadata["on"], provider: ProviderName | undefined, reading: Reading): void {
  const metadata = item.root.get("metadata");
  const wanted = reading.options.provider;
  const annotations = readEntries(metadata?.get("annotations"), ["metadata", "annotations"], "annotation", wanted).own;
  const labels = readEntries(metadata?.get("labels"), ["metadata", "labels"], "label", wanted).own;
  const entries = [...annotations, ...labels];
  if (entries.length > 0) reading.metadata.push({ resource: item, on, template: undefined, entries, provider });
}

function readCacheInventory(item: Item, reading: Reading): void {
  const { spec, problems, positions } = decodeInventory(item.root.toJS());
  for (const { path, message } of problems) reading.problems.push({ item, path, message });
  const title = `CacheInventory "${item.name}"`;
  const origin = { resource: item, path: ["spec"], title, damaged: problems.length > 0, positions };
  reading.sources.push(readInventory(spec ?? {}, origin));
}
