// Writes the skeleton of the next function, provider or rule: `bun run new function|provider|rule NAME`.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());

type Skeleton = (name: string) => Record<string, string>;

const SKELETONS: Record<
  string,
  { readonly pattern: RegExp; readonly example: string; readonly write: Skeleton; readonly next: string }
> = {
  function: {
    pattern: /^[a-z]+(-[a-z0-9]+)+$/,
    example: "pin-digests",
    write: functionSkeleton,
    next: "add its name to functions/registry.ts, then describe the first case in testdata/",
  },
  provider: {
    pattern: /^[a-z]+(-[a-z0-9]+)+$/,
    example: "tencent-tke",
    write: providerSkeleton,
    next: "fill the row from the vendor's pages and add it to PROVIDERS in functions/lib/cache/providers.ts",
  },
  rule: {
    pattern: /^(ic|ir)\d{3}-[a-z-]+$/,
    example: "ic118-cache-without-owner",
    write: ruleSkeleton,
    next: "add it to functions/validate-cache-references/rules/index.ts, write its check, run bun run golden",
  },
};

function functionSkeleton(name: string): Record<string, string> {
  const kind = pascal(name);
  const folder = `functions/${name}`;
  return {
    [`${folder}/policy.ts`]: `import * as Schema from "effect/Schema";
import { policySchema } from "../lib/krm/mod.ts";

/** \`spec\` of a ${kind} policy. */
export const ${kind}Spec = Schema.Struct({});

/** The whole policy object. */
export const ${kind}Policy = policySchema("${kind}", ${kind}Spec);
`,
    [`${folder}/function.ts`]: `import { defineFunction } from "../lib/krm/mod.ts";
import { ${kind}Policy } from "./policy.ts";

export const definition = defineFunction({
  name: "${name}",
  kind: "${kind}",
  type: "mutator",
  summary: "One sentence that says what it does",
  policy: ${kind}Policy,
  run: ({ items, results }) => {
    for (const item of items) results.add("info", "seen", \`\${item.kind} must be handled\`, { item });
  },
});
`,
    [`${folder}/main.ts`]: `import { run } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";

await run(definition);
`,
    [`${folder}/metadata.yaml`]: `image: ghcr.io/warmstart/${name}
description: One sentence that says what it does
tags: [mutator]
license: Apache-2.0
hidden: false
`,
    [`${folder}/README.md`]: `# ${name}

## Overview

## Usage

## FunctionConfig

## Examples
`,
    [`testdata/${name}/first-case/_fnconfig.yaml`]: `apiVersion: warmstart.dev/v1alpha1
kind: ${kind}
metadata:
  name: first-case
spec: {}
`,
    [`testdata/${name}/first-case/resources.yaml`]: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
  };
}

function providerSkeleton(name: string): Record<string, string> {
  return {
    [`functions/lib/cache/providers/${name}.ts`]: `import type { Provider } from "./provider.ts";

/** One row: every field of {@link Provider} must be filled; \`null\` says that the vendor has no such thing. */
export const ${camel(name)}: Provider = {
  name: "${name}",
};
`,
    [`functions/lib/cache/providers/${name}.test.ts`]: `import { expect, test } from "bun:test";
import { ${camel(name)} } from "./${name}.ts";

test("every key has a page of the vendor that documents it", () => {
  expect(${camel(name)}.name).toBe("${name}");
});
`,
  };
}

function ruleSkeleton(name: string): Record<string, string> {
  const id = name.slice(0, 5).toUpperCase();
  const title = name.slice(6);
  const golden = `testdata/validate-cache-references/${name}`;
  return {
    [`functions/validate-cache-references/rules/${name}.ts`]: `import { defineRule } from "../rule.ts";

export default defineRule({
  id: "${id}",
  name: "${title}",
});
`,
    [`${golden}/_fnconfig.yaml`]: `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata:
  name: ${title}
spec:
  provider: alibaba-eci
`,
    [`${golden}/resources.yaml`]: `# One document where the rule speaks, one near miss where it stays quiet.
`,
  };
}

const [what = "", name = ""] = process.argv.slice(2);
const skeleton = SKELETONS[what];
if (skeleton === undefined || !skeleton.pattern.test(name)) {
  console.error(`Usage: bun run new function|provider|rule NAME
${Object.entries(SKELETONS)
  .map(([kind, { example }]) => `  bun run new ${kind} ${example}`)
  .join("\n")}`);
  process.exit(2);
}
const written = skeleton.write(name);
const present = Object.keys(written).filter((file) => existsSync(join(root, file)));
if (present.length > 0) {
  console.error(`These files exist already and stay as they are:\n  ${present.join("\n  ")}`);
  process.exit(1);
}
for (const [file, text] of Object.entries(written)) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}
console.log(`Next: ${skeleton.next}`);
