import { camel, pascal } from "./names.ts";

/** The files of a new provider, by path: its row and its test. */
export function providerSkeleton(name: string): Record<string, string> {
  return {
    [`functions/lib/cache/providers/${name}.ts`]: rowFile(name),
    [`functions/lib/cache/providers/${name}.test.ts`]: testFile(name),
  };
}

function rowFile(name: string): string {
  return `import type { SteeringKey } from "./key.ts";
import type { Limits, Provider, Routing } from "./provider.ts";
import { documented, type Page } from "./source.ts";

/** The vendor's pages, with the date that the copy that was read shows. */
function pages() {
  return {
    overview: { url: "https://docs.example.com/image-cache", date: null },
  } as const satisfies Record<string, Page>;
}

type Pages = ReturnType<typeof pages>;

function autoMatch({ overview }: Pages): SteeringKey {
  return {
    current: "${name}.example.com/image-cache",
    legacy: [],
    carriers: ["pod-annotation"],
    by: "user",
    family: "cache",
    value: { type: "boolean" },
    about: "matches an image cache automatically",
    option: null,
    source: documented(overview),
  };
}

function limits({ overview }: Pages): Limits {
  const source = documented(overview);
  return {
    images: { min: 1, max: null, default: null, unit: "images", source },
    size: { min: null, max: null, default: null, unit: "GiB", source },
    retentionDays: { min: null, max: null, default: null, unit: "days", source },
    caches: null,
    freeStorage: null,
    cacheDisk: null,
  };
}

function routing({ overview }: Pages): Routing {
  return { signs: [], profiles: [], groups: [], unsupported: [], source: documented(overview) };
}

/** One row: every field from the vendor's pages, \`null\` for what the vendor does not have or does not document. */
export function ${camel(name)}(): Provider {
  const docs = pages();
  const source = documented(docs.overview);
  return {
    name: "${name}",
    title: "${pascal(name)}",
    noun: "image cache",
    keys: {
      autoMatch: autoMatch(docs),
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
    pinFailure: null,
    exclusions: [],
    matching: {
      chosenFor: "pod",
      strategies: { default: [] },
      defaultStrategy: "default",
      steeredBy: [],
      partial: null,
      scope: "region",
      onMiss: "the images are pulled",
      source,
    },
    phases: ["Ready"],
    usablePhases: ["Ready"],
    limits: limits(docs),
    pullPolicy: null,
    cacheObject: null,
    routing: routing(docs),
    docs,
  };
}
`;
}

function testFile(name: string): string {
  const row = camel(name);
  return `import { expect, test } from "bun:test";
import { ${row} } from "./${name}.ts";

test("every page it cites is the vendor's", () => {
  const { docs } = ${row}();
  for (const { url } of Object.values(docs)) expect(new URL(url).hostname).not.toEndWith("example.com");
});
`;
}
