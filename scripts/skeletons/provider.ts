import { camel, pascal } from "./names.ts";

/** The files of a new provider, by path. */
export function providerSkeleton(name: string): Record<string, string> {
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
