import { atEntry, cacheTitle, quoted, quotedList, waitFor } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

export default defineRule({
  id: "IC104",
  name: "pin-not-ready",
  severity: "error",
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  appliesTo: ({ pinFailure }) => pinFailure?.outcome === "pod-fails",
  documentation: () => ({
    what: "A pod that names a cache which the inventory lists in another state than Ready. A cache without a state counts as usable.",
    why: "The creation of the pod fails.",
    example: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
      inventory(`- id: imc-2ze5hdcnngenmwc1jmwf
  phase: Creating
  images:
  - ref: nginx:1.27`),
    ),
    instead: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
      inventory(`- id: imc-2ze5hdcnngenmwc1jmwf
  phase: Ready
  images:
  - ref: nginx:1.27`),
    ),
    ignore: "The cache will be ready before the change is rolled out.",
  }),
  looksAt: ["pin"],
  checkUse: (use) => {
    const { pod, row, pinned } = use;
    const entry = use.entry("pin");
    const phase = pinned?.entry.phase;
    if (entry === undefined || phase === undefined || row.usablePhases.includes(phase)) return NOTHING;
    const message = `${cacheTitle(row, entry.text)} must be ${quotedList(row.usablePhases, "or")}, and the inventory says ${quoted(phase)}: ${row.pinFailure?.about}; ${waitFor(phase)}, or name another one`;
    return [atEntry(pod.resource, entry, message)];
  },
});
