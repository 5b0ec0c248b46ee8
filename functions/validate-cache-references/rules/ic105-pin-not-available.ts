import { atEntry, cacheTitle, quoted, quotedList, waitFor } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

export default defineRule({
  id: "IC105",
  name: "pin-not-available",
  severity: "warning",
  otherwise: [{ severity: "error", when: 'the pod says `reject-if-not-available: "true"`' }],
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html"],
  appliesTo: ({ pinFailure }) => pinFailure?.outcome === "pulls",
  documentation: () => ({
    what: "A pod that names a snapshot which the inventory lists in another state than Available. A snapshot without a state counts as usable.",
    why: "The images are pulled from the registry, or, when the pod asks for it, the pod is refused.",
    example: documents(
      podWith({ apiVersion: "cci/v2", annotations: "cci.io/image-snapshot-specified-name: web" }),
      inventory(`- name: web
  phase: Creating
  images:
  - ref: nginx:1.27`),
    ),
    instead: documents(
      podWith({ apiVersion: "cci/v2", annotations: "cci.io/image-snapshot-specified-name: web" }),
      inventory(`- name: web
  phase: Available
  images:
  - ref: nginx:1.27`),
    ),
    ignore: "The snapshot will be available before the change is rolled out.",
  }),
  looksAt: ["pin"],
  checkUse: (use) => {
    const { pod, row, pinned } = use;
    const entry = use.entry("pin");
    const phase = pinned?.entry.phase;
    if (entry === undefined || phase === undefined || row.usablePhases.includes(phase)) return NOTHING;
    if (row.pinFailure === null) return NOTHING;
    const { strictKey, about } = row.pinFailure;
    const strict = strictKey === null ? undefined : use.entry(strictKey);
    const refused = strict?.text === "true";
    const then = refused ? `the pod is refused, because \`${strict.key}\` is "true"` : about;
    const message = `${cacheTitle(row, entry.text)} must be ${quotedList(row.usablePhases, "or")}, and the inventory says ${quoted(phase)}: ${then}; ${waitFor(phase)}, or name another one`;
    return [atEntry(pod.resource, entry, message, refused ? { severity: "error" } : {})];
  },
});
