import { judgePin } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle, counted } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

export default defineRule({
  id: "IC101",
  name: "pin-not-in-inventory",
  severity: "error",
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html",
  ],
  appliesTo: ({ keys }) => keys.pin !== null,
  documentation: () => ({
    what: "A pod that names a cache which is not in the declared inventory. Without any inventory nothing is judged.",
    why: "CCI pulls the images from the registry, or refuses the pod when it is told to. What ECI does with an unknown id is not documented; a cache that is not Ready fails the pod.",
    example: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze00000000000000000" }),
      inventory(`- id: imc-2ze5hdcnngenmwc1jmwf
  images:
  - ref: nginx:1.27`),
    ),
    instead: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
      inventory(`- id: imc-2ze5hdcnngenmwc1jmwf
  images:
  - ref: nginx:1.27`),
    ),
    ignore: "The inventory is known to be incomplete.",
  }),
  looksAt: ["pin"],
  checkUse: (use, context) => {
    const entry = use.entry("pin");
    if (entry === undefined || !use.inventory.declared || use.pinned !== undefined) return NOTHING;
    // Text that cannot be an id or a name is another finding.
    if (judgePin(use.row, entry.text)?.severity === "error") return NOTHING;
    const { row, pod } = use;
    const pinForAll = use.pinForAll(context);
    const advice =
      pinForAll === undefined
        ? "name a cache of the inventory"
        : `name ${cacheTitle(row, pinForAll)}, which holds every image of the pod`;
    const message = `${cacheTitle(row, entry.text)} must be in the declared inventory: ${consequence(use)}; ${advice}, or bring the inventory up to date${hint(use, entry.text)}`;
    return [atEntry(pod.resource, entry, message, pinForAll === undefined ? {} : { proposed: pinForAll })];
  },
});

const UNKNOWN = { outcome: undefined, strictKey: null, about: "what then happens is not documented" };

/** What the cloud does with a pod whose named cache does not exist. */
function consequence(use: CacheUse): string {
  const { outcome, strictKey, about } = use.row.pinFailure ?? UNKNOWN;
  if (outcome === "pod-fails") {
    return `expect that the creation of the pod fails, which ${use.row.title} documents for an unusable one and not for a missing one`;
  }
  const strict = strictKey === null ? undefined : use.entry(strictKey);
  return strict?.text === "true" ? `the pod is refused, because \`${strict.key}\` is "true"` : about;
}

function hint({ row, inventory: { index, withoutId } }: CacheUse, text: string): string {
  if (row.pin.by === "name") {
    const [cache] = index.byId.get(text) ?? [];
    if (cache === undefined) return "";
    const { name } = cache.entry;
    const meant = name === undefined ? "which states no `name` for it" : `of ${cacheTitle(row, name)}`;
    return ` (it is an \`id\` of the inventory, ${meant})`;
  }
  if (withoutId === 0) return "";
  const objects = `${counted(withoutId, "declared cache")} ${withoutId === 1 ? "has" : "have"} no id yet`;
  return ` (${objects}: export the ${row.cacheObject?.kind ?? row.noun} objects with their status)`;
}
