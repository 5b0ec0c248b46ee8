import type { CacheUse } from "../cache-use.ts";
import { atEntry, removal, setTo } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC201",
  name: "pin-with-auto-match",
  severity: "error",
  severityOf: { "alibaba-eci": "info" },
  otherwise: [{ severity: "warning", when: 'the target is CCI 1.0 (`target.generation: "1.0"`)' }],
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html",
    "https://support.huaweicloud.com/devg-cci/cci_05_1013.html",
  ],
  appliesTo: ({ exclusions }) =>
    exclusions.some(({ keys: [first, second] }) => first === "autoMatch" && second === "pin"),
  documentation: () => ({
    what: "Automatic matching switched on beside a named cache.",
    why: "On ECI the named cache wins, so the other key has no effect. CCI 2.0 answers with HTTP 400 when the two conflict; whether having both keys is a conflict already is not documented. The page of CCI 1.0 speaks of 400 and of the name winning.",
    example: podWith({
      apiVersion: "cci/v2",
      annotations: 'cci.io/image-snapshot-auto-match: "true"\ncci.io/image-snapshot-specified-name: web',
    }),
    instead: podWith({
      apiVersion: "cci/v2",
      annotations: 'cci.io/image-snapshot-auto-match: "false"\ncci.io/image-snapshot-specified-name: web',
    }),
    ignore: "ECI: the two are written by different hands, and the name is meant to win.",
    fix: 'Where the cloud may refuse the pod it writes "false", elsewhere it removes the key that has no effect.',
  }),
  looksAt: ["pin"],
  checkUse: (use, { generation }) => {
    const { row, pod } = use;
    const [auto, pin] = [use.entry("autoMatch"), use.entry("pin")];
    if (auto?.text !== "true" || pin === undefined) return NOTHING;
    const exclusion = row.exclusions.find(({ keys: [first, second] }) => first === "autoMatch" && second === "pin");
    if (exclusion === undefined) return NOTHING;
    const rejected = exclusion.outcome === "rejected";
    const mayChange = use.mayChange(auto, pin);
    const remedy = rejected ? `set it to "false" or remove it${andOptions(use)}` : "remove it";
    // Others of the resource may want it.
    const advice = mayChange ? remedy : `set it to "false" for this pod`;
    const message = `\`${auto.key}\` must not be "true" beside \`${pin.key}\`: ${exclusion.about}; ${advice}`;
    const severity = !rejected ? "info" : generation === "1.0" ? "warning" : "error";
    // A pod whose named cache cannot exist would be left with neither.
    const isSafe = mayChange && !use.pinIsWrong;
    const fix = !isSafe ? {} : rejected ? setTo(auto, "false") : removal(auto);
    return [atEntry(pod.resource, auto, message, { severity, ...fix })];
  },
});

/** What automatic matching alone reads: left beside "false" it would be the next finding. */
function andOptions(use: CacheUse): string {
  const options = use.row.matching.steeredBy.flatMap((meaning) => use.entry(meaning) ?? []);
  const keys = options.filter(({ text }) => text !== "false").map(({ key }) => `\`${key}\``);
  return keys.length === 0 ? "" : `, and with it ${keys.join(" and ")}`;
}
