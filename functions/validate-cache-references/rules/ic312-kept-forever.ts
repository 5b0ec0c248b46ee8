import { hasObject } from "../read/has-object.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { cacheFields } from "../read/stated.ts";
import { imageCache } from "./examples.ts";

export default defineRule({
  id: "IC312",
  name: "kept-forever",
  severity: "warning",
  otherwise: [{ severity: "info", when: "what the cloud does without a retention is not documented" }],
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2"],
  appliesTo: hasObject(({ settings }) => settings.retentionDays !== null),
  documentation: () => ({
    what: "A cache object that does not say for how long the cache is kept.",
    why: "ECI and Tencent keep a cache that was made by hand until somebody deletes it, and its storage is paid for that long. What CCI does is not documented.",
    example: imageCache({ spec: "images:\n- nginx:1.27" }),
    instead: imageCache({ spec: "images:\n- nginx:1.27\nretentionDays: 90" }),
    ignore: "The cache is meant to stay, and its removal is part of your own routine.",
  }),
  checkObject: ({ resource, row, shape, settings, automatic }) => {
    const { retentionDays } = shape.settings;
    if (automatic || retentionDays === null || cacheFields(settings.retentionDays).length > 0) return NOTHING;
    const field = retentionDays.field ?? retentionDays.annotation ?? "";
    const known = row.limits.retentionDays.source.mark === "documented";
    const fate = known
      ? "without it the cache is paid for until somebody deletes it"
      : `what ${row.title} does without it is not documented`;
    const message = `\`${field.split(".").at(-1) ?? field}\` must say for how many days the ${row.noun} is kept: ${fate}`;
    const path = retentionDays.field?.split(".") ?? ["metadata", "annotations", field];
    return [{ at: resource, path, message, severity: known ? "warning" : "info" }];
  },
});
