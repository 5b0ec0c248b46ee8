import { POD } from "./names.ts";

/** The files of a new rule, by path; `version` is the first that has it. */
export function ruleSkeleton(name: string, version: string): Record<string, string> {
  const id = name.slice(0, 5).toUpperCase();
  const title = name.slice(6);
  const golden = `testdata/validate-cache-references/${name}`;
  return {
    [`functions/validate-cache-references/rules/${name}.ts`]: `import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "${id}",
  name: "${title}",
  severity: "warning",
  since: "${version}",
  sources: [],
  documentation: () => ({
    what: "What it looks for.",
    why: "What the cloud does otherwise.",
    example: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "When it may be switched off.",
  }),
  checkUse: () => NOTHING,
});
`,
    [`${golden}/_fnconfig.yaml`]: `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata:
  name: ${title}
spec:
  provider: alibaba-eci
`,
    [`${golden}/resources.yaml`]: `# One document where the rule speaks, and near misses where it stays quiet: their names begin with "fine-".
${POD}---
${POD.replace(/^  name: .*$/m, "  name: fine-near-miss")}`,
  };
}
