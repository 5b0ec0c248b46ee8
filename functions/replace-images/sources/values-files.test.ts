import { describe, expect, test } from "bun:test";
import { definition as everyStep } from "../../apply-cache-policy/function.ts";
import { applyPolicy } from "../../lib/krm/mod.ts";
import { definition } from "../function.ts";
import { isValuesPath } from "./values-of.ts";

const REPLACEMENTS = [
  { repositoryPrefix: "docker.io", replaceWith: "mirror.example/hub" },
  { repositoryPrefix: "", replaceWith: "mirror.example/hub/library" },
];

interface Options {
  readonly path?: string;
  readonly sources?: readonly string[];
  readonly normalize?: boolean;
  readonly replacements?: typeof REPLACEMENTS;
}

/** What becomes of a file, and its results as `line rule path: message`. */
async function apply(
  text: string,
  { path = "chart/values.yaml", sources = ["manifests", "helmValues"], ...rest }: Options = {},
): Promise<{ text: string; said: string[] }> {
  const spec = { sources, replacements: REPLACEMENTS, rules: { IR009: "off", IR021: "off" }, ...rest };
  const policy = {
    apiVersion: "warmstart.dev/v1alpha1",
    kind: "ReplaceImages",
    metadata: { name: "mirror" },
    spec,
  };
  const file = { path: "policy.yaml", text: JSON.stringify(policy) };
  const { texts, results, badPolicy } = await applyPolicy(definition, file, [{ path, text }]);
  expect(badPolicy).toBe(false);
  const said = results.map(({ line, tags, field, message }) => `${line} ${tags?.["rule"]} ${field?.path}: ${message}`);
  return { text: texts[0] as string, said };
}

describe("the values of a chart", () => {
  test.each([
    [
      "registry and repository",
      "image:\n  registry: docker.io\n  repository: acme/a\n  tag: 1\n",
      "image:\n  registry: mirror.example\n  repository: hub/acme/a\n  tag: 1\n",
    ],
    [
      "the registry inside",
      "image:\n  repository: docker.io/acme/a\n  tag: 1.27\n",
      "image:\n  repository: mirror.example/hub/acme/a\n  tag: 1.27\n",
    ],
    [
      "the scaffold of helm create",
      'image:\n  repository: nginx\n  pullPolicy: IfNotPresent\n  tag: ""\n',
      'image:\n  repository: mirror.example/hub/library/nginx\n  pullPolicy: IfNotPresent\n  tag: ""\n',
    ],
    [
      "a word that is a name, and words that are none",
      'initImage: busybox\nverifyImages: "true"\npullImage: always\n',
      'initImage: mirror.example/hub/library/busybox\nverifyImages: "true"\npullImage: always\n',
    ],
    [
      "an empty registry",
      'image: {registry: "", repository: docker.io/acme/a}\n',
      'image: {registry: "", repository: mirror.example/hub/acme/a}\n',
    ],
    [
      "a registry of null",
      "image: {registry: , repository: docker.io/acme/a}\n",
      "image: {registry: , repository: mirror.example/hub/acme/a}\n",
    ],
    [
      "a registry that is null",
      "image:\n  registry: ~\n  repository: docker.io/acme/a\n",
      "image:\n  registry: ~\n  repository: mirror.example/hub/acme/a\n",
    ],
    [
      "CRLF",
      "image:\r\n  registry: \"docker.io\"  # hub\r\n  repository: 'acme/a'\r\n",
      "image:\r\n  registry: \"mirror.example\"  # hub\r\n  repository: 'hub/acme/a'\r\n",
    ],
    ["no final line break", "image: docker.io/acme/a:1", "image: mirror.example/hub/acme/a:1"],
    [
      "several documents",
      "image: docker.io/a/a:1\n---\nimage: docker.io/b/b:1\n",
      "image: mirror.example/hub/a/a:1\n---\nimage: mirror.example/hub/b/b:1\n",
    ],
    [
      "a key that is called kind",
      "kind: DaemonSet\nimage: docker.io/acme/a:1\n",
      "kind: DaemonSet\nimage: mirror.example/hub/acme/a:1\n",
    ],
    [
      "a tag with a digest in it",
      `image: {repository: docker.io/a/a, tag: "1@sha256:${"a".repeat(64)}"}\n`,
      `image: {repository: mirror.example/hub/a/a, tag: "1@sha256:${"a".repeat(64)}"}\n`,
    ],
    [
      "a name whose tag stands beside it",
      "image: docker.io/acme/a\nimageTag: 1\n",
      "image: mirror.example/hub/acme/a\nimageTag: 1\n",
    ],
    ["a single word", "initImage: busybox\n", "initImage: mirror.example/hub/library/busybox\n"],
    ["old keys of a repository", "imageRepository: docker.io/acme/a\n", "imageRepository: mirror.example/hub/acme/a\n"],
  ])("%s", async (_name, before, after) => {
    const once = await apply(before);
    expect(once.text).toBe(after);
    expect((await apply(once.text)).text).toBe(after);
  });

  test.each([
    ["a picture", "image: logo.png\n"],
    ["a repository of something else", "git:\n  repository: docker.io\n  branch: main\n"],
    ["charts", "repository: https://docker.io/charts\ntag: 1\n"],
    ["no string", "image: 1\nimages: [true, null]\nother: {image: {a: b}}\n"],
    ["a prefix and nothing behind it", "registry: docker.io\n"],
    ["a comment", "# image: docker.io/acme/a:1\na: b\n"],
  ])("%s stays, and nothing is said", async (_name, text) => {
    expect(await apply(text)).toEqual({ text, said: [] });
  });

  test("where a chart may add a registry of its own, a name without one stays", async () => {
    const text = "image:\n  repository: nginx\n  tag: 1\n";
    const { text: after, said } = await apply(text, { path: "env/values-prod.yaml" });
    expect(after).toBe(text);
    expect(said).toEqual([
      "undefined left-alone undefined: 1 image that the policy means is left alone: the results of IR019 say where, and why",
      '1 IR019 image: image "nginx:1" is left alone: the chart may put a registry of its own before it: write `registry` beside it, or the host into `repository`',
    ]);
  });

  test.each([
    ["image: proxyv2\nglobal: {hub: own.example/istio}\n", "values.yaml"],
    ["image: nginx\n", "values-prod.yaml"],
  ])("a word that may stand behind something else stays: %j in %s", async (text, path) => {
    const { text: after, said } = await apply(text, { path });
    expect(after).toBe(text);
    expect(said[1]).toEndWith("is left alone: the chart may put a registry of its own before it");
  });

  test("a registry for all images is renamed, and wins over the others", async () => {
    const text = "global:\n  image:\n    registry: docker.io\nimage: {registry: docker.io, repository: grafana/loki}\n";
    const { text: after, said } = await apply(text);
    expect(after).toBe(text.replace("docker.io", "mirror.example/hub"));
    expect(said[2]).toBe(
      '4 IR019 image: image "docker.io/grafana/loki" is left alone: `global.image.registry` wins over its `registry`',
    );
  });

  test.each([
    ['image: " docker.io/acme/a:1"\n', 1],
    ["images: docker.io/acme/a:1,docker.io/acme/b:1\n", 2],
    ["image: {registry: docker.io, repository: acme/A}\n", 0],
    ["image: {repository: docker.io/acme/a b:1}\n", 0],
    ["global: {imageRegistry: docker.io/acme/}\n", 1],
  ])("what is no reference is looked through: %j", async (text, count) => {
    const { text: after, said } = await apply(text as string);
    expect(after).toBe(text as string);
    expect(said.filter((line) => /^\d+ IR019 /.test(line)).length).toBe(count as number);
  });

  test("full names are compared in parts as well", async () => {
    const text = "image: {registry: index.docker.io, repository: nginx}\n";
    const done = await apply(text, { normalize: true });
    expect(done.text).toBe("image: {registry: mirror.example, repository: hub/library/nginx}\n");
  });

  test("a result without a host is written with Docker Hub's", async () => {
    const replacements = [{ repositoryPrefix: "old.example/team", replaceWith: "acme" }];
    const text = "image: {registry: old.example, repository: team/a}\n";
    expect((await apply(text, { replacements })).text).toBe("image: {registry: docker.io, repository: acme/a}\n");
  });

  test("what is put before names stays when the policy does not mean all of them alike", async () => {
    const replacements = [...REPLACEMENTS, { repositoryPrefix: "docker.io/istio/pilot", replaceWith: "own.example/p" }];
    const text = "global:\n  hub: docker.io/istio\n  tag: 1\n";
    const { text: after, said } = await apply(text, { replacements });
    expect(after).toBe(text);
    expect(said[1]).toBe(
      '2 IR019 global.hub: the images below "docker.io/istio" are left alone: `spec.replacements[2]` means a part of them',
    );
  });
});

test("values files pass through all steps of one policy", async () => {
  const policy = {
    apiVersion: "warmstart.dev/v1alpha1",
    kind: "ApplyCachePolicy",
    metadata: { name: "all" },
    spec: {
      replaceImages: { sources: ["helmValues"], replacements: REPLACEMENTS },
      injectCacheAnnotations: { provider: "alibaba-eci", rules: [{ name: "all", autoMatch: {} }] },
      validateCacheReferences: { provider: "alibaba-eci" },
    },
  };
  const file = { path: "policy.yaml", text: JSON.stringify(policy) };
  const { texts, badPolicy } = await applyPolicy(everyStep, file, [
    { path: "values.yaml", text: "kind: Deployment\nimage: docker.io/acme/a:1\n" },
    { path: "other.yaml", text: "image: docker.io/acme/a:1\n" },
  ]);
  expect(badPolicy).toBe(false);
  expect(texts).toEqual(["kind: Deployment\nimage: mirror.example/hub/acme/a:1\n", "image: docker.io/acme/a:1\n"]);
});

test("values that are not read are reported, other files of a tree are not", async () => {
  const text = "image:\n  registry: docker.io\n  repository: acme/a\nother: docker.io/acme/b:1\n";
  const { text: after, said } = await apply(text, { sources: ["manifests"] });
  expect(after).toBe(text);
  expect(said.slice(1)).toEqual([
    '1 IR019 image: image "docker.io/acme/a" is left alone: values of a chart are read with the source `helmValues`',
    '4 IR019 other: image "docker.io/acme/b:1" is left alone: no key around it says that it is an image',
  ]);
  expect(await apply(text, { path: "chart/config.yaml" })).toEqual({ text, said: [] });
});

test.each([
  ["values.yaml", true],
  ["charts/shop/values.yml", true],
  ["values-prod.yaml", true],
  ["values.prod.yaml", true],
  ["valuesProd.yaml", true],
  ["prod-values.yaml", true],
  ["shop.values.yaml", true],
  ["shop_values.prod.yaml", true],
  ["values/prod.yaml", true],
  ["values.schema.json", false],
  ["myvalues.yaml", false],
  ["values.txt", false],
  ["Chart.yaml", false],
  ["templates/deployment.yaml", false],
])("%s is a file of values: %p", (path, is) => {
  expect(isValuesPath(path as string)).toBe(is as boolean);
});
