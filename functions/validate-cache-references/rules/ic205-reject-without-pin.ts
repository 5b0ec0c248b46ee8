import { atEntry } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { patchesPods } from "../read/read-patches.ts";
import { podWith } from "./examples.ts";

const REJECT = 'cci.io/image-snapshot-reject-if-not-available: "true"';

export default defineRule({
  id: "IC205",
  name: "reject-without-pin",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html"],
  appliesTo: ({ keys }) => keys.rejectIfNotAvailable !== null,
  documentation: () => ({
    what: "`image-snapshot-reject-if-not-available` on a pod that names no snapshot.",
    why: "It is documented for a named snapshot only; what it does with automatic matching is not documented.",
    example: podWith({ apiVersion: "cci/v2", annotations: REJECT }),
    instead: podWith({ apiVersion: "cci/v2", annotations: `cci.io/image-snapshot-specified-name: web\n${REJECT}` }),
    ignore: "Another tool adds the name later.",
  }),
  looksAt: ["rejectIfNotAvailable"],
  checkUse: (use) => {
    const entry = use.entry("rejectIfNotAvailable");
    if (entry?.text !== "true" || use.entry("pin") !== undefined) return NOTHING;
    // Each of the pods that get it may name a snapshot of its own.
    if (patchesPods(use.pod.resource)) return NOTHING;
    // Beside automatic matching a name would be the next finding.
    const advice = use.isTrue("autoMatch") ? "remove it" : "name one, or remove it";
    const message = `\`${entry.key}\` must stand beside \`${use.row.keys.pin?.current}\`: it is documented for a named ${use.row.noun} only; ${advice}`;
    return [atEntry(use.pod.resource, entry, message)];
  },
});
