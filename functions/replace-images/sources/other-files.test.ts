import { describe, expect, test } from "bun:test";
import { definition as everyStep } from "../../apply-cache-policy/function.ts";
import { applyPolicy } from "../../lib/krm/mod.ts";
import { definition } from "../function.ts";

const REPLACEMENTS = [{ repositoryPrefix: "docker.io", replaceWith: "mirror.example/hub" }];

/** What becomes of a file, and its results as `line rule path: message`. */
async function apply(
  text: string,
  path: string,
  sources: readonly string[],
): Promise<{ text: string; said: string[] }> {
  const spec = { sources, replacements: REPLACEMENTS, rules: { IR009: "off" } };
  const policy = { apiVersion: "warmstart.dev/v1alpha1", kind: "ReplaceImages", metadata: { name: "mirror" }, spec };
  const file = { path: "policy.yaml", text: JSON.stringify(policy) };
  const { texts, results } = await applyPolicy(definition, file, [{ path, text }]);
  const said = results.map(({ line, tags, field, message }) => `${line} ${tags?.["rule"]} ${field?.path}: ${message}`);
  return { text: texts[0] as string, said };
}

const PATCH = `# of the job
- op: test
  path: /metadata/name
  value: nightly
- op: replace
  path: /spec/jobTemplate/spec/template/spec/containers/0/image
  value: docker.io/acme/job:2 # pinned
- {op: add, path: /spec/template/spec/initContainers/-, value: {name: wait, image: docker.io/acme/wait:1}}
- op: add
  path: /metadata/annotations/note
  value: docker.io/acme/note:1
`;

describe("a file with a JSON patch", () => {
  test("is read with the source `embedded`, as it is in a kustomization", async () => {
    const { text, said } = await apply(PATCH, "overlays/prod/patch.yaml", ["manifests", "embedded"]);
    expect(text).toBe(
      PATCH.replace("docker.io/acme/job", "mirror.example/hub/acme/job").replace(
        "docker.io/acme/wait",
        "mirror.example/hub/acme/wait",
      ),
    );
    expect(said.slice(1)).toEqual([
      '7 replaced [1].value: image "docker.io/acme/job:2" is replaced by "mirror.example/hub/acme/job:2"',
      '8 replaced [2].value.image: image "docker.io/acme/wait:1" is replaced by "mirror.example/hub/acme/wait:1"',
      '11 IR019 [3].value: image "docker.io/acme/note:1" is left alone: no key around it says that it is an image',
    ]);
  });

  test("is reported without it", async () => {
    const { text, said } = await apply(PATCH, "patch.yaml", ["manifests", "helmValues"]);
    expect(text).toBe(PATCH);
    expect(said.slice(1, 3)).toEqual([
      '7 IR019 [1].value: image "docker.io/acme/job:2" is left alone: patches are read with the source `embedded`',
      '8 IR019 [2].value.image: image "docker.io/acme/wait:1" is left alone: patches are read with the source `embedded`',
    ]);
  });

  test.each([
    ["a list of one operation", '- op: add\n  path: /spec/image\n  value: "docker.io/acme/a:1"\n', "p.yml"],
    [
      "JSON",
      '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"docker.io/acme/a:1"}]',
      "p.json",
    ],
    [
      "several documents",
      "- {op: remove, path: /a}\n---\n- {op: add, path: /image, value: docker.io/acme/a:1}\n",
      "p.yaml",
    ],
  ])("may be %s", async (_name, text, path) => {
    const done = await apply(text, path, ["embedded"]);
    expect(done.text).toBe(text.replace("docker.io", "mirror.example/hub"));
  });

  test("passes through all steps of one policy", async () => {
    const spec = {
      replaceImages: { sources: ["manifests", "embedded"], replacements: REPLACEMENTS },
      injectCacheAnnotations: { provider: "alibaba-eci", rules: [{ name: "all", autoMatch: {} }] },
      validateCacheReferences: { provider: "alibaba-eci" },
    };
    const policy = { apiVersion: "warmstart.dev/v1alpha1", kind: "ApplyCachePolicy", metadata: { name: "all" }, spec };
    const { texts } = await applyPolicy(everyStep, { path: "policy.yaml", text: JSON.stringify(policy) }, [
      { path: "patch.yaml", text: PATCH },
    ]);
    expect(texts[0]).toBe((await apply(PATCH, "patch.yaml", ["embedded"])).text);
  });
});

test.each([
  ["a list of something else", "- image: docker.io/acme/a:1\n"],
  ["operations without a pointer", "- op: add\n  path: spec.image\n  value: docker.io/acme/a:1\n"],
  ["a list with one line too many", "- {op: add, path: /image, value: docker.io/acme/a:1}\n- x\n"],
  ["an empty list", "[]\n"],
])("%s is nobody's business", async (_name, text) => {
  expect(await apply(text, "other.yaml", ["manifests", "embedded"])).toEqual({ text, said: [] });
});

test("forty thousand operations are rewritten before the runner gives up, as quadratic time would not", async () => {
  const operation = "- op: add\n  path: /spec/template/spec/containers/0/image\n  value: docker.io/acme/a:1\n";
  const { text, said } = await apply(operation.repeat(40_000), "patch.yaml", ["embedded"]);
  expect(text).not.toContain("docker.io");
  expect(said).toHaveLength(40_000);
}, 12_000);
