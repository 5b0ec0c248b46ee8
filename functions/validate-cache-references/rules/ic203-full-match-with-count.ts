import { atEntry, removal } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC203",
  name: "full-match-with-count",
  severity: "info",
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  appliesTo: ({ keys }) => keys.fullMatch !== null && keys.matchCount !== null,
  documentation: () => ({
    what: "`imc-perfect-match` and `imc-match-count-request` on one pod.",
    why: "The perfect match wins, so the count has no effect.",
    example: podWith({
      annotations: 'k8s.aliyun.com/imc-perfect-match: "true"\nk8s.aliyun.com/imc-match-count-request: "1"',
    }),
    instead: podWith({ annotations: 'k8s.aliyun.com/imc-perfect-match: "true"' }),
    ignore: "The count is a default that the perfect match overrides on purpose.",
    fix: "Removes the count, which has no effect.",
  }),
  looksAt: ["fullMatch"],
  checkUse: (use) => {
    const [full, count] = [use.entry("fullMatch"), use.entry("matchCount")];
    if (full?.text !== "true" || count === undefined) return NOTHING;
    // A named cache wins against both, which is another finding.
    if (use.entry("pin") !== undefined) return NOTHING;
    const exclusion = use.row.exclusions.find(
      ({ keys: [first, second] }) => first === "fullMatch" && second === "matchCount",
    );
    if (exclusion === undefined) return NOTHING;
    const message = `\`${count.key}\` must not stand beside \`${full.key}\`: ${exclusion.about}; remove it`;
    return [atEntry(use.pod.resource, count, message, use.mayChange(count, full) ? removal(count) : {})];
  },
});
