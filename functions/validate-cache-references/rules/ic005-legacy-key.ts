import { quotedList, renameTo } from "../found.ts";
import { isOlderInUse } from "../generation.ts";
import type { Entry, Found, Resource, RuleContext } from "../model.ts";
import { isOfOtherSide, type Side, sideOf } from "../read/side.ts";
import { defineRule } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC005",
  name: "legacy-key",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0028.html",
  ],
  appliesTo: ({ keys, companions }) =>
    [...Object.values(keys), ...companions].some((key) => key !== null && key.legacy.length > 0),
  documentation: () => ({
    what: 'An older spelling of a key that has a newer one. For CCI the older keys belong to the add-on of CCI 1.0; `target.generation: "1.0"` says that this is the one in use.',
    why: "Newer documentation names the newer keys only. When the older ones stop working is not documented.",
    example: podWith({ annotations: 'k8s.aliyun.com/eci-image-cache: "true"' }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "The virtual nodes of the cluster are too old for the newer keys.",
    fix: "Renames the key; labels that send pods to a cloud are left to you.",
  }),
  checkPod: ({ resource, entries }, context) => legacy(resource, entries, "pod-annotation", context),
  checkMetadata: ({ resource, entries, on }, context) => legacy(resource, entries, sideOf(on), context),
});

function legacy(
  resource: Resource,
  entries: readonly Entry[],
  side: Side,
  { generation }: RuleContext,
): readonly Found[] {
  return entries.flatMap((entry) => {
    const { key, info, path, on, text } = entry;
    if (info === undefined || info.generation === "current" || isOlderInUse(info, generation)) return [];
    // A key that this object never reads must go, not be renamed: another finding.
    if (isOfOtherSide(entry, side)) return [];
    const { current, value } = info.row;
    // Both spellings side by side are another finding.
    if (entries.some((other) => other.key === current && other.on === on)) return [];
    const asLabel = on === "annotation" && info.row.carriers.every((carrier) => carrier.endsWith("-label"));
    // Not every value of the annotation is one of the label.
    const unlike =
      value.type === "enum" && !value.values.includes(text) ? `, as ${quotedList(value.values, "or")}` : "";
    const advice = asLabel ? `write the label \`${current}\` instead${unlike}` : `rename it to \`${current}\``;
    const message = `\`${key}\` must be written with its newer key: ${advice}`;
    // Which key routes pods depends on the add-on of the cluster, which Git does not know.
    const fix = info.row.family === "routing" ? {} : renameTo(path, current);
    return [{ at: resource, path, message, current: key, proposed: current, ...fix }];
  });
}
