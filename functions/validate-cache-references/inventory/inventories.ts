import {
  type Cache,
  type CacheEntry,
  indexCaches,
  type MatchAssumptions,
  pinRegion,
  predictor,
  type Provider,
  type ProviderName,
} from "../../lib/cache/mod.ts";
import { assumptionsOf } from "../matching.ts";
import type { InventorySource, ProviderInventory } from "../model.ts";
import type { ValidateCacheReferencesSpec } from "../policy.ts";
import { readImage } from "../read/read-image.ts";

/** The cluster and the present that caches are judged for. */
export interface Scope {
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The policy's own, in milliseconds since 1970. */
  readonly now: number | undefined;
  /** What the vendors leave open about matching, as the policy decides it. */
  readonly matching: Required<MatchAssumptions>;
}

/** What a policy says about them. */
export function scopeOf(spec: ValidateCacheReferencesSpec): Scope {
  return {
    region: spec.target?.region,
    account: spec.target?.account,
    now: spec.now === undefined ? undefined : Date.parse(spec.now),
    matching: assumptionsOf(spec),
  };
}

/** The declared caches, per provider, prepared when first asked for. */
export function prepareInventories(
  sources: readonly InventorySource[],
  scope: Scope,
): (row: Provider) => ProviderInventory {
  const known = new Map<string, ProviderInventory>();
  return (row) => {
    let inventory = known.get(row.name);
    if (inventory === undefined) {
      inventory = prepare(
        row,
        sources.filter((source) => countsFor(source, row.name)),
        scope,
      );
      known.set(row.name, inventory);
    }
    return inventory;
  };
}

function countsFor({ provider }: InventorySource, name: string): boolean {
  return provider === undefined || provider === name;
}

function prepare(row: Provider, sources: readonly InventorySource[], scope: Scope): ProviderInventory {
  const entries = merge(sources);
  const index = indexCaches(entries, readImage, row.keys.pin === null ? "id" : row.pin.by);
  const { region, account, matching } = scope;
  const {
    usablePhases,
    matching: { chosenFor },
  } = row;
  const regionOf = (id: string): string | undefined => pinRegion(row, id);
  const now = scope.now ?? latest(sources);
  return {
    // Of an inventory that could not be read at all nothing is known, not that it is empty.
    declared: sources.some(({ damaged, caches }) => !damaged || caches.length > 0),
    damaged: sources.some(({ damaged }) => damaged),
    index,
    predict: predictor(index, { usablePhases, region, regionOf, account, now, chosenFor, ...matching }),
    withoutId: row.pin.by === "id" ? entries.filter(({ id }) => id === undefined).length : 0,
  };
}

/** One entry per cache: an object that an inventory lists too counts once. */
function merge(sources: readonly InventorySource[]): CacheEntry[] {
  const entries = entriesOf(sources, "inventory");
  const ids = new Map<string, number>();
  const names = new Map<string, number>();
  for (const [index, { id, name }] of entries.entries()) {
    if (id !== undefined && !ids.has(id)) ids.set(id, index);
    if (name !== undefined && !names.has(name)) names.set(name, index);
  }
  for (const object of entriesOf(sources, "object")) {
    const named = names.get(object.name ?? "");
    // Of two ids under one name each is a cache.
    const isNamed = named !== undefined && (object.id === undefined || entries[named]?.id === undefined);
    const index = ids.get(object.id ?? "") ?? (isNamed ? named : undefined);
    if (index === undefined) entries.push(object);
    else entries[index] = joined(entries[index] as CacheEntry, object);
  }
  return entries;
}

/** What was read from the cloud wins; what it leaves open the object may know. */
function joined(listed: CacheEntry, object: CacheEntry): CacheEntry {
  const known = new Map(object.images.map((image) => [image.ref, image]));
  const images = listed.images.map((image) => ({ ...known.get(image.ref), ...image }));
  return { ...object, ...listed, provider: listed.provider ?? object.provider, images };
}

function entriesOf(sources: readonly InventorySource[], form: InventorySource["form"]): CacheEntry[] {
  return sources.filter((source) => source.form === form).flatMap(({ caches }) => caches.map(({ entry }) => entry));
}

/** The present for expiry: the policy's, else when the cache's inventory was read, else the latest of all. */
export function presentOf(sources: readonly InventorySource[], { now }: Scope): (cache: Cache) => number | undefined {
  const newest = latest(sources);
  return ({ entry }) => now ?? (entry.asOf === undefined ? newest : Date.parse(entry.asOf));
}

function latest(sources: readonly InventorySource[]): number | undefined {
  const times = sources.flatMap(({ asOf }) => (asOf === undefined ? [] : [Date.parse(asOf)]));
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b));
}

/** The providers that a policy is about: its own, else all. */
export function rowsOf(rows: readonly Provider[], name: ProviderName | undefined): readonly Provider[] {
  return name === undefined ? rows : rows.filter((row) => row.name === name);
}
