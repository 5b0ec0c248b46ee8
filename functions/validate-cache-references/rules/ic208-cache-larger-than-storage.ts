import { cacheSize } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle } from "../found.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const PIN = "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf";
const exampleCaches = (): string =>
  inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  sizeGiB: 50\n  images:\n  - ref: nginx:1.27");

const UNSTATED = " (its size without the annotation is not documented, the smallest is assumed)";

export default defineRule({
  id: "IC208",
  name: "cache-larger-than-storage",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
    "https://www.volcengine.com/docs/6460/187778",
    "https://www.tencentcloud.com/document/product/457/36162",
  ],
  appliesTo: ({ limits }) => limits.freeStorage !== null || limits.cacheDisk !== null,
  documentation: () => ({
    what: "A cache that is larger than the storage of the pod. On ECI 30 GiB are free, and more is declared by `eci-extra-ephemeral-storage`; on VCI `desired-system-storage` is the size of the disk, which must hold the cache; on Tencent `image-cache-disk-size` is that of the disk made from the cache, which may only be larger. The cache is the one that the pod names, or, on ECI and VCI, one that would match better if it fitted; on Tencent also the one that automatic matching takes.",
    why: "Automatic matching passes over a cache that does not fit. A named one costs a larger disk; what else happens is not documented.",
    example: documents(podWith({ annotations: PIN }), exampleCaches()),
    instead: documents(
      podWith({ annotations: `${PIN}\nk8s.aliyun.com/eci-extra-ephemeral-storage: 20Gi` }),
      exampleCaches(),
    ),
    ignore: "The larger disk is wanted, or the smaller cache is enough.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use) => [...beyondStorage(use), ...beyondDisk(use)],
});

function beyondStorage(use: CacheUse): readonly Found[] {
  const { storageGiB, row } = use;
  const storage = row.limits.freeStorage;
  const cache = use.entry("pin") === undefined ? use.outcome?.tooLarge : use.pinned;
  const entry = use.entry("pin") ?? use.entry("autoMatch");
  const size = cache === undefined ? undefined : cacheSize(cache);
  if (storage === null || cache === undefined || entry === undefined) return NOTHING;
  if (size === undefined || storageGiB === undefined || size <= storageGiB) return NOTHING;
  const { gib, declares, extraKey, source } = storage;
  const stated = source.mark === "documented" || use.pod.entries.some(({ key }) => key === extraKey);
  const value = declares === "total-gib" ? `"${Math.ceil(size)}"` : `${Math.ceil(size - gib)}Gi`;
  const message = `${cacheTitle(row, cache.label)} must fit the storage of the pod, and has ${round(size)} GiB where the pod has ${round(storageGiB)}${stated ? "" : UNSTATED}: ${outcome(use)}; declare \`${extraKey}: ${value}\`, or make the cache smaller`;
  return [atEntry(use.pod.resource, entry, message)];
}

/** The disk that is made of the cache, where the pod says how large it is. */
function beyondDisk(use: CacheUse): readonly Found[] {
  const { pod, row } = use;
  const key = row.limits.cacheDisk?.key;
  if (key === undefined) return NOTHING;
  const entry = pod.entries.find((each) => each.on === "annotation" && each.key === key);
  // What is no size at all is another finding.
  if (entry === undefined || !/^[1-9]\d*$/.test(entry.text)) return NOTHING;
  const { cache } = use;
  const size = cache === undefined ? undefined : cacheSize(cache);
  if (cache === undefined || size === undefined || size <= Number(entry.text)) return NOTHING;
  const least = String(Math.ceil(size));
  const message = `\`${entry.key}\` must be at least ${least}, the size of ${cacheTitle(row, cache.label)} in GiB, and is ${entry.text}: the disk is made from the cache and may only be larger; write "${least}", or leave the annotation out`;
  return [atEntry(pod.resource, entry, message, { proposed: least })];
}

function outcome(use: CacheUse): string {
  if (use.entry("pin") !== undefined) return "the pod pays for a larger disk";
  return "automatic matching passes it over, although it holds more images of the pod than any cache that fits";
}

function round(size: number): string {
  return String(Math.round(size * 10) / 10);
}
