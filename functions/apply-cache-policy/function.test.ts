import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { definition as inject } from "../inject-cache-annotations/function.ts";
import { applyPolicy, type Finding, type FunctionDefinition, sortFindings } from "../lib/krm/mod.ts";
import { definition as replace } from "../replace-images/function.ts";
import { definition as validate } from "../validate-cache-references/function.ts";
import { definition } from "./function.ts";

const policy = (kind: string, spec: unknown): { path: string; text: string } => ({
  path: "policy.yaml",
  text: JSON.stringify({ apiVersion: "warmstart.dev/v1alpha1", kind, metadata: { name: "test" }, spec }),
});

const PREFIXES = ["docker.io", "docker.io/acme", "quay.io", "harbor.example:5000/team", "", "nginx"];
const IMAGES = [
  "nginx",
  "nginx:1.27",
  "docker.io/library/redis:7",
  "docker.io/acme/web:1",
  "quay.io/acme/api@sha256:" + "ab".repeat(32),
  "harbor.example:5000/team/job:2",
  "Not A Reference",
  "repo/app:{{ tag }}",
];
const KEYS = [
  "k8s.aliyun.com/eci-auto-imc",
  "k8s.aliyun.com/eci-image-cache",
  "k8s.aliyun.com/eci-imc-id",
  "example.com/a",
];
const VALUES = ["true", "false", "imc-2ze5hdcnngenmwc1jmwf", "yes"];

const pod = fc.record({
  images: fc.array(fc.constantFrom(...IMAGES), { minLength: 1, maxLength: 3 }),
  annotations: fc.option(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), {
      selector: ([key]) => key,
      maxLength: 3,
    }),
    { nil: undefined },
  ),
  wide: fc.boolean(),
});

const workload = (
  { images, annotations, wide }: typeof pod extends fc.Arbitrary<infer T> ? T : never,
  index: number,
): string => {
  const step = wide ? "    " : "  ";
  const metadata =
    annotations === undefined
      ? ""
      : annotations.length === 0
        ? `${step.repeat(2)}metadata: {annotations: {}}\n`
        : `${step.repeat(2)}metadata:\n${step.repeat(3)}annotations:\n${annotations.map(([key, value]) => `${step.repeat(4)}${key}: "${value}" # as it was\n`).join("")}`;
  const containers = images
    .map((image, number) => `${step.repeat(3)}- name: c${number}\n${step.repeat(3)}  image: "${image}"\n`)
    .join("");
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n${step}name: app-${index}\nspec:\n${step}template:\n${metadata}${step.repeat(2)}spec:\n${step.repeat(3)}containers:\n${containers}`;
};

const replaceSpec = fc.record({
  match: fc.constantFrom("prefix", "exact"),
  normalize: fc.boolean(),
  replacements: fc
    .uniqueArray(fc.constantFrom(...PREFIXES), { minLength: 1, maxLength: 4 })
    .map((prefixes) =>
      prefixes.map((repositoryPrefix, index) => ({ repositoryPrefix, replaceWith: `mirror${index}.example/x` })),
    ),
});
const injectSpec = fc.record({
  provider: fc.constant("alibaba-eci"),
  keys: fc.constantFrom("current", "legacy", "both"),
  onExisting: fc.constantFrom("keep", "replace", "fail"),
  rules: fc.constantFrom(
    [{ name: "all", autoMatch: {} }],
    [
      { name: "pinned", select: { name: "app-0" }, specifiedName: { name: "imc-2ze5hdcnngenmwc1jmwf" } },
      { name: "rest", autoMatch: {} },
    ],
    // What these select depends on what is replaced.
    [{ name: "mirrored", select: { image: "mirror0.example/**" }, autoMatch: {} }],
    [{ name: "others", select: { exclude: [{ image: "mirror?.example/**" }] }, autoMatch: {} }],
  ),
});
const validateSpec = fc.record({
  provider: fc.constant("alibaba-eci"),
  inventory: fc.constant({
    provider: "alibaba-eci",
    asOf: "2026-11-20T08:00:00Z",
    caches: [
      { id: "imc-2ze5hdcnngenmwc1jmwf", phase: "Ready", images: [{ ref: "mirror0.example/x/library/redis:7" }] },
    ],
  }),
});

/** The three functions as a pipeline of single runs; like an orchestrator it ends at the first bad policy. */
async function pipeline(text: string, specs: readonly (readonly [FunctionDefinition<never>, string, unknown])[]) {
  let current = text;
  const findings = [];
  for (const [step, kind, spec] of specs) {
    const done = await applyPolicy(step, policy(kind, spec), [{ path: "all.yaml", text: current }]);
    if (done.badPolicy) return undefined;
    current = done.texts[0] as string;
    findings.push(...done.results);
  }
  return { text: current, findings: sortFindings(findings) };
}

/**
 * Findings that can be compared with those of a pipeline: lines are those of the file that was given, which later functions
 * do not see, and each of its policies is a whole one.
 */
function comparable(findings: readonly Finding[]): readonly Finding[] {
  const spec = /^spec\.(?:replaceImages|injectCacheAnnotations|validateCacheReferences)\./;
  const same = findings.map(({ line: _line, field, ...rest }) =>
    field === undefined ? rest : { ...rest, field: { ...field, path: field.path.replace(spec, "spec.") } },
  );
  return sortFindings(same);
}

test("its result is that of the three functions one after the other", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(pod, { minLength: 1, maxLength: 4 }),
      replaceSpec,
      injectSpec,
      validateSpec,
      async (pods, replaceImages, injectCacheAnnotations, validateCacheReferences) => {
        const text = pods.map(workload).join("---\n");
        const expected = await pipeline(text, [
          [replace as never, "ReplaceImages", replaceImages],
          [inject as never, "InjectCacheAnnotations", injectCacheAnnotations],
          [validate as never, "ValidateCacheReferences", validateCacheReferences],
        ]);
        const spec = { replaceImages, injectCacheAnnotations, validateCacheReferences };
        const { texts, results, badPolicy } = await applyPolicy(definition, policy("ApplyCachePolicy", spec), [
          { path: "all.yaml", text },
        ]);
        expect(badPolicy).toBe(expected === undefined);
        if (expected === undefined) return expect(texts).toEqual([text]);
        expect(texts[0]).toBe(expected.text);
        expect(comparable(results)).toEqual(comparable(expected.findings));
        compared++;
      },
    ),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(100);
});

test("a rule sees the labels and annotations that the policy lets the first step write", async () => {
  const replaceImages = {
    imageFields: [{ kind: "Deployment", paths: ["spec.template.metadata.annotations.*"] }],
    replacements: [{ repositoryPrefix: "", replaceWith: "mirror.example" }],
  };
  const injectCacheAnnotations = {
    provider: "alibaba-eci",
    onExisting: "replace",
    rules: [{ select: { annotations: { "example.com/a": "mirror.example/*" } }, autoMatch: {} }],
  };
  const text = workload({ images: ["nginx:1"], annotations: [["example.com/a", "proxy"]], wide: false }, 0);
  const spec = { replaceImages, injectCacheAnnotations };
  const expected = await pipeline(text, [
    [replace as never, "ReplaceImages", replaceImages],
    [inject as never, "InjectCacheAnnotations", injectCacheAnnotations],
  ]);
  const { texts, results } = await applyPolicy(definition, policy("ApplyCachePolicy", spec), [
    { path: "all.yaml", text },
  ]);
  expect(texts[0]).toContain("eci-auto-imc");
  expect(texts[0]).toBe(expected?.text as string);
  expect(comparable(results)).toEqual(comparable(expected?.findings ?? []));
});

test("a step that is absent does not run", async () => {
  const text = workload({ images: ["nginx:1"], annotations: undefined, wide: false }, 0);
  const { texts, results } = await applyPolicy(definition, policy("ApplyCachePolicy", {}), [
    { path: "all.yaml", text },
  ]);
  expect({ texts, results }).toEqual({ texts: [text], results: [] });
});

test("a bad step is named with its place in this policy, and nothing is changed", async () => {
  const text = workload({ images: ["docker.io/nginx:1"], annotations: undefined, wide: false }, 0);
  const spec = {
    replaceImages: { replacements: [{ repositoryPrefix: "docker.io", replaceWith: "docker.io" }] },
    injectCacheAnnotations: { provider: "alibaba-eci", rules: [{ name: "all", autoMatch: {} }] },
  };
  const { texts, results, badPolicy } = await applyPolicy(definition, policy("ApplyCachePolicy", spec), [
    { path: "all.yaml", text },
  ]);
  expect(badPolicy).toBe(true);
  expect(texts).toEqual([text]);
  expect(results.map(({ field }) => field?.path)).toEqual(["spec.replaceImages.replacements[0].replaceWith"]);
});
