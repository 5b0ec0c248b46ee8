import { counted } from "../found.ts";
import { defineRule } from "../rule.ts";
import { inventory } from "./examples.ts";

const HOUR = 60 * 60 * 1000;
const CACHE = "- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27";

export default defineRule({
  id: "IC401",
  name: "stale-inventory",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  documentation: {
    what: "An inventory that was read longer ago than `limits.staleHours` (default 24) before the policy's `now`. Without `now` nothing is judged: a function has no clock.",
    why: "States and expiry dates change; every other finding is only as good as the list it is made from.",
    example: inventory(CACHE, 'asOf: "2026-11-01T08:00:00Z"'),
    instead: inventory(CACHE, 'asOf: "2026-11-20T08:00:00Z"'),
    policy: { now: "2026-11-20T12:00:00Z" },
    ignore: "The caches hardly ever change.",
  },
  checkInventories: (sources, { now, staleHours }) =>
    sources.flatMap(({ asOf, title, place, form }) => {
      const read = asOf === undefined || form === "object" ? Number.NaN : Date.parse(asOf);
      if (now === undefined || asOf === undefined || !(now - read > staleHours * HOUR)) return [];
      const age = Math.floor((now - read) / HOUR);
      const message = `${title} must be at most ${counted(staleHours, "hour")} old, and was read more than ${counted(age, "hour")} ago: read it again`;
      return [{ at: place.resource, path: [...place.path, "asOf"], message, current: asOf }];
    }),
});
