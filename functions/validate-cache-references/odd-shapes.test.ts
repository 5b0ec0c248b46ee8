import { beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { objectProviders } from "../lib/cache/mod.ts";
import { applyPolicy, type Finding } from "../lib/krm/mod.ts";
import { loadLibrary } from "../lib/yaml/mod.ts";
import { definition, withRepairs } from "./function.ts";

beforeAll(loadLibrary);

const POLICY = {
  path: "policy.yaml",
  text: "apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nmetadata:\n  name: odd\nspec:\n  limits:\n    manualCaches: 1\n",
};

async function findings(text: string): Promise<readonly Finding[]> {
  return (await applyPolicy(definition, POLICY, [{ path: "resources.yaml", text }])).results;
}

const TYPES = objectProviders().map(({ cacheObject: { group, versions, kind } }) => `${group}/${versions[0]} ${kind}`);

/** Anything that may stand where something else belongs. */
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(null, true, 0, -1, 1.5, 1e21, "", " ", "nginx:1.27", "a/b:c", "*", "${X}", "[", "ns:name", "x/y"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("image", "server", "imagePullSecret", "plainHTTP", "name", "eipID"), tie("value")),
  ),
}));

const FIELDS = [
  "images",
  "imageCacheSize",
  "imageSnapshotSize",
  "retentionDays",
  "ttlDaysAfterCreated",
  "imagePullSecrets",
  "registries",
  "buildingConfig",
] as const;

describe.each(TYPES)("an object %s", (type) => {
  const [apiVersion, kind] = type.split(" ");

  test("may hold anything anywhere: no rule fails, and one run makes all repairs", async () => {
    const spec = fc.oneof(fc.dictionary(fc.constantFrom(...FIELDS), anything), anything);
    await fc.assert(
      fc.asyncProperty(spec, anything, anything, async (own, metadata, status) => {
        const text = JSON.stringify({
          apiVersion,
          kind,
          metadata: { name: "odd", annotations: metadata },
          spec: own,
          status,
        });
        for (const { message } of await findings(text)) expect(message).not.toContain("undefined");
        const sources = [{ path: "resources.yaml", text }];
        const once = (await applyPolicy(withRepairs(), POLICY, sources)).texts[0] as string;
        const twice = (await applyPolicy(withRepairs(), POLICY, [{ path: "resources.yaml", text: once }])).texts;
        expect(twice).toEqual([once]);
      }),
      { numRuns: 150 },
    );
  });

  test("without a spec lists no images", async () => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: odd\n`;
    const ids = (await findings(text)).map(({ tags }) => tags?.["rule"]);
    expect(ids).toContain("IC301");
    expect(ids).not.toContain("IC306");
  });
});

test("a profile may hold anything anywhere", async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (spec) => {
      const list = { actions: { imageReplacement: spec } };
      const [apiVersion, kind] = ["bursting.cci.io/v1", "ExtensionProfile"];
      await findings(JSON.stringify({ apiVersion, kind, metadata: { name: "odd" }, spec: list }));
      await findings(JSON.stringify({ apiVersion, kind, metadata: { name: "odd" }, spec }));
    }),
    { numRuns: 100 },
  );
});

const cache = (image: string): string =>
  `apiVersion: eci.alibabacloud.com/v1\nkind: ImageCache\nmetadata:\n  name: web\nspec:\n  retentionDays: 1\n  images:\n  - ${image}\n`;

const pod = (rest: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${rest}\n`;

async function unused(workload: string): Promise<boolean> {
  const found = await findings(`${cache("acme/web:1")}---\n${workload}`);
  return found.some(({ tags, message }) => tags?.["rule"] === "IC313" && message.includes("workload"));
}

test("a cache is unused only where nothing that looks like an image field has its image", async () => {
  expect(await unused(pod("  containers:\n  - name: a\n    image: nginx"))).toBe(true);
  expect(await unused(pod("  containers:\n  - name: a\n    image: acme/web:2"))).toBe(true);
  for (const image of [
    "acme/web:1",
    '"docker.io/acme/web:1"',
    "'acme/web:1'",
    "&web acme/web:1",
    "\n      acme/web:1",
  ]) {
    expect(await unused(pod(`  containers:\n  - name: a\n    image: ${image}`))).toBe(false);
  }
  expect(await unused(pod('  containers: [{"name":"a","image":"acme/web:1"}]'))).toBe(false);
  expect(await unused(pod("  volumes:\n  - name: a\n    image:\n      reference: acme/web:1"))).toBe(false);
  expect(
    await unused(
      "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: db\nspec:\n  imageName: acme/web:1\n",
    ),
  ).toBe(false);
});
