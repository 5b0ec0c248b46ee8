import type { Sign } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, quoted } from "../found.ts";
import type { Entry, Pod } from "../model.ts";
import { isRouted, isUnsupported } from "../read/routing.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const PLACES: Readonly<Record<Sign["on"], string>> = {
  "pod-label": "label",
  "workload-label": "label",
  "namespace-label": "namespace's label",
  "node-selector": "node selector",
  toleration: "toleration",
  "pod-annotation": "annotation",
  "node-name": "node name",
};

function exampleOf({ on, key, values }: Sign): string {
  return values?.[0] === undefined ? `${PLACES[on]} \`${key}\`` : `${PLACES[on]} \`${key}: "${values[0]}"\``;
}

/** A sign that is there with another value, as a typo leaves it. */
function otherwise({ pod, row }: CacheUse): string {
  for (const { on, key } of row.routing.signs) {
    const value = VALUES[on]?.(pod, key);
    if (value !== undefined) return `the ${PLACES[on]} \`${key}: ${quoted(value)}\` does not`;
  }
  return "nothing in the package does";
}

const VALUES: Partial<Record<Sign["on"], (pod: Pod, key: string) => string | undefined>> = {
  "pod-label": ({ labels }, key) => labels[key],
  "workload-label": ({ resource }, key) => resource.labels[key],
  "node-selector": ({ placement }, key) => placement.nodeSelector[key],
  "pod-annotation": ({ entries }, key) => entries.find((each) => each.key === key && each.on === "annotation")?.text,
};

export default defineRule({
  id: "IC010",
  name: "no-virtual-node",
  severity: "warning",
  otherwise: [{ severity: "info", when: "the cloud has clusters in which every pod is there without a sign (ACS)" }],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/schedule-pods-to-virtual-kubelet",
    "https://support.huaweicloud.com/intl/id-id/usermanual-cci2/cci_01_0026.html",
  ],
  documentation: () => ({
    what: "A pod that asks for a cache, in a package where nothing sends it to the provider's virtual nodes: no label, node selector, toleration, node name, namespace label or profile.",
    why: "Cache annotations have no effect on ordinary nodes.",
    example: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    instead: podWith({ labels: 'alibabacloud.com/eci: "true"', annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore:
      "The cluster has virtual nodes only, or namespaces and profiles that are not in the package route the pods.",
  }),
  looksAt: ["pin", "autoMatch", "fullMatch", "matchCount"],
  checkUse: (use, { surroundings }) => {
    const { pod, row } = use;
    const entry = use.entry("pin") ?? (use.isTrue("autoMatch") ? use.entry("autoMatch") : asksByDefault(use));
    if (entry === undefined || isUnsupported(pod, row) || isRouted(pod, row, surroundings)) return NOTHING;
    const sign = row.routing.signs[0];
    const example = sign === undefined ? "" : `, for example by the ${exampleOf(sign)}`;
    const message = `pod must be sent to virtual nodes of ${row.title}${example}: ${otherwise(use)}, and \`${entry.key}\` has no effect elsewhere`;
    const { everyPodOf } = row.routing;
    if (everyPodOf === undefined) return [atEntry(pod.resource, entry, message)];
    const there = `${message}; every pod of ${everyPodOf.clusters} is there`;
    return [atEntry(pod.resource, entry, there, { severity: "info" })];
  },
});

/** An option of automatic matching, where that is on without a key for it. */
function asksByDefault(use: CacheUse): Entry | undefined {
  if (use.entry("autoMatch") !== undefined || use.row.keys.autoMatch?.default !== "true") return undefined;
  return use.isTrue("fullMatch") ? use.entry("fullMatch") : use.entry("matchCount");
}
