import { expect, test } from "bun:test";
import { definitionOfKind } from "../registry.ts";
import { explanationText } from "./explain-text.ts";
import { type ExplainedFiles, type ExplainedPod, explainTexts } from "./explain-texts.ts";
import type { TextFile } from "./files.ts";

const NOW = "2026-11-20T08:00:00Z";

interface Given {
  readonly annotations?: string;
  readonly images?: readonly string[];
  readonly labels?: string;
}

const podOf = ({ annotations = "", images = ["nginx:1.27"], labels = "" }: Given): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {${labels}}
  annotations: {${annotations}}
spec:
  containers:
${images.map((image, index) => `    - {name: c${index}, image: "${image}"}\n`).join("")}`;

const inventory = (provider: string, ...caches: readonly string[]): string => `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: {name: all}
spec:
  provider: ${provider}
  asOf: "${NOW}"
  caches:
${caches.map((cache) => `    - {${cache}}\n`).join("")}`;

async function explain(texts: readonly string[], policies: readonly string[] = []): Promise<ExplainedFiles> {
  const files = texts.map((text, index): TextFile => ({ path: `file-${index}.yaml`, text }));
  const steps = await Promise.all(
    policies.map(async (text) => ({
      definition: await definitionOfKind(/^kind: (\w+)$/m.exec(text)?.[1] ?? ""),
      policy: { path: "policy.yaml", text },
    })),
  );
  return await explainTexts({ steps, inventories: [] }, files, NOW);
}

async function explainPod(given: Given, ...inventories: readonly string[]): Promise<ExplainedPod> {
  const { pods } = await explain([podOf(given), ...inventories]);
  expect(pods).toHaveLength(1);
  return pods[0] as ExplainedPod;
}

const A = "imc-2ze0000000000000000a";
const B = "imc-2ze0000000000000000b";
const ECI = inventory(
  "alibaba-eci",
  `id: ${A}, phase: Ready, images: [{ref: "nginx:1.27"}, {ref: "acme/app:1"}]`,
  `id: ${B}, phase: Creating, images: [{ref: "nginx:1.27"}]`,
  `id: imc-2ze0000000000000000c, expiresAt: "2026-11-01T00:00:00Z", images: [{ref: "nginx:1.27"}]`,
);
const CCI = inventory(
  "huawei-cci",
  'name: web, phase: Available, createdAt: "2026-01-01T00:00:00Z", images: [{ref: "nginx:1.27", sizeBytes: 5}]',
  'name: newer, phase: Available, createdAt: "2026-02-01T00:00:00Z", images: [{ref: "nginx:1.27", sizeBytes: 5}]',
  'name: broken, phase: Failed, images: [{ref: "nginx:1.27"}]',
);

const SNAPSHOT = "cci.io/image-snapshot-";
const ECI_KEY = "k8s.aliyun.com/";

test.each<[string, string, string, { asks: string; cache?: string; criterion?: string; says: string; first: string }]>([
  [
    "a named cache",
    `${ECI_KEY}eci-imc-id: ${A}`,
    ECI,
    { asks: "named", cache: A, criterion: "named", says: "which it names: it holds 1 of 1 image", first: "exact" },
  ],
  [
    "a named cache, older key",
    `${ECI_KEY}eci-image-snapshot-id: ${A}`,
    ECI,
    { asks: "named", cache: A, criterion: "named", says: "which it names", first: "exact" },
  ],
  [
    "a named cache beside automatic matching",
    `${ECI_KEY}eci-imc-id: ${A}, ${ECI_KEY}eci-auto-imc: "true"`,
    ECI,
    { asks: "named", cache: A, criterion: "named", says: "which it names", first: "exact" },
  ],
  [
    "a named cache that is not ready",
    `${ECI_KEY}eci-imc-id: ${B}`,
    ECI,
    { asks: "named", says: 'calls "Creating" and not "Ready": the pod is not created', first: "unknown" },
  ],
  [
    "a named cache that has expired",
    `${ECI_KEY}eci-imc-id: imc-2ze0000000000000000c`,
    ECI,
    { asks: "named", says: "expired at 2026-11-01T00:00:00Z: expect that", first: "unknown" },
  ],
  [
    "a named cache that does not exist",
    `${ECI_KEY}eci-imc-id: imc-2ze0000000000000000z`,
    ECI,
    { asks: "named", says: "is not in the declared inventory: expect that", first: "unknown" },
  ],
  [
    "a placeholder",
    `${ECI_KEY}eci-imc-id: "imc-2ze5hdcnngenm****"`,
    ECI,
    { asks: "named", says: "is a placeholder", first: "unknown" },
  ],
  [
    "automatic matching",
    `${ECI_KEY}eci-auto-imc: "true"`,
    ECI,
    { asks: "automatic", cache: A, criterion: "only-candidate", says: "with 1 of 1 image", first: "exact" },
  ],
  [
    "automatic matching, older key",
    `${ECI_KEY}eci-image-cache: "true"`,
    ECI,
    { asks: "automatic", cache: A, criterion: "only-candidate", says: "with 1 of 1 image", first: "exact" },
  ],
  [
    "automatic matching without an inventory",
    `${ECI_KEY}eci-auto-imc: "true"`,
    CCI,
    { asks: "automatic", says: "no inventory of Alibaba Cloud ECI is declared", first: "unknown" },
  ],
  [
    "a count that is none",
    `${ECI_KEY}eci-auto-imc: "true", ${ECI_KEY}imc-match-count-request: "many"`,
    ECI,
    { asks: "automatic", says: '"many" is no number of images', first: "unknown" },
  ],
  [
    "a count that no cache reaches",
    `${ECI_KEY}eci-auto-imc: "true", ${ECI_KEY}imc-match-count-request: "2"`,
    ECI,
    { asks: "automatic", says: "holds 2 images of the pod", first: "none" },
  ],
  [
    "matching switched off",
    `${ECI_KEY}eci-auto-imc: "false"`,
    ECI,
    { asks: "off", says: '`k8s.aliyun.com/eci-auto-imc` is "false"', first: "none" },
  ],
  [
    "only an option",
    `${ECI_KEY}imc-perfect-match: "true"`,
    ECI,
    { asks: "nothing", says: "what an absent one does is not documented", first: "none" },
  ],
  [
    "a named snapshot",
    `${SNAPSHOT}specified-name: web`,
    CCI,
    { asks: "named", cache: "web", criterion: "named", says: "which it names", first: "exact" },
  ],
  [
    "a named snapshot that is not available",
    `${SNAPSHOT}specified-name: broken`,
    CCI,
    { asks: "named", says: "the images are pulled from the registry", first: "none" },
  ],
  [
    "a named snapshot that is not available, refused",
    `${SNAPSHOT}specified-name: broken, ${SNAPSHOT}reject-if-not-available: "true"`,
    CCI,
    { asks: "named", says: "the pod is refused, because", first: "unknown" },
  ],
  [
    "snapshots, newest",
    `${SNAPSHOT}auto-match: "true"`,
    CCI,
    { asks: "automatic", cache: "newer", criterion: "newest", says: "it is the newest", first: "exact" },
  ],
  [
    "snapshots, unknown strategy",
    `${SNAPSHOT}auto-match: "true", ${SNAPSHOT}usage-strategy: largest`,
    CCI,
    { asks: "automatic", says: '"largest" is no strategy', first: "unknown" },
  ],
])("%s", async (_, annotations, declared, expected) => {
  const { clouds } = await explainPod({ annotations }, declared);
  expect(clouds).toHaveLength(1);
  const [cloud] = clouds;
  expect(cloud?.sentence).toContain(expected.says);
  const { asks, cache, criterion, first } = expected;
  const found = [cloud?.asks, cloud?.cache?.id ?? cloud?.cache?.name, cloud?.criterion, cloud?.images[0]?.coverage];
  expect(found.map(String)).toEqual([asks, cache, criterion, first].map(String));
});

const ready = (size: number, id: string, refs: string): string =>
  `id: imc-2ze${id.repeat(17)}, phase: Ready, sizeGiB: ${size}, images: [${refs}]`;

test("every other cache is named with what decided against it", async () => {
  const both = '{ref: "nginx:1.27"}, {ref: "acme/app:1"}';
  const declared = inventory(
    "alibaba-eci",
    ready(20, "1", both),
    ready(25, "2", both),
    ready(20, "3", '{ref: "acme/app:1"}'),
    ready(40, "4", both),
  );
  const images = ["nginx:1.27", "acme/app:1"];
  const { clouds } = await explainPod({ annotations: `${ECI_KEY}eci-auto-imc: "true"`, images }, declared);
  const [cloud] = clouds;
  expect(cloud?.runnersUp.map(({ id, lostBy, matched, reason }) => [id?.at(-1), lostBy, matched, reason])).toEqual([
    ["2", "size", 2, "less close in size"],
    ["3", "match-degree", 1, "matches less"],
  ]);
  expect(cloud?.passedOver.map(({ id, why }) => [id?.at(-1), why])).toEqual([["4", "too-large"]]);
});

test("every container says what the cache has, and what comes closest elsewhere", async () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const declared = inventory(
    "alibaba-eci",
    `id: ${A}, images: [{ref: "nginx:1.27"}, {ref: "acme/app:1"}, {ref: "mirror.example/web:1", digest: "${digest}"}]`,
    `id: ${B}, images: [{ref: "redis:7"}]`,
  );
  const images = [
    "docker.io/library/nginx:1.27",
    "acme/app:2",
    `other.example/web@${digest}`,
    "redis:8",
    "z",
    "a:{{b}}",
  ];
  const { clouds } = await explainPod({ annotations: `${ECI_KEY}eci-imc-id: ${A}`, images }, declared);
  const shown = clouds[0]?.images.map(({ coverage, held, elsewhere }) => [coverage, held, elsewhere?.held]);
  expect(shown).toEqual([
    ["exact", "nginx:1.27", undefined],
    ["other-tag", "acme/app:1", undefined],
    ["same-digest", "mirror.example/web:1", undefined],
    ["none", undefined, "redis:7"],
    ["none", undefined, undefined],
    ["unreadable", undefined, undefined],
  ]);
});

test("a cloud whose caches hold one image names one per container", async () => {
  const declared = inventory(
    "alibaba-acs",
    'id: imc-1, images: [{ref: "nginx:1.27"}], createdAt: "2026-01-01T00:00:00Z"',
    'id: imc-2, images: [{ref: "nginx:1.27"}], createdAt: "2026-02-01T00:00:00Z"',
  );
  const annotations = 'image.alibabacloud.com/enable-image-cache: "true"';
  const { clouds } = await explainPod({ annotations, images: ["nginx:1.27", "redis:7"] }, declared);
  expect(clouds[0]?.cache).toBeUndefined();
  expect(clouds[0]?.images.map(({ cache, coverage }) => [cache?.id, coverage])).toEqual([
    ["imc-2", "exact"],
    [undefined, "none"],
  ]);
  expect(clouds[0]?.sentence).toContain("1 of 2 images");
});

test("Tencent prefers the smaller cache, and one annotation says both", async () => {
  const tencent = inventory(
    "tencent-tke",
    'id: imc-aaaaaaaa, phase: Ready, sizeGiB: 50, images: [{ref: "nginx:1.27"}]',
    'id: imc-bbbbbbbb, phase: Ready, sizeGiB: 20, images: [{ref: "nginx:1.27"}]',
  );
  const auto = await explainPod({ annotations: "eks.tke.cloud.tencent.com/use-image-cache: auto" }, tencent);
  expect([auto.clouds[0]?.asks, auto.clouds[0]?.cache?.id, auto.clouds[0]?.criterion]).toEqual([
    "automatic",
    "imc-bbbbbbbb",
    "size",
  ]);
  const named = await explainPod({ annotations: "eks.tke.cloud.tencent.com/use-image-cache: imc-aaaaaaaa" }, tencent);
  expect([named.clouds[0]?.asks, named.clouds[0]?.cache?.id]).toEqual(["named", "imc-aaaaaaaa"]);
});

test("a cloud without a documented order has an assumed one, and only caches that fit the disk", async () => {
  const vci = inventory(
    "volcengine-vci",
    'id: imc-1, sizeGiB: 60, images: [{ref: "nginx:1.27"}, {ref: "acme/app:1"}]',
    'id: imc-2, sizeGiB: 40, images: [{ref: "nginx:1.27"}]',
  );
  const images = ["nginx:1.27", "acme/app:1"];
  const small = await explainPod({ annotations: 'vci.vke.volcengine.com/enable-auto-create-imc: "true"', images }, vci);
  expect([small.clouds[0]?.cache?.id, small.clouds[0]?.passedOver[0]?.why]).toEqual(["imc-2", "too-large"]);
  const storage =
    'vci.vke.volcengine.com/enable-auto-create-imc: "true", vci.vke.volcengine.com/desired-system-storage: "60"';
  const large = await explainPod({ annotations: storage, images }, vci);
  expect(large.clouds[0]?.cache?.id).toBe("imc-1");
  expect(large.clouds[0]?.sentence).toContain("the cloud documents no order");
});

test("policies come first: what is pulled is the name after them, lines are those of the file", async () => {
  const policy = `apiVersion: warmstart.dev/v1alpha1
kind: ApplyCachePolicy
metadata: {name: all}
spec:
  replaceImages:
    replacements: [{repositoryPrefix: docker.io, replaceWith: mirror.example/hub}]
  injectCacheAnnotations:
    provider: alibaba-eci
    rules: [{name: all, autoMatch: {}}]
  validateCacheReferences:
    provider: alibaba-eci
    inventory:
      caches: [{id: ${A}, images: [{ref: "mirror.example/hub/library/nginx:1.27"}]}]
`;
  const first =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: first\nspec:\n  containers: [{image: 'docker.io/a/b:1'}]\n";
  const second = first.replace("first", "second").replace("a/b:1", "library/nginx:1.27");
  const { pods, findings } = await explain([`${first}---\n${second}`], [policy]);
  expect(findings).toEqual([]);
  expect(pods.map(({ resource, line }) => [resource.name, line])).toEqual([
    ["first", 1],
    ["second", 8],
  ]);
  const [, pod] = pods;
  expect(pod?.before[0]?.written).toBe("docker.io/library/nginx:1.27");
  expect(pod?.images[0]?.written).toBe("mirror.example/hub/library/nginx:1.27");
  expect(pod?.clouds[0]?.images[0]).toMatchObject({
    image: "mirror.example/hub/library/nginx:1.27",
    coverage: "exact",
  });
});

test("the vendor's own replacement counts, too", async () => {
  const json = JSON.stringify([{ repositoryPrefix: "", replaceWith: "swr.example/org" }]);
  const declared = inventory("huawei-cci", 'name: web, images: [{ref: "swr.example/org/nginx:1.27"}]');
  const annotations = `${SNAPSHOT}specified-name: web, bursting.cci.io/image-replacement: '${json}'`;
  const { clouds } = await explainPod({ annotations }, declared);
  expect(clouds[0]?.images[0]).toMatchObject({ image: "swr.example/org/nginx:1.27", coverage: "exact" });
});

test("what the vendor leaves open about matching is said once it matters", async () => {
  const auto = await explainPod({ annotations: `${ECI_KEY}eci-auto-imc: "true"` }, ECI);
  expect(auto.clouds[0]?.undocumented).toContain("is not stated");
  const named = await explainPod({ annotations: `${ECI_KEY}eci-imc-id: ${A}` }, ECI);
  expect(named.clouds[0]?.undocumented).toBeUndefined();
});

test("the text names five of many other caches, and each note once", async () => {
  const ids = Array.from(
    { length: 9 },
    (_, index) => `id: imc-2ze${String(index).repeat(17)}, images: [{ref: "nginx:1.27"}]`,
  );
  const pod = podOf({ annotations: `${ECI_KEY}eci-auto-imc: "true"` });
  const { pods } = await explain([pod, pod.replace("web", "other"), inventory("alibaba-eci", ...ids)]);
  const text = explanationText(pods, (_, plain) => plain);
  expect(text.match(/and 3 more \(--format json has all\)/g)).toHaveLength(2);
  expect(text.replaceAll(/\s+/g, " ").match(/is not stated/g)).toHaveLength(1);
  expect(pods[0]?.clouds[0]?.runnersUp).toHaveLength(8);
});

test("the present is that of the policy, else the given one", async () => {
  const declared = inventory(
    "alibaba-eci",
    `id: ${A}, expiresAt: "2026-11-19T00:00:00Z", images: [{ref: "nginx:1.27"}]`,
  );
  const pod = podOf({ annotations: `${ECI_KEY}eci-imc-id: ${A}` });
  const given = await explain([pod, declared]);
  expect(given.pods[0]?.clouds[0]?.cache).toBeUndefined();
  const policy = `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata: {name: check}
spec: {now: "2026-11-18T00:00:00Z"}
`;
  const own = await explain([pod, declared], [policy]);
  expect(own.pods[0]?.clouds[0]?.cache?.id).toBe(A);
});

test("several templates of one resource, keys of several clouds, and none", async () => {
  const job = `apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata: {name: train}
spec:
  replicatedJobs:
    - name: a
      template:
        spec:
          template:
            metadata: {annotations: {${ECI_KEY}eci-auto-imc: "true", ${SNAPSHOT}auto-match: "true"}}
            spec: {containers: [{name: x, image: "nginx:1.27"}]}
    - name: b
      template:
        spec:
          template:
            spec: {containers: [{name: y, image: "nginx:1.27"}]}
`;
  const { pods } = await explain([job, ECI, CCI]);
  const shown = pods.map(({ template, templates, clouds }) => [
    template,
    templates,
    clouds.map((each) => each.provider),
  ]);
  expect(shown).toEqual([
    [0, 2, ["alibaba-eci", "huawei-cci"]],
    [1, 2, []],
  ]);
});

test("notes say what else decides", async () => {
  const both = `${ECI_KEY}eci-imc-id: ${A}, ${ECI_KEY}eci-image-snapshot-id: ${B}, ${ECI_KEY}eci-auto-imc: "true"`;
  const { clouds } = await explainPod({ annotations: both }, ECI);
  const notes = clouds[0]?.notes ?? [];
  expect(notes.join("\n")).toContain("the named cache wins");
  expect(notes.join("\n")).toContain("disagree; which one counts is not documented");
  expect(notes.join("\n")).toContain("nothing in these files shows that the pod runs on Alibaba Cloud ECI");
  const profile = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: eci-profile, namespace: kube-system}\ndata: {}\n";
  const profiled = await explainPod({ annotations: `${ECI_KEY}eci-imc-id: ${A}` }, ECI, profile);
  expect(profiled.clouds[0]?.notes).toEqual([
    'ConfigMap "eci-profile" may add annotations or replace images when the pod is created: not looked at here',
  ]);
  const routed = { annotations: `${ECI_KEY}eci-imc-id: ${A}`, labels: 'alibabacloud.com/eci: "true"' };
  expect((await explainPod(routed, ECI)).clouds[0]?.notes).toEqual([]);
});

test("images are named as profiles among the files replace them, unless the pod says so itself", async () => {
  const list = '[{repositoryPrefix: "", replaceWith: swr.example/hub}]';
  const profile = `apiVersion: bursting.cci.io/v1\nkind: ClusterExtensionProfile\nmetadata: {name: all}\nspec: {actions: {imageReplacement: ${list}}}\n`;
  const declared = inventory("huawei-cci", 'name: web, images: [{ref: "swr.example/hub/nginx:1.27"}]');
  const pin = "cci.io/image-snapshot-specified-name: web";
  const replaced = await explainPod({ annotations: pin }, declared, profile);
  expect(replaced.clouds[0]?.images[0]?.coverage).toBe("exact");
  expect(replaced.clouds[0]?.notes).toEqual([
    'ClusterExtensionProfile "all" may add annotations when the pod is created: not looked at here',
    "images are named as profiles in these files replace them: whether the cluster has these profiles and applies them to this pod is not known",
  ]);
  const own = `bursting.cci.io/image-replacement: '[{"repositoryPrefix":"","replaceWith":"own.example"}]', ${pin}`;
  const itself = await explainPod({ annotations: own }, declared, profile);
  expect(itself.clouds[0]?.images[0]?.coverage).toBe("none");
  expect(itself.clouds[0]?.notes).toEqual([
    'ClusterExtensionProfile "all" may add annotations or replace images when the pod is created: not looked at here',
  ]);
  const another = profile.replace("name: all", "name: other").replace("swr.example/hub", "swr.example/other");
  const disputed = await explainPod({ annotations: pin }, declared, `${profile}---\n${another}`);
  expect(disputed.clouds[0]?.images[0]?.coverage).toBe("unreadable");
  expect(disputed.clouds[0]?.notes.at(-1)).toBe(
    "profiles in these files replace the same images differently, and which of them counts is not documented: these images are not compared",
  );
});

test("a bad policy explains nothing, and a broken file does not spoil the others", async () => {
  const bad =
    "apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nmetadata: {name: x}\nspec: {prvider: a}\n";
  const wrong = await explain([podOf({})], [bad]);
  expect([wrong.badPolicy, wrong.pods.length, wrong.findings.length]).toEqual([true, 0, 1]);
  const broken = await explain([podOf({}), "kind: Pod\nmetadata: {{ x }}\n\t- a"]);
  expect([broken.badPolicy, broken.pods.length]).toEqual([false, 1]);
  expect(broken.findings.map(({ file, tags }) => [file?.path, tags?.["rule"]])).toEqual([["file-1.yaml", "refused"]]);
});
