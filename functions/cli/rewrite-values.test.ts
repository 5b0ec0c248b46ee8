import { afterEach, beforeEach, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata: {name: mirror}
spec:
  sources: [manifests, helmValues]
  replacements:
    - {repositoryPrefix: docker.io, replaceWith: mirror.example/hub}
`;
const VALUES = `image:
  registry: docker.io # Docker Hub
  repository: acme/shop
  tag: 1
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-values-"));
  mkdirSync(join(folder, "chart/templates"), { recursive: true });
  writeFileSync(join(folder, "policy.yaml"), POLICY);
  writeFileSync(join(folder, "chart/values.yaml"), VALUES);
  writeFileSync(join(folder, "chart/Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 0.1.0\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

function rewrite(...args: string[]): { status: number | null; stderr: string } {
  const words = [MAIN, "rewrite", "-p", "policy.yaml", ...args];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  return { status, stderr };
}

const read = (name: string): string => readFileSync(join(folder, name), "utf8");

test("values of a chart in a tree are rewritten, byte for byte", () => {
  const { status, stderr } = rewrite("--write", "chart");
  expect(status).toBe(0);
  expect(stderr).toContain("chart/values.yaml:1 info replaced\n  image: image ");
  expect(read("chart/values.yaml")).toBe(
    VALUES.replace("docker.io", "mirror.example").replace("acme/shop", "hub/acme/shop"),
  );
  expect(rewrite("--exit-code", "chart").status).toBe(0);
});

test("without their source they are counted and left alone", () => {
  writeFileSync(join(folder, "policy.yaml"), POLICY.replace(", helmValues", ""));
  const { status, stderr } = rewrite("--write", "chart");
  expect(status).toBe(0);
  expect(stderr).toContain("1 image that the policy means is left alone");
  expect(stderr).toContain("chart/values.yaml:1 info IR019\n  image: image ");
  expect(read("chart/values.yaml")).toBe(VALUES);
});
