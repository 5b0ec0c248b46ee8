import { type CacheEntry, providers } from "../../lib/cache/mod.ts";
import type { Path } from "../../lib/yaml/mod.ts";
import type { CacheInventorySpec, DeclaredCache } from "./cache-inventory.ts";
import type { DecodedInventory } from "./decode-inventory.ts";
import type { DeclaredEntry, InventorySource, Place, Resource } from "../model.ts";
import { readImage } from "../read/read-image.ts";

/** Where an inventory stands. `positions`: of its caches and their images in the document, where they are not the list's own. */
export interface Origin {
  readonly resource: Resource | undefined;
  readonly path: Path;
  readonly title: string;
  readonly damaged: boolean;
  readonly positions?: DecodedInventory["positions"];
}

const DAY = 24 * 60 * 60 * 1000;

/** A declared inventory as rules see it. */
export function readInventory(spec: CacheInventorySpec, origin: Origin): InventorySource {
  const { resource, path, title, damaged, positions } = origin;
  const caches = (spec.caches ?? []).map((cache, index): DeclaredEntry => {
    const position = positions?.[index];
    const place: Place = { resource, path: [...path, "caches", position?.cache ?? index] };
    const images = (cache.images ?? []).map(({ ref }, number) => ({
      ref,
      place: { resource, path: [...place.path, "images", position?.images[number] ?? number, "ref"] },
      image: readImage(ref),
    }));
    // Without any image it may be the whole list that could not be read.
    const isIncomplete = position?.isIncomplete === true || (damaged && images.length === 0);
    const entry = entryOf(spec, cache, title);
    return { entry: isIncomplete ? { ...entry, isIncomplete } : entry, place, images };
  });
  const form = "inventory";
  return { provider: spec.provider, title, place: { resource, path }, form, damaged, asOf: spec.asOf, caches };
}

function entryOf(
  { provider, region, account, asOf }: CacheInventorySpec,
  cache: DeclaredCache,
  source: string,
): CacheEntry {
  const { retentionDays, images = [], phase, ...rest } = cache;
  const expiresAt = rest.expiresAt ?? expiryOf(rest.createdAt, retentionDays);
  return {
    ...rest,
    provider,
    images,
    source,
    ...(phase === undefined ? {} : { phase: stateOf(phase) }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** The end of the year 9999: later years have more digits than a time may have. */
const LAST = 253_402_300_799_000;

/**
 * When a cache is deleted that is kept for some days; undefined when either is unknown, and for 0 days and more than can
 * be written as a time, which are for ever.
 */
export function expiryOf(createdAt: string | undefined, days: number | undefined): string | undefined {
  const created = createdAt === undefined ? Number.NaN : Date.parse(createdAt);
  if (days === undefined || days === 0 || Number.isNaN(created)) return undefined;
  const expires = created + days * DAY;
  return Math.abs(expires) > LAST ? undefined : new Date(expires).toISOString().replace(".000Z", "Z");
}

let states: ReadonlyMap<string, string> | undefined;

/** A state as its cloud writes it, whoever wrote the list in other letters. */
function stateOf(phase: string): string {
  states ??= new Map(providers().flatMap(({ phases }) => phases.map((each) => [each.toLowerCase(), each])));
  return states.get(phase.toLowerCase()) ?? phase;
}
