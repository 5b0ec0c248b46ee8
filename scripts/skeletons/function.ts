import { camel, pascal, POD } from "./names.ts";

/** The files of a new function, by path. */
export function functionSkeleton(name: string): Record<string, string> {
  const kind = pascal(name);
  const folder = `functions/${name}`;
  return {
    [`${folder}/policy.ts`]: `import * as Schema from "effect/Schema";
import { policyModel, policySchema } from "../lib/krm/mod.ts";

/** \`spec\` of a ${kind} policy. */
export const ${kind}Spec = Schema.Struct({
  value: Schema.String.annotate({ description: "What the field means" }),
});

/** The decoded \`spec\`. */
export type ${kind}Spec = typeof ${kind}Spec.Type;

/** The whole policy object. */
export const ${kind}Policy = policySchema("${kind}", ${kind}Spec);

/** The policy as a kubernetes-models object: \`new ${kind}({ metadata: { name: "example" }, spec })\`. */
export class ${kind} extends policyModel("${kind}", ${kind}Policy) {}
`,
    [`${folder}/function.ts`]: `import { defineFunction, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { ${kind}Policy, type ${kind}Spec } from "./policy.ts";

/** A ${kind} policy as a step over the items. */
function ${camel(name)}({ value }: ${kind}Spec, results: Results): Step[] {
  return [
    {
      visit: (item) => results.add("info", "seen", \`\${item.kind} must be handled with "\${value}"\`, { item }),
      end: () => undefined,
    },
  ];
}

/** The function \`${name}\`. */
export const definition = defineFunction({
  name: "${name}",
  kind: "${kind}",
  type: "mutator",
  summary: "One sentence that says what it does",
  policy: ${kind}Policy,
  run: ({ policy: { spec }, items, results }) => runSteps(${camel(name)}(spec, results), items),
  documentation: async () => (await import("./documentation.ts")).documentation,
});
`,
    // `bun run docs` writes it again from README.md and metadata.yaml.
    [`${folder}/documentation.ts`]: `import type { Documentation } from "../lib/krm/mod.ts";

/** What \`--help\` and \`--doc\` say beside the fields of the policy. */
export const documentation: Documentation = {};
`,
    [`${folder}/main.ts`]: `import { run } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";

await run(definition);
`,
    [`${folder}/metadata.yaml`]: `image: ghcr.io/warmstart/${name}
description: One sentence that says what it does
tags: [mutator]
sourceURL: https://github.com/warmstart/warmstart/tree/main/functions/${name}
license: Apache-2.0
hidden: false
`,
    [`${folder}/README.md`]: `# ${name}

## Overview

<!--mdtogo:Short-->

One sentence that says what it does.

<!--mdtogo-->

<!--mdtogo:Long-->

What it changes, what it leaves alone, and why somebody wants it.

## Usage

What its fields do together, with an example of each case.

## FunctionConfig

\`\`\`yaml
apiVersion: warmstart.dev/v1alpha1
kind: ${kind}
metadata:
  name: example
spec:
  value: something
\`\`\`

<!-- fields:${kind} -->
<!-- /fields -->

<!--mdtogo-->

## Examples

<!--mdtogo:Examples-->

\`\`\`sh
kpt fn eval manifests/ --exec ${name} --fn-config policy.yaml
warmstart fn ${name} -p policy.yaml < manifests.yaml
\`\`\`

<!--mdtogo-->
`,
    [`testdata/${name}/first-case/_fnconfig.yaml`]: `apiVersion: warmstart.dev/v1alpha1
kind: ${kind}
metadata:
  name: first-case
spec:
  value: something
`,
    [`testdata/${name}/first-case/resources.yaml`]: POD,
  };
}
