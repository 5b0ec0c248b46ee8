import { provider } from "../../lib/cache/mod.ts";
import { quoted } from "../found.ts";
import type { DeclaredEntry, Found, InventorySource } from "../model.ts";
import { defineRule } from "../rule.ts";
import { inventory } from "./examples.ts";

export default defineRule({
  id: "IC403",
  name: "duplicate-cache",
  severity: "error",
  since: "0.1.0",
  sources: [],
  documentation: () => ({
    what: "An id that two caches of the inventories have, or a name that two caches of one provider and region have. An object that describes a cache may stand beside its entry in an inventory: they count as one.",
    why: "A pin would mean two caches.",
    example: inventory(
      "- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: redis:7",
    ),
    instead: inventory(
      "- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n- id: imc-2ze00000000000000002\n  images:\n  - ref: redis:7",
    ),
    ignore: "Never: a pin must mean one cache.",
  }),
  checkInventories: (sources) => {
    const known: Known = new Map();
    const objects = new Map<string, InventorySource>();
    return sources.flatMap((source) =>
      source.form === "object"
        ? repeatedId(objects, source)
        : source.caches.flatMap((cache) => repeated(known, source, cache)),
    );
  },
});

/** Inventories that have an id or a name, by what tells them apart. */
type Known = Map<string, InventorySource[]>;

function repeated(known: Known, source: InventorySource, { entry, place }: DeclaredEntry): readonly Found[] {
  const { id, name, region = "" } = entry;
  const names: [string, string | undefined, string][] = [
    ["id", id, `id\n${id}`],
    ["name", name, `name\n${region}\n${name}`],
  ];
  return names.flatMap(([field, value, key]) => {
    if (value === undefined) return [];
    const owners = known.get(key) ?? [];
    const before = owners.find((owner) => mayBeOne(owner.provider, source.provider));
    // One for each cloud is enough to compare with, however often an id is repeated.
    if (!owners.some((owner) => owner.provider === source.provider)) known.set(key, [...owners, source]);
    if (before === undefined) return [];
    const message = `${field} ${quoted(value)} must be that of one cache: ${before.title} has it already; remove one of them`;
    return [{ at: place.resource, path: [...place.path, field], message, current: value }];
  });
}

/** Two objects with one id in their status; the same object twice is one. */
function repeatedId(objects: Map<string, InventorySource>, source: InventorySource): readonly Found[] {
  const { entry, place } = source.caches[0] as DeclaredEntry;
  const path = source.provider === undefined ? undefined : provider(source.provider).cacheObject?.status.id;
  if (entry.id === undefined || path == null) return [];
  const key = `${source.provider}\n${entry.id}`;
  const before = objects.get(key) ?? source;
  objects.set(key, before);
  if (before.title === source.title) return [];
  const message = `id ${quoted(entry.id)} must be that of one cache: ${before.title} has it already; remove one of them`;
  return [{ at: place.resource, path: [...place.path, ...path.split(".")], message, current: entry.id }];
}

/** An inventory that names no cloud counts for each. */
function mayBeOne(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
