import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FUNCTIONS } from "../registry.ts";
import { loadPolicies } from "./policies.ts";

async function load(text: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-policies-"));
  try {
    writeFileSync(join(folder, "a.yaml"), "apiVersion: warmstart.dev/v1alpha1\nkind: ReplaceImages\n");
    writeFileSync(join(folder, "b.yaml"), text);
    return await loadPolicies([folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ["kind: ReplaceImage", /b\.yaml:4: `kind` must be (\w+, )*ReplaceImages, (\w+, )*InjectCacheAnnotations, /],
  ["kind: validateCacheReference", ', not "validateCacheReference", did you mean "ValidateCacheReferences"?'],
  ["kind: CacheInventroy", 'did you mean "CacheInventory"?'],
  ["metadata: {}", /b\.yaml:3: `kind` must be (\w+, )*ReplaceImages, /],
])("beside a policy %s is no policy that is left out in silence", async (kind, message) => {
  expect(load(`---\n---\napiVersion: warmstart.dev/v1alpha1\n${kind}\n`)).rejects.toThrow(message);
});

test.each(["warmstart.dev/v1alpha1\nkind: ReplaceHosts", "v1\nkind: ReplaceImage", "v1\nkind: ConfigMap"])(
  "apiVersion: %s is somebody else's",
  async (type) => {
    expect(await load(`apiVersion: ${type}\n`)).toMatchObject({ steps: [{}] });
  },
);

test("where no policy is, the message says what there is", () => {
  const manifests = fileURLToPath(new URL("../../testdata/packages/shop/manifests", import.meta.url));
  expect(loadPolicies([manifests])).rejects.toThrow(/none in "[^"]+", only \w+, \w+/);
});

test.each(Object.entries(FUNCTIONS))("policies of %s have a place in the order of rewrite", async (name, { kind }) => {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-policies-"));
  try {
    writeFileSync(join(folder, "policy.yaml"), `apiVersion: warmstart.dev/v1alpha1\nkind: ${kind}\n`);
    const { steps } = await loadPolicies([folder]);
    expect(steps.map(({ definition }) => definition.name)).toEqual([name]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
