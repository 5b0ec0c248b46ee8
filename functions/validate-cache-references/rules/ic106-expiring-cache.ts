import type { Cache } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle, canChange, counted } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { DAY, expiresSoon, timeLeft } from "../time-left.ts";
import { documents, inventory, podWith } from "./examples.ts";

export default defineRule({
  id: "IC106",
  name: "expiring-cache",
  severity: "error",
  otherwise: [{ severity: "warning", when: "it expires within `limits.expiryDays` (default 7)" }],
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/kubernetes-imagecache-api-2"],
  documentation: () => ({
    what: "A cache that a pod names, and which has expired or soon will; or the cache that automatic matching would take, when it soon will. The present is the policy's `now`, else the `asOf` of the inventory.",
    why: "The cloud deletes expired caches. The pod then starts like one whose cache never existed.",
    example: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
      inventory(
        `- id: imc-2ze5hdcnngenmwc1jmwf
  expiresAt: "2026-11-22T08:00:00Z"
  images:
  - ref: nginx:1.27`,
        'asOf: "2026-11-20T08:00:00Z"',
      ),
    ),
    instead: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
      inventory(
        `- id: imc-2ze5hdcnngenmwc1jmwf
  expiresAt: "2027-11-22T08:00:00Z"
  images:
  - ref: nginx:1.27`,
        'asOf: "2026-11-20T08:00:00Z"',
      ),
    ),
    ignore: "The workload ends before its cache does.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use, context) => {
    const entry = use.entry("pin") ?? use.entry("autoMatch");
    if (entry === undefined) return NOTHING;
    return use.caches.flatMap((cache) => {
      const left = timeLeft(cache, context);
      if (left === undefined || !expiresSoon(cache, context)) return [];
      const message = `${cacheTitle(use.row, cache.label)} must outlive the workload: ${state(cache, left)}, and the cloud deletes expired ones; ${advice(use, left)}`;
      return [atEntry(use.pod.resource, entry, message, { severity: left <= 0 ? "error" : "warning" })];
    });
  },
});

function state({ entry }: Cache, left: number): string {
  if (left <= 0) return `it expired at ${entry.expiresAt}`;
  const days = Math.floor(left / DAY);
  return `it expires at ${entry.expiresAt}, ${days === 0 ? "within a day" : `in ${counted(days, "day")}`}`;
}

function advice(use: CacheUse, left: number): string {
  // What has expired is gone, or will be at any moment.
  if (left <= 0) return "name another one, or create a new one";
  const isNamed = use.entry("pin") !== undefined;
  if (canChange(use.row)) return `keep it longer, or ${isNamed ? "name another one" : "create a new one"}`;
  return isNamed ? "name another one, or create a new one" : "create a new one";
}
