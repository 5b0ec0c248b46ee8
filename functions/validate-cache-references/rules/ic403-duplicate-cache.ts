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
    return sources.flatMap((source) =>
      source.form === "object" ? [] : source.caches.flatMap((cache) => repeated(known, source, cache)),
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
    const before = owners.find(({ provider }) => mayBeOne(provider, source.provider));
    known.set(key, [...owners, source]);
    if (before === undefined) return [];
    const message = `${field} ${quoted(value)} must be that of one cache: ${before.title} has it already; remove one of them`;
    return [{ at: place.resource, path: [...place.path, field], message, current: value }];
  });
}

/** An inventory that names no cloud counts for each. */
function mayBeOne(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
