import { provider, type ProviderName } from "../../lib/cache/mod.ts";
import { atEntry, renameTo } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
import { isBeside } from "../read/shared-metadata.ts";
import { isOfOtherSide, type Side } from "../read/side.ts";
import { defineRule, NOTHING } from "../rule.ts";

export default defineRule({
  id: "IC007",
  name: "key-of-other-object",
  severity: "error",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/eci-pod-annotation",
  ],
  documentation: () => ({
    what: "An annotation of cache objects on a pod, or an annotation of pods on a cache object.",
    why: "The two kinds of object have annotations of their own, some with similar names for the same thing. The other object never reads it.",
    example: `apiVersion: eci.alibabacloud.com/v1
kind: ImageCache
metadata:
  name: web
  annotations:
    k8s.aliyun.com/eci-eip-instanceid: eip-bp1q5n8cq4p7f6dzu1x9
spec:
  images:
  - nginx:1.27
`,
    instead: `apiVersion: eci.alibabacloud.com/v1
kind: ImageCache
metadata:
  name: web
  annotations:
    k8s.aliyun.com/eip-instance-id: eip-bp1q5n8cq4p7f6dzu1x9
spec:
  images:
  - nginx:1.27
`,
    ignore: "Never known to be right.",
    fix: "Renames the key to that of this object, where there is one with the same meaning that is not there already.",
  }),
  checkPod: ({ resource, entries }) => foreign(resource, entries, "pod-annotation"),
  checkMetadata: ({ resource, entries, on, provider: owner }) =>
    on === "cache"
      ? [...foreign(resource, entries, "cache-annotation"), ...ofOtherCloud(resource, entries, owner)]
      : on === "workload"
        ? foreign(resource, entries, "pod-annotation")
        : NOTHING,
});

function foreign(resource: Resource, entries: readonly Entry[], side: Side): readonly Found[] {
  return entries.flatMap((entry) => {
    const { info, key } = entry;
    if (info === undefined || !isOfOtherSide(entry, side)) return [];
    const { twin: own } = info.row;
    const isThere = entries.some((other) => other.key === own && isBeside(entry, other));
    const twin = isThere ? undefined : own;
    const kind = side === "pod-annotation" ? (provider(info.provider).cacheObject?.kind ?? "") : resource.kind;
    const owner = side === "pod-annotation" ? kind : "pod";
    const here = side === "pod-annotation" ? "a pod" : `an ${kind}`;
    const why = isThere ? `, because \`${own}\` is there already` : "";
    const advice = twin === undefined ? `remove it here${why}` : `the key for ${here} is \`${twin}\``;
    const message = `\`${key}\` must be on ${owner === "pod" ? "pods" : `${owner} objects`}, ${here} never reads it: ${advice}`;
    if (twin === undefined) return [atEntry(resource, entry, message)];
    return [{ at: resource, path: entry.path, message, current: key, proposed: twin, ...renameTo(entry.path, twin) }];
  });
}

/** Objects of one kind exist in several clouds, and keys are copied from one to the other. */
function ofOtherCloud(
  resource: Resource,
  entries: readonly Entry[],
  owner: ProviderName | undefined,
): readonly Found[] {
  return entries.flatMap((entry) => {
    const { info, key, on } = entry;
    const mine = owner === undefined || info === undefined || info.provider === owner;
    if (mine || info.row.by !== "user" || !info.row.carriers.includes("cache-annotation")) return [];
    const as = on === "label" ? "an annotation of" : "on";
    const message = `\`${key}\` must be ${as} objects of ${provider(info.provider).title}, an ${resource.kind} of ${provider(owner).title} never reads it: remove it here`;
    return [atEntry(resource, entry, message)];
  });
}
