// Writes the skeleton of the next function, provider or rule: `bun run new function|provider|rule NAME`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

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
    [`${folder}/policy.ts`]: `import { createTypeMetaGuard, Model, type ModelData, type TypeMetaGuard } from "@kubernetes-models/base";
import * as Schema from "effect/Schema";
import { policySchema } from "../lib/krm/mod.ts";

/** \`spec\` of a ${kind} policy. */
export const ${kind}Spec = Schema.Struct({
  value: Schema.String.annotate({ description: "What the field means" }),
});

/** The decoded \`spec\`. */
export type ${kind}Spec = typeof ${kind}Spec.Type;

/** The whole policy object. */
export const ${kind}Policy = policySchema("${kind}", ${kind}Spec);

/** The policy as plain data. */
export type I${kind} = typeof ${kind}Policy.Type;

/** The policy as a kubernetes-models object: \`new ${kind}({ metadata: { name: "example" }, spec })\`. */
export class ${kind} extends Model<I${kind}> {
  static readonly apiVersion = "warmstart.dev/v1alpha1";
  static readonly kind = "${kind}";
  static readonly is: TypeMetaGuard<I${kind}> = createTypeMetaGuard(${kind});

  constructor(data?: ModelData<I${kind}>) {
    super({ apiVersion: ${kind}.apiVersion, kind: ${kind}.kind, ...data } as never);
  }
}
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
});
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

## Usage

## FunctionConfig

<!-- fields:${kind} -->
<!-- /fields -->

<!--mdtogo-->

## Examples

<!--mdtogo:Examples-->

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

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
`;

function providerSkeleton(name: string): Record<string, string> {
  const row = camel(name);
  return {
    [`functions/lib/cache/providers/${name}-pages.ts`]: `import type { Page } from "./source.ts";

/** The vendor's pages that the row cites, with the date that the copy that was read shows. */
export const PAGES = {
  overview: { url: "https://docs.example.com/image-cache", date: null },
} as const satisfies Record<string, Page>;
`,
    [`functions/lib/cache/providers/${name}.ts`]: `import { PAGES } from "./${name}-pages.ts";
import type { SteeringKey } from "./key.ts";
import type { CacheObject, Limits, Provider, Routing } from "./provider.ts";
import { documented } from "./source.ts";

const source = documented(PAGES.overview);

const autoMatch = {
  current: "${name}.example.com/image-cache",
  legacy: [],
  carriers: ["pod-annotation"],
  by: "user",
  family: "cache",
  value: { type: "boolean" },
  about: "matches an image cache automatically",
  option: null,
  source,
} as const satisfies SteeringKey;

const cacheObject = {
  group: "${name}.example.com",
  versions: ["v1"],
  kind: "ImageCache",
  namespaced: false,
  images: "spec.images[]",
  settings: {
    size: null,
    retentionDays: null,
    reuse: null,
    flash: null,
    cpuArch: null,
    osType: null,
    plainHttp: null,
    insecure: null,
    eip: null,
    autoCreateEip: null,
    eipBandwidth: null,
    eipChargeType: null,
    eipIsp: null,
    eipBandwidthPackage: null,
  },
  secrets: { field: "spec.imagePullSecrets[]", pattern: "^[^/]+$", what: "the name of a secret" },
  immutable: false,
  status: {
    id: "status.imageCacheId",
    phase: "status.phase",
    createdAt: ["metadata.creationTimestamp"],
    expiresAt: null,
    images: null,
  },
  phases: ["Ready"],
  source,
} as const satisfies CacheObject;

const limits = {
  images: { min: 1, max: null, default: null, unit: "images", source },
  size: { min: null, max: null, default: null, unit: "GiB", source },
  retentionDays: { min: null, max: null, default: null, unit: "days", source },
  freeStorage: null,
} as const satisfies Limits;

const routing = {
  signs: [],
  profiles: [],
  groups: [],
  unsupported: [],
  source,
} as const satisfies Routing;

/** One row: every field from the vendor's pages, \`null\` for what the vendor does not have. */
export const ${row} = {
  name: "${name}",
  title: "${pascal(name)}",
  noun: "image cache",
  keys: {
    autoMatch,
    fullMatch: null,
    matchCount: null,
    usageStrategy: null,
    createIfNotPresent: null,
    pin: null,
    rejectIfNotAvailable: null,
    matched: null,
    imageReplacement: null,
    burst: null,
  },
  companions: [],
  pin: {
    by: "id",
    pattern: "^imc-",
    observed: null,
    what: "the id of an image cache (imc-…)",
    example: "imc-example",
    mistaken: [],
    regions: null,
    source,
  },
  pinFailure: { outcome: "pulls", strictKey: null, about: "the images are pulled from the registry", source },
  exclusions: [],
  matching: {
    strategies: { default: ["matched-images", "newest"] },
    defaultStrategy: "default",
    steeredBy: [],
    partial: true,
    scope: "region",
    onMiss: "the images are pulled",
    source,
  },
  usablePhases: ["Ready"],
  limits,
  pullPolicy: null,
  cacheObject,
  routing,
  docs: PAGES,
} as const satisfies Provider;
`,
    [`functions/lib/cache/providers/${name}.test.ts`]: `import { expect, test } from "bun:test";
import { ${row} } from "./${name}.ts";

test("every page it cites is the vendor's", () => {
  for (const { url } of Object.values(${row}.docs)) expect(new URL(url).hostname).not.toEndWith("example.com");
});
`,
  };
}

function ruleSkeleton(name: string): Record<string, string> {
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
  documentation: {
    what: "What it looks for.",
    why: "What the cloud does otherwise.",
    example: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "When it may be switched off.",
  },
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
    [`${golden}/resources.yaml`]: `# One document where the rule speaks, one near miss where it stays quiet.
${POD}`,
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
