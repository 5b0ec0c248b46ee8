import { expect, test } from "bun:test";
import { applyPolicy } from "../../lib/krm/mod.ts";
import { definition } from "../function.ts";

const POLICY = {
  apiVersion: "warmstart.dev/v1alpha1",
  kind: "ReplaceImages",
  metadata: { name: "mirror" },
  spec: {
    sources: ["manifests", "embedded"],
    replacements: [{ repositoryPrefix: "docker.io", replaceWith: "mirror.example/hub" }],
  },
};

/** A ConfigMap that holds a ConfigMap that holds … an image. */
function nested(depth: number): string {
  if (depth === 0) return "image: docker.io/acme/a:1\n";
  const inner = nested(depth - 1).replace(/^(?=.)/gm, "    ");
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${depth}}\ndata:\n  file.yaml: |\n${inner}`;
}

async function apply(text: string): Promise<{ text: string; rules: (string | undefined)[] }> {
  const policy = { path: "policy.yaml", text: JSON.stringify(POLICY) };
  const { texts, results } = await applyPolicy(definition, policy, [{ path: "a.yaml", text }]);
  return { text: texts[0] as string, rules: results.map(({ tags }) => tags?.["rule"]) };
}

test("a text that stays names its images once, and few of them", async () => {
  const images = [1, 2, 3, 4, 5, 1, 2].map((tag) => `{image: "docker.io/acme/\\\n    a:${tag}"}`).join(",\n    ");
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n    containers: [${images}]\n`;
  const policy = { path: "policy.yaml", text: JSON.stringify(POLICY) };
  const { texts, results } = await applyPolicy(definition, policy, [{ path: "a.yaml", text }]);
  expect(texts).toEqual([text]);
  expect(results.map(({ message }) => message)).toEqual([
    'text must be edited by hand, where "docker.io/acme/a:1", "docker.io/acme/a:2", "docker.io/acme/a:3" and 2 more must be replaced: the lines of its block cannot be kept',
  ]);
});

test.each([1, 2, 4])("texts are read inside of texts, %d deep", async (depth) => {
  const before = nested(depth);
  const { text, rules } = await apply(before);
  expect(text).toBe(before.replace("docker.io", "mirror.example/hub"));
  expect(rules).toEqual(["replaced"]);
});

test("what is nested too deep is reported", async () => {
  const before = nested(5);
  expect(await apply(before)).toEqual({ text: before, rules: ["left-alone", "IR019"] });
});

test("a text that goes on and on is looked at once", async () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: ${JSON.stringify("\n".repeat(300_000))}\n`;
  expect(await apply(text)).toEqual({ text, rules: [] });
});

test("an image in a text that cannot be read has its own line, whether or not the text stands there twice", async () => {
  const piece = "    image: docker.io/acme/a:1\n    b: c: d\n";
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n${piece}    ---\n${piece}`;
  const policy = { path: "policy.yaml", text: JSON.stringify(POLICY) };
  const { results } = await applyPolicy(definition, policy, [{ path: "a.yaml", text }]);
  expect(results.filter(({ tags }) => tags?.["rule"] === "IR019").map(({ line }) => line)).toEqual([6, 9]);
});
