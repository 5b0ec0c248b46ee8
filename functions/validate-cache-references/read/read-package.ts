import { keyDomains, type ObjectProvider, objectProviders, type ProviderName, providers } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import { workloadKind } from "../../lib/kubernetes/mod.ts";
import type { CacheInventorySpec } from "../inventory/cache-inventory.ts";
import { decodeInventory, type InventorySchema } from "../inventory/decode-inventory.ts";
import type { InventorySource, Metadata, Pod, ProfileReplacement, Resource, Surroundings } from "../model.ts";
import { readCacheObject } from "./read-cache-object.ts";
import { readInventory } from "../inventory/read-inventory.ts";
import { readEntries, readRoutingLabels } from "./read-metadata.ts";
import { patchesPods, readPatches } from "./read-patches.ts";
import { type ReadOptions, readWorkload } from "./read-pods.ts";
import { remember } from "../remember.ts";
import { readReplacement } from "./replacing-profile.ts";

/** Everything that rules look at. */
export interface Package {
  readonly pods: readonly Pod[];
  readonly metadata: readonly Metadata[];
  readonly sources: readonly InventorySource[];
  readonly surroundings: Surroundings;
}

/** A part of a CacheInventory that cannot be read. */
interface InventoryProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What reading a package depends on. */
export interface PackageOptions extends ReadOptions {
  /** The policy's own inventory and where it stands. */
  readonly inline: { readonly spec: CacheInventorySpec | undefined; readonly path: readonly (string | number)[] };
  readonly inventorySchema: InventorySchema;
  /** Which workloads are looked at. */
  readonly selects: (item: Item) => boolean;
  readonly onProblem: (item: Item, problem: InventoryProblem) => void;
}

/** A resource with the item it was made of, which results need. */
export interface ItemResource extends Resource {
  readonly item: Item;
}

/** A package while it is read. */
interface Reading {
  readonly options: PackageOptions;
  readonly pods: Pod[];
  readonly metadata: Metadata[];
  readonly sources: InventorySource[];
  readonly namespaces: Map<string, Readonly<Record<string, string>>>;
  readonly namespaceLabels: Map<string, Readonly<Record<string, string>>>;
  readonly replacements: Map<string | undefined, ProfileReplacement[]>;
  readonly profiles: Map<string, Set<string>>;
  readonly serviceAccounts: Map<string, number>;
  readonly replacePolicies: string[];
}

/** Reads a package one item after the other. An item is looked at while it is added, and never again. */
export interface PackageReader {
  add(item: Item): void;
  /** Everything that was added. */
  readonly read: Package;
}

let needles: readonly string[] | undefined;

/**
 * Words of which every key that a rule may speak of has one, known or misspelt: most resources are put aside by looking
 * for them in the text.
 */
function needlesOf(): readonly string[] {
  return [...keyDomains(), "burst-to-cc", "imc", "image-cache", "image-snapshot", "image-replacement"];
}

/** Begins to read a package. */
export function packageReader(options: PackageOptions): PackageReader {
  const reading: Reading = {
    options,
    pods: [],
    metadata: [],
    sources: [],
    namespaces: new Map(),
    namespaceLabels: new Map(),
    replacements: new Map(),
    profiles: new Map(),
    serviceAccounts: new Map(),
    replacePolicies: [],
  };
  const { spec, path } = options.inline;
  const origin = { resource: undefined, path, title: "the policy's inventory", damaged: false };
  // Without a list of caches it declares none: an empty map is how a policy leaves the place open.
  if (spec?.caches !== undefined) reading.sources.push(readInventory(spec, origin));
  const { pods, metadata, sources, options: _, ...surroundings } = reading;
  return { add: (item) => readItem(item, reading), read: { pods, metadata, sources, surroundings } };
}

type Read = (item: Item, reading: Reading) => void;

/** Kinds that are read for other reasons than being workloads. */
const READERS = new Map<string, Read>([
  ["/Namespace", readNamespace],
  ["cci/Namespace", readNamespace],
  ["/ServiceAccount", readServiceAccount],
  ["warmstart.dev/CacheInventory", readCacheInventory],
  ["warmstart.dev/ReplaceImages", readReplacePolicy(["spec"])],
  ["warmstart.dev/ApplyCachePolicy", readReplacePolicy(["spec", "replaceImages"])],
]);
for (const row of objectProviders()) {
  const { group, kind } = row.cacheObject;
  READERS.set(`${group}/${kind}`, (item, reading) => readObject(item, row, reading));
}
for (const { routing } of providers()) {
  for (const { group, kind } of routing.profiles) READERS.set(`${group}/${kind}`, readProfile);
}

function readItem(item: Item, reading: Reading): void {
  const { group, kind } = item;
  const read = READERS.get(`${group}/${kind}`);
  if (read !== undefined) return read(item, reading);
  const workload = workloadKind(group, kind);
  const concerns = reading.options.everyPod === true || mayConcern(textOf(item));
  if (workload === undefined || !concerns || !reading.options.selects(item)) return;
  const { pods, metadata } = readWorkload(item.expanded, resourceOf(item), workload, reading.options);
  reading.pods.push(...pods);
  reading.metadata.push(...metadata);
  addPatches(item, reading);
}

/** What pods get from resources that do not make them; no such resource explains a pod. */
function addPatches(item: Item, { options, pods }: Reading): void {
  if (!patchesPods(item) || options.everyPod === true) return;
  pods.push(...readPatches(item, resourceOf(item), options.provider));
}

/** With what aliases stand for: the text of an element of a list does not hold what stands in another one. */
function textOf({ root, expanded, text }: Item): string {
  return root === expanded ? text : expanded.raw;
}

function mayConcern(text: string): boolean {
  needles ??= needlesOf();
  return needles.some((needle) => text.includes(needle));
}

function resourceOf(item: Item): ItemResource {
  const { apiVersion, group, kind, name, namespace } = item;
  const labels = readRoutingLabels(item.expanded.get("metadata")?.get("labels"));
  return { apiVersion, group, kind, name, namespace, labels, item };
}

function readNamespace(item: Item, reading: Reading): void {
  reading.namespaces.set(item.name, readRoutingLabels(item.expanded.get("metadata")?.get("labels")));
  reading.namespaceLabels.set(item.name, item.labels);
  addMetadata(item, "namespace", undefined, reading);
}

function readProfile(item: Item, reading: Reading): void {
  const type = `${item.group}/${item.kind}`;
  const names = reading.profiles.get(type);
  if (names === undefined) reading.profiles.set(type, new Set([item.name]));
  else names.add(item.name);
  const replacement = readReplacement(item);
  if (replacement !== undefined) remember(reading.replacements, replacement.namespace, replacement);
  addPatches(item, reading);
}

function readServiceAccount(item: Item, { serviceAccounts }: Reading): void {
  const secrets = item.expanded.get("imagePullSecrets");
  serviceAccounts.set(`${item.namespace ?? ""}/${item.name}`, secrets?.kind === "sequence" ? secrets.size : 0);
}

/** A policy that writes the annotation instead replaces nothing itself. */
function readReplacePolicy(path: readonly string[]): Read {
  return (item, { replacePolicies }) => {
    const spec = item.expanded.find(path);
    if (spec !== undefined && spec.get("action")?.string !== "annotate") replacePolicies.push(item.name);
  };
}

function readObject(item: Item, row: ObjectProvider, reading: Reading): void {
  const { kind, name, annotations, expanded: root } = item;
  reading.sources.push(readCacheObject({ kind, name, annotations, root }, resourceOf(item), row));
  addMetadata(item, "cache", row.name as ProviderName, reading);
}

function addMetadata(item: Item, on: Metadata["on"], provider: ProviderName | undefined, reading: Reading): void {
  const metadata = item.expanded.get("metadata");
  const wanted = reading.options.provider;
  const annotations = readEntries(metadata?.get("annotations"), ["metadata", "annotations"], "annotation", wanted).own;
  const labels = readEntries(metadata?.get("labels"), ["metadata", "labels"], "label", wanted).own;
  const entries = [...annotations, ...labels];
  if (entries.length > 0) {
    reading.metadata.push({ resource: resourceOf(item), on, template: undefined, there: [], entries, provider });
  }
}

function readCacheInventory(item: Item, { sources, options }: Reading): void {
  const { spec, problems, positions } = decodeInventory(options.inventorySchema, item.expanded.toJS());
  for (const problem of problems) options.onProblem(item, problem);
  const title = `CacheInventory "${item.name}"`;
  const origin = { resource: resourceOf(item), path: ["spec"], title, damaged: problems.length > 0, positions };
  sources.push(readInventory(spec ?? {}, origin));
}
