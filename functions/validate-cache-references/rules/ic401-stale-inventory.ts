import { defineRule } from "../rule.ts";
import { stalenessOf } from "../inventory/staleness.ts";
import { inventory } from "./examples.ts";

const CACHE = "- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27";

export default defineRule({
  id: "IC401",
  name: "stale-inventory",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  documentation: () => ({
    what: "An inventory that was read longer ago than `limits.staleHours` (default 24) before the policy's `now`. Without `now` nothing is judged: a function has no clock.",
    why: "States and expiry dates change; every other finding is only as good as the list it is made from.",
    example: inventory(CACHE, 'asOf: "2026-11-01T08:00:00Z"'),
    instead: inventory(CACHE, 'asOf: "2026-11-20T08:00:00Z"'),
    policy: { now: "2026-11-20T12:00:00Z" },
    ignore: "The caches hardly ever change.",
  }),
  checkInventories: (sources, freshness) =>
    sources.flatMap((source) => {
      const message = stalenessOf(source, freshness);
      const { place, asOf = "" } = source;
      return message === undefined
        ? []
        : [{ at: place.resource, path: [...place.path, "asOf"], message, current: asOf }];
    }),
});
