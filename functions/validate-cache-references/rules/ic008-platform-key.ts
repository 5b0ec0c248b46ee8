import { atEntry, removal } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
import { defineRule } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC008",
  name: "platform-key",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/eci-pod-annotation"],
  documentation: () => ({
    what: "A key in Git that the cloud itself writes into live objects, such as the cache that a pod was matched with.",
    why: "It is the trace of an exported live object. It chooses nothing, and misleads readers because it looks like a pin.",
    example: podWith({ annotations: "k8s.aliyun.com/eci-matched-image-cache: imc-2ze5hdcnngenmwc1jmwf" }),
    instead: podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
    ignore: "The files are a record of live objects that nobody applies.",
    fix: "Removes the key.",
  }),
  checkPod: ({ resource, entries }) => written(resource, entries),
  checkMetadata: ({ resource, entries }) => written(resource, entries),
});

function written(resource: Resource, entries: readonly Entry[]): readonly Found[] {
  return entries.flatMap((entry) => {
    if (entry.info?.row.by !== "platform") return [];
    const message = `\`${entry.key}\` must not be in Git: the cloud writes it into live objects and never reads it; remove it`;
    return [atEntry(resource, entry, message, removal(entry))];
  });
}
