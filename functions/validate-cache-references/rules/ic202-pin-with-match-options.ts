import { atEntry, removal } from "../found.ts";
import { defineRule } from "../rule.ts";
import { podWith } from "./examples.ts";

const PIN = "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf";

export default defineRule({
  id: "IC202",
  name: "pin-with-match-options",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  appliesTo: ({ exclusions }) =>
    exclusions.some(({ keys: [first, second] }) => first !== "autoMatch" && second === "pin"),
  documentation: () => ({
    what: "A named cache together with `imc-perfect-match` or `imc-match-count-request`.",
    why: "Those only steer automatic matching, and the named cache wins: the pod may run with a cache that does not hold all of its images, although the annotation says otherwise.",
    example: podWith({ annotations: `${PIN}\nk8s.aliyun.com/imc-perfect-match: "true"` }),
    instead: podWith({ annotations: PIN }),
    ignore: "The options are a default that the named cache overrides on purpose.",
    fix: "Removes the option, which has no effect.",
  }),
  looksAt: ["pin"],
  checkUse: (use) => {
    const { row, pod } = use;
    const pin = use.entry("pin");
    if (pin === undefined) return [];
    return row.exclusions.flatMap(({ keys: [first, second], about }) => {
      const option = use.entry(first);
      const without = option === undefined || first === "autoMatch" || second !== "pin" || option.text === "false";
      if (without) return [];
      const message = `\`${option.key}\` must not stand beside \`${pin.key}\`: ${about}; remove one of them`;
      const isSafe = !use.pinIsWrong && use.mayChange(option, pin);
      return [atEntry(pod.resource, option, message, isSafe ? removal(option) : {})];
    });
  },
});
