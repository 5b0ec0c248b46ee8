import { type CacheObject, type CacheEntry, keyInfo, type ObjectProvider, type Setting } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import type { InventorySource, Resource } from "../model.ts";
import { readImage } from "./read-image.ts";
import { timeOf } from "../inventory/time.ts";
import { expiryOf } from "../inventory/read-inventory.ts";
import { valuesAt } from "./values-at.ts";

/** What is read of an object, an item of a package or of an export: its `root` without aliases. */
export type CacheObjectItem = Pick<Item, "kind" | "name" | "root" | "annotations">;

/**
 * An object that describes a cache (ECI ImageCache, CCI ImageSnapshot), as an inventory of one. In Git it has no
 * status: then its id is unknown, and without a phase it counts as usable. Exported from the cloud it has both.
 */
export function readCacheObject(
  item: CacheObjectItem,
  resource: Resource | undefined,
  row: ObjectProvider,
): InventorySource {
  const { cacheObject } = row;
  const title = `${item.kind} "${item.name}"`;
  const refs = valuesAt(item.root, cacheObject.images).filter(({ node }) => node.string !== undefined);
  const images = refs.map(({ path, node }) => {
    const ref = node.string as string;
    return { ref, place: { resource, path }, image: readImage(ref) };
  });
  const place = { resource, path: [] };
  const entry = entryOf(
    item,
    row,
    images.map(({ ref }) => ref),
    title,
  );
  return {
    provider: entry.provider,
    title,
    place,
    form: "object",
    damaged: false,
    asOf: undefined,
    caches: [{ entry, place, images }],
  };
}

function entryOf(
  item: CacheObjectItem,
  { name, cacheObject }: ObjectProvider,
  refs: readonly string[],
  source: string,
): CacheEntry {
  const { status, settings } = cacheObject;
  const createdAt = status.createdAt.map((path) => timeAt(item.root, path)).find((text) => text !== undefined);
  const retention = settingOf(item, settings.retentionDays);
  const expiresAt = timeAt(item.root, status.expiresAt) ?? expiryOf(createdAt, numberOf(retention));
  const details = imageDetails(item.root, status.images);
  const images = refs.map((ref) => ({ ref, ...details.get(nameOf(ref)) }));
  const known = {
    id: textAt(item.root, status.id),
    name: item.name === "" ? undefined : item.name,
    phase: textAt(item.root, status.phase),
    sizeGiB: numberOf(settingOf(item, settings.size)),
    createdAt,
    expiresAt,
    arch: settingOf(item, settings.cpuArch) ?? defaultOf(settings.cpuArch),
    os: settingOf(item, settings.osType) ?? defaultOf(settings.osType),
  };
  return { provider: name as CacheEntry["provider"], images, source, ...defined(known) };
}

type Defined<T> = { readonly [Key in keyof T]?: NonNullable<T[Key]> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** What an object says by a field of its spec or by an annotation; the field wins, as far as anybody knows. */
function settingOf(item: CacheObjectItem, setting: Setting | null): string | undefined {
  if (setting === null) return undefined;
  const annotation = setting.annotation === null ? undefined : item.annotations[setting.annotation];
  return textAt(item.root, setting.field) ?? annotation;
}

function defaultOf(setting: Setting | null): string | undefined {
  return setting?.annotation == null ? undefined : keyInfo(setting.annotation)?.row.default;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** An image may be spelt differently in the status than in the spec. */
function nameOf(ref: string): string {
  return readImage(ref)?.key ?? ref;
}

/** Digest and size of each image that the status lists, by its name. */
function imageDetails(
  root: Node,
  fields: CacheObject["status"]["images"],
): ReadonlyMap<string, { readonly digest?: string; readonly sizeBytes?: number }> {
  if (fields === null) return new Map();
  const found = valuesAt(root, fields.items).map(({ node }) => {
    const details = { digest: textOf(node.get(fields.digest)), sizeBytes: numberOf(textOf(node.get(fields.size))) };
    return [nameOf(textOf(node.get(fields.ref)) ?? ""), defined(details)] as const;
  });
  return new Map(found);
}

/** What the machine that reads it would take for its own time is no time. */
function timeAt(root: Node, path: string | null): string | undefined {
  const text = textAt(root, path);
  return text === undefined ? undefined : timeOf(text);
}

function textAt(root: Node, path: string | null): string | undefined {
  return path === null ? undefined : textOf(valuesAt(root, path)[0]?.node);
}

function textOf(node: Node | undefined): string | undefined {
  if (node?.kind !== "scalar" || node.scalar === null) return undefined;
  const text = node.string ?? node.raw;
  return text === "" ? undefined : text;
}
