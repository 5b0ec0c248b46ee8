import { quoted } from "../found.ts";
import type { JudgedSuppression } from "../report/suppression.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const IMAGE = "containers:\n- name: web\n  image: nginx:latest";
const uses = (ids: string): string =>
  podWith({
    labels: 'alibabacloud.com/eci: "true"',
    annotations: `k8s.aliyun.com/eci-auto-imc: "true"\nwarmstart.dev/ignore: ${ids}`,
    spec: IMAGE,
  });

export default defineRule({
  id: "IC502",
  name: "unknown-suppression",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  documentation: () => ({
    what: "A comment or annotation that would silence a rule which does not exist, which only the policy can silence (rules about inventories and about suppressions), or that names no rule at all. The known id that is closest is named.",
    why: "It silences nothing, and its author believes that it does.",
    example: uses("IC270"),
    instead: uses("IC207"),
    ignore: "A newer version, which some of you have, knows the rule.",
  }),
  checkSuppression: (suppression) => {
    const wrong = problem(suppression);
    if (wrong === undefined) return NOTHING;
    return [{ at: suppression.resource, path: suppression.at, message: wrong }];
  },
});

function problem({ id, form, word, rule, meant }: JudgedSuppression): string | undefined {
  const what = form === "annotation" ? "annotation `warmstart.dev/ignore`" : "comment `# warmstart:`";
  if (id === "") return `${what} must name the rules that it silences, such as IC207`;
  if (word !== undefined) return `${what} must say "ignore" before the ids of rules, not ${quoted(word)}`;
  if (rule === "policy") return `${id} must be silenced by the policy, in \`rules\`: it is not about one resource`;
  if (rule !== "unknown") return undefined;
  const hint = meant === undefined ? "" : `: did you mean ${meant}?`;
  return `${what} must name known rules, not ${quoted(id)}${hint}`;
}
