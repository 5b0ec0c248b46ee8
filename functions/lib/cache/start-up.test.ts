// Start-up is paid on each call of a function: rows are for those who ask for them.
import { expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const preload = fileURLToPath(new URL("./testing/built-rows.ts", import.meta.url));

/** The rows that one call of a function builds. */
function builtBy(name: string, kind: string, spec: object): string[] {
  const input = {
    apiVersion: "config.kubernetes.io/v1",
    kind: "ResourceList",
    functionConfig: { apiVersion: "warmstart.dev/v1alpha1", kind, metadata: { name: "policy" }, spec },
    items: [
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web" },
        spec: { template: { spec: { containers: [{ name: "web", image: "nginx:1.27" }] } } },
      },
    ],
  };
  const main = fileURLToPath(new URL(`../../${name}/main.ts`, import.meta.url));
  const options = { input: JSON.stringify(input), encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--preload", preload, main], options);
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('"nginx:1.27"') });
  return [...stderr.matchAll(/^built (\w+)$/gm)].map(([, row]) => row as string);
}

test("rewriting images builds no row", () => {
  const replacements = [{ repositoryPrefix: "quay.io", replaceWith: "mirror.example/quay" }];
  expect(builtBy("replace-images", "ReplaceImages", { replacements })).toEqual([]);
});

test("injecting annotations builds the row of its provider, once", () => {
  const spec = { provider: "tencent-tke", rules: [{ autoMatch: {} }] };
  expect(builtBy("inject-cache-annotations", "InjectCacheAnnotations", spec)).toEqual(["tencentTke"]);
});

test("the table of all rows is built where all are asked for", () => {
  const rows = builtBy("validate-cache-references", "ValidateCacheReferences", {});
  expect(rows.length).toBeGreaterThan(4);
  expect(new Set(rows).size).toBe(rows.length);
});
