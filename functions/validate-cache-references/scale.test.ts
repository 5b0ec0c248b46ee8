import { expect, test } from "bun:test";
import { setTimeout } from "node:timers/promises";
import type { CacheEntry } from "../lib/cache/mod.ts";
import { applyPolicy } from "../lib/krm/mod.ts";
import { checkPackage } from "./check.ts";
import { definition } from "./function.ts";
import { classifyKey } from "./read/key-class.ts";
import type { Entry, InventorySource, Pod, PodImage, Resource, Surroundings } from "./model.ts";
import { readImage } from "./read/read-image.ts";
import { readPlacement } from "./read/read-placement.ts";
import redundantCache from "./rules/ic313-redundant-cache.ts";

const PODS = 10_000;
const CACHES = 500;
const SURROUNDINGS: Surroundings = {
  namespaces: new Map(),
  namespaceLabels: new Map(),
  replacements: new Map(),
  profiles: new Map(),
  serviceAccounts: new Map(),
  replacePolicies: [],
};

function entry(key: string, text: string): Entry {
  return { key, on: "annotation", path: ["metadata", "annotations", key], text, isString: true, ...known(key) };
}

function known(key: string): Pick<Entry, "info" | "misspelt"> {
  return classifyKey(key) ?? { info: undefined, misspelt: undefined };
}

function image(written: string, index: number): PodImage {
  const path = ["spec", "containers", index, "image"];
  const rest = { container: `c${index}`, type: "container", before: undefined, pullPolicy: undefined } as const;
  return { ...rest, path, written, image: readImage(written) };
}

function inventoryOf(entries: readonly CacheEntry[]): InventorySource {
  const place = { resource: undefined, path: [] };
  const caches = entries.map((each) => ({ place, images: [], entry: each }));
  return { provider: "alibaba-eci", title: "test", place, form: "inventory", damaged: false, asOf: undefined, caches };
}

function podOf(index: number): Pod {
  const pinned = entry("k8s.aliyun.com/eci-imc-id", `imc-2ze${String(index % CACHES).padStart(17, "0")}`);
  const entries = [index % 2 === 0 ? pinned : entry("k8s.aliyun.com/eci-auto-imc", "true")];
  const resource: Resource = {
    apiVersion: "v1",
    group: "",
    kind: "Pod",
    name: `p${index}`,
    namespace: "x",
    labels: {},
  };
  const pod = {
    resource,
    annotationsPath: ["metadata", "annotations"],
    entries,
    foreign: [],
    labels: { "alibabacloud.com/eci": "true" },
    allLabels: undefined,
    images: [image(`acme/app-${index % 700}:1`, 0), image("acme/proxy:1", 1), image(`acme/own-${index}:1`, 2)],
    placement: readPlacement(),
    siblings: [] as Pod[],
  };
  pod.siblings.push(pod);
  return pod;
}

test("the work grows with pods + caches: every cache is looked at a few times per pod that has to do with it", () => {
  let reads = 0;
  const counted = (cache: CacheEntry): CacheEntry =>
    new Proxy(cache, {
      get: (target, key, receiver) => {
        reads++;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  const source = inventoryOf(
    Array.from({ length: CACHES }, (_, index) =>
      counted({
        provider: "alibaba-eci",
        id: `imc-2ze${String(index).padStart(17, "0")}`,
        images: [{ ref: `acme/app-${index}:1` }, { ref: "acme/proxy:1" }],
        createdAt: `2026-10-01T00:00:${String(index % 60).padStart(2, "0")}Z`,
        sizeGiB: 20,
        source: "test",
      }),
    ),
  );
  const pods = Array.from({ length: PODS }, (_, index) => podOf(index));
  const found = new Map<string, number>();
  checkPackage({ pods, metadata: [], sources: [source], surroundings: SURROUNDINGS }, {}, (_, rule) => {
    found.set(rule, (found.get(rule) ?? 0) + 1);
  });
  expect([found.get("IC109"), found.get("IC116")]).toEqual([PODS / 2, PODS / 2]);
  expect(reads).toBeLessThan(30 * (PODS + CACHES));
});

test("and with the pods of one resource: what holds for all of them is found once", () => {
  let reads = 0;
  const siblings: Pod[] = [];
  for (let index = 1; index < 4000; index += 2) {
    const own = {
      ...entry("k8s.aliyun.com/eci-auto-imc", "true"),
      path: ["spec", index, "k8s.aliyun.com/eci-auto-imc"],
    };
    const get = (target: Pod, key: string, receiver: unknown): unknown => {
      reads++;
      return Reflect.get(target, key, receiver);
    };
    siblings.push(new Proxy({ ...podOf(index), labels: {}, entries: [own], siblings }, { get: get as never }));
  }
  const source = inventoryOf([{ provider: "alibaba-eci", id: "imc-1", images: [{ ref: "x" }], source: "test" }]);
  const found = new Set<string>();
  checkPackage({ pods: siblings, metadata: [], sources: [source], surroundings: SURROUNDINGS }, {}, (_, rule) =>
    found.add(rule),
  );
  expect([found.has("IC010"), found.has("IC116")]).toEqual([true, true]);
  expect(reads).toBeLessThan(300 * siblings.length);
});

test("a cache is known by its id or name before the runner gives up, as quadratic time would not", () => {
  const place = { resource: undefined, path: [] };
  const caches = (origin: "manual" | "auto"): InventorySource["caches"] =>
    Array.from({ length: 60_000 }, (_, index) => {
      const [id, name] = [`imc-${index}`, `c${index}`];
      const cache = { provider: "alibaba-eci" as const, id, name, origin, images: [], source: "test" };
      return { place, images: [{ ref: `a:${index}`, place, image: readImage(`a:${index}`) }], entry: cache };
    });
  const rest = { provider: "alibaba-eci" as const, title: "test", place, damaged: false, asOf: undefined };
  const objects: InventorySource = { ...rest, form: "object", caches: caches("auto") };
  const inventory: InventorySource = { ...rest, form: "inventory", caches: caches("manual") };
  const declared = { objects: [], lookAlikes: [], profiles: [], sources: [objects, inventory] };
  expect(redundantCache.checkDeclared?.(declared, {} as never)).toEqual([]);
}, 5000);

const SLASHES = "/".repeat(200_000);
const REPLACEMENTS = JSON.stringify([{ repositoryPrefix: `${SLASHES}a`, replaceWith: `${SLASHES}a/` }]);

const STEPS = Array.from(
  { length: 4000 },
  (_, index) =>
    `  - {name: s${index}, metadata: {annotations: {cci.io/image-snapshot-specified-name: web}}, nodeSelector: *nodes, container: {image: a}}\n`,
);

const CACHE = `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: {name: a}
spec: {provider: huawei-cci, caches: [{name: web, images: [{ref: "b.example/web:1"}]}]}
`;

const PROFILES = Array.from(
  { length: 16_000 },
  (_, index) => `apiVersion: bursting.cci.io/v1
kind: ExtensionProfile
metadata: {name: p, namespace: n${index}}
spec: {actions: {imageReplacement: [{repositoryPrefix: a.example, replaceWith: b.example}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: n${index}, annotations: {cci.io/image-snapshot-specified-name: web}}
spec: {containers: [{name: c, image: a.example/web:1}]}
---
`,
);

test.each([
  ["a profile that replaces images in each of many namespaces", PROFILES.join("") + CACHE],
  [
    "many templates without a PodSpec beside an alias",
    `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec:\n  nodeSelector: &nodes {a: b}\n  templates:\n${STEPS.join("")}`,
  ],
  [
    "blank lines of a resource that renames images",
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${"\n".repeat(300_000)}resources: []\n`,
  ],
  [
    "a long word beside a comment of no use",
    `# warmstart: ignore IC002\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ${"b".repeat(400_000)}}\n`,
  ],
  [
    "many comments of no use",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${"  # warmstart: ignore IC002\n".repeat(20_000)}  a: b\n`,
  ],
  [
    "slashes in a replacement",
    `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    bursting.cci.io/image-replacement: '${REPLACEMENTS}'\n`,
  ],
])(
  "%s: checked before the runner gives up, as quadratic time would not",
  async (_name, text) => {
    const policy = `apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nmetadata: {name: a}\nspec: {provider: huawei-cci}\n`;
    const { results } = await applyPolicy(definition, { path: "policy.yaml", text: policy }, [
      { path: "a.yaml", text },
    ]);
    // The runner looks at its limit when it has a turn.
    await setTimeout(1);
    expect(results.filter(({ tags }) => ["refused", "policy"].includes(tags?.["rule"] ?? ""))).toEqual([]);
  },
  12_000,
);
