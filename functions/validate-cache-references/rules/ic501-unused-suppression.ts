import { formatPath } from "../../lib/yaml/mod.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const exampleTagged = (): string =>
  podWith({
    labels: 'alibabacloud.com/eci: "true"',
    annotations: 'k8s.aliyun.com/eci-auto-imc: "true"\nwarmstart.dev/ignore: IC207',
  });

export default defineRule({
  id: "IC501",
  name: "unused-suppression",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  documentation: () => ({
    what: "A comment `# warmstart: ignore …` or an annotation `warmstart.dev/ignore` that silences nothing: the rule finds nothing there, the comment stands where no field follows, or the annotation on pods instead of their workload. Nothing is said when this run cannot tell: the rule is off, needs an inventory and none is declared, belongs to another function, or the policy looks at other resources only.",
    why: "The reason for it is gone, or it never had the effect that its author wanted. It would silence the next finding that nobody has thought about.",
    example: exampleTagged(),
    instead: exampleTagged().replace("image: nginx:1.27", "image: nginx:latest"),
    ignore: "The same file is checked with several policies, and one of them needs the suppression.",
  }),
  checkSuppression: ({ resource, id, form, at, covers, rule, used, word, missed }) => {
    if (rule === "unknown" || rule === "policy" || word !== undefined) return NOTHING;
    const advice = missed === undefined ? "remove it" : `move it to \`${formatPath(missed)}\``;
    if (!covers && form === "annotation") {
      const message =
        "annotation `warmstart.dev/ignore` must be in `metadata.annotations` of the resource: move it there";
      return [{ at: resource, path: at, message }];
    }
    if (!covers) {
      const message = `comment that silences ${id} must stand on a line with a field or above one: nothing follows it; ${advice}`;
      return [{ at: resource, path: at, message }];
    }
    if (used !== false) return NOTHING;
    const what = form === "annotation" ? "annotation" : "comment";
    const message = `${what} must silence something, and ${id} finds nothing here: ${form === "annotation" ? "remove the id" : advice}`;
    return [{ at: resource, path: at, message }];
  },
});
