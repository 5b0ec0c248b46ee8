import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { applyPolicy } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";

const SAMPLES = new URL("../lib/kubernetes/testing/samples/", import.meta.url);
const replacements = [
  { repositoryPrefix: "docker.io", replaceWith: "mirror.example/hub" },
  { repositoryPrefix: "quay.io", replaceWith: "mirror.example/quay" },
  { repositoryPrefix: "registry.example", replaceWith: "mirror.example/own" },
  { repositoryPrefix: "", replaceWith: "mirror.example/library" },
];

function apply(text: string, spec: object): ReturnType<typeof applyPolicy> {
  const policy = { apiVersion: "warmstart.dev/v1alpha1", kind: "ReplaceImages", metadata: { name: "test" }, spec };
  const resources = { path: "resources.yaml", text };
  return applyPolicy(definition, { path: "policy.yaml", text: JSON.stringify(policy) }, [resources]);
}

test.each(readdirSync(SAMPLES))(
  "%s: kinds with image fields alone are handled as if everything needed a look",
  async (name) => {
    const text = readFileSync(new URL(name, SAMPLES), "utf8");
    const short = await apply(text, { replacements });
    // A policy with fields of its own takes the long way.
    expect(await apply(text, { replacements, imageFields: [] })).toEqual(short);
  },
);

test.each([
  ["apps.nvidia.com/v1alpha1", "NIMCache", "{source: {ngc: {modelPuller: acme/puller:1}}}"],
  ["pkg.crossplane.io/v1", "Provider", "{package: acme/puller:1}"],
])("fields of %s %s are found without the word image in the text", async (apiVersion, kind, spec) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
  const [first] = replacements;
  const { texts } = await apply(text, { replacements: [first], normalize: true });
  expect(texts).toEqual([text.replace("acme/", "mirror.example/hub/acme/")]);
});

test("labels that are merged or stand behind an alias are selected by", async () => {
  const pod = "spec: {containers: [{name: a, image: docker.io/a}]}";
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec: {selector: {matchLabels: &l {app: web}}, template: {metadata: {labels: *l}, ${pod}}}
---
apiVersion: v1
kind: Pod
metadata: {name: b, annotations: &l {app: web}, labels: {<<: *l, more: x}}
${pod}
---
apiVersion: v1
kind: Pod
metadata: {name: c, labels: {app: other}}
${pod}
`;
  const { texts } = await apply(text, { select: { labels: { app: "web" } }, replacements: replacements.slice(0, 1) });
  expect(texts[0]?.match(/image: [^}]*/g)).toEqual([
    "image: mirror.example/hub/a",
    "image: mirror.example/hub/a",
    "image: docker.io/a",
  ]);
});
