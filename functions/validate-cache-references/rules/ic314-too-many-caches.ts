import { type CacheEntry, type ProviderName, provider as rowOf } from "../../lib/cache/mod.ts";
import { counted } from "../found.ts";
import type { Found, InventorySource, Place } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { inventory } from "./examples.ts";

const ONE = "- id: imc-2ze00000000000000001\n  origin: manual\n  images:\n  - ref: nginx:1.27";
const TWO = "- id: imc-2ze00000000000000002\n  origin: manual\n  images:\n  - ref: redis:7";

export default defineRule({
  id: "IC314",
  name: "too-many-caches",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2"],
  documentation: () => ({
    what: "More caches made by hand, in one region of one account, than `limits.manualCaches` of the policy allows. Caches of inventories with `origin: auto` do not count, objects do; an object and its entry of an inventory are one.",
    why: "Clouds have a quota and refuse to create one cache more. What it is differs from account to account, so the policy says it. Without the field only what a vendor states is judged: 20 caches on Volcengine VCI.",
    example: inventory(`${ONE}\n${TWO}`),
    instead: inventory(ONE),
    policy: { limits: { manualCaches: 1 } },
    ignore: "The quota was raised, and the policy does not know yet.",
  }),
  checkDeclared: ({ sources }, { manualCaches: most }) => {
    return [...countPerRegion(sources).values()].flatMap((group) => judge(group, most));
  },
});

interface Group {
  readonly provider: ProviderName | undefined;
  readonly region: string | undefined;
  /** Ids and names of its caches. */
  readonly names: Set<string>;
  count: number;
  /** Of the last one. */
  place: Place;
}

function countPerRegion(sources: readonly InventorySource[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const source of sources) {
    if (source.form === "object") continue;
    for (const { entry, place } of source.caches) {
      if (!isAutomatic(entry)) add(groups, source.provider, entry, place);
    }
  }
  const listed = [...groups.values()];
  for (const { form, provider: name, caches } of sources) {
    for (const { entry, place } of form === "object" ? caches : []) {
      const own = listed.filter((group) => group.provider === name);
      const known = own.some(({ names }) => names.has(entry.name ?? "") || names.has(entry.id ?? ""));
      // An object does not say its region: where inventories speak of several, it counts by itself.
      const region = own.length === 1 ? own[0]?.region : entry.region;
      if (!known && !isAutomatic(entry)) add(groups, name, region === undefined ? entry : { ...entry, region }, place);
    }
  }
  return groups;
}

function isAutomatic({ origin, name }: CacheEntry): boolean {
  return origin === "auto" || (name ?? "").startsWith("auto-create-for-");
}

function add(
  groups: Map<string, Group>,
  provider: ProviderName | undefined,
  { id, name, region, account }: CacheEntry,
  place: Place,
): void {
  const key = [provider, region, account].join("\n");
  const group = groups.get(key) ?? { provider, region, names: new Set<string>(), count: 0, place };
  groups.set(key, group);
  for (const each of [id, name]) if (each !== undefined) group.names.add(each);
  group.count++;
  group.place = place;
}

function judge({ provider: name, region, count, place }: Group, limit: number | undefined): readonly Found[] {
  const row = name === undefined ? undefined : rowOf(name);
  const most = limit ?? row?.limits.caches?.max ?? Number.MAX_SAFE_INTEGER;
  if (count <= most) return NOTHING;
  const noun = row?.noun ?? "cache";
  const where = region === undefined ? "" : ` in ${region}`;
  const message = `there must be at most ${counted(most, noun)} made by hand${where}, and ${count} are declared: the cloud refuses to create more than its quota; remove some`;
  const path = place.path.length === 0 ? ["spec"] : place.path;
  return [{ at: place.resource, path, message }];
}
