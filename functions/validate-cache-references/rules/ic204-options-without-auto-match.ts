import type { Meaning, Provider } from "../../lib/cache/mod.ts";
import { atEntry } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC204",
  name: "options-without-auto-match",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
  ],
  appliesTo: ({ matching }) => matching.steeredBy.length > 0,
  documentation: () => ({
    what: "Options of automatic matching on a pod that switches it off.",
    why: "Nothing reads them.",
    example: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "false"\nk8s.aliyun.com/imc-perfect-match: "true"' }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"\nk8s.aliyun.com/imc-perfect-match: "true"' }),
    ignore: "Matching is switched off for a while, and the options wait.",
  }),
  looksAt: ["autoMatch"],
  checkUse: (use) => {
    const auto = use.entry("autoMatch");
    if (auto?.text !== "false") return NOTHING;
    const pin = use.entry("pin");
    // Beside a named cache automatic matching is no way out: there it has no effect, or the pod is refused.
    const advice = pin === undefined ? "remove it, or switch automatic matching on" : "remove it";
    return use.row.matching.steeredBy.flatMap((meaning) => {
      const option = use.entry(meaning);
      if (option === undefined || option.text === "false") return NOTHING;
      // That the named cache overrides the option already is another finding.
      if (pin !== undefined && isOverridden(use.row, meaning)) return NOTHING;
      const message = `\`${option.key}\` must not stand beside \`${auto.key}: "false"\`, which makes it dead: ${advice}`;
      return [atEntry(use.pod.resource, option, message)];
    });
  },
});

/** Whether a named cache wins against an option, as far as the vendor says so. */
function isOverridden({ exclusions }: Provider, option: Meaning): boolean {
  return exclusions.some(({ keys: [first, second] }) => first === option && second === "pin");
}
