// Every folder of testdata/explain/ through the command: `policy.yaml` and `manifests.yaml` give `_expected.txt` and
// `_expected.json`. `UPDATE=1` rewrites them.
import { expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, finish } from "../lib/krm/testing/spawn.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const CASES = fileURLToPath(new URL("../../testdata/explain", import.meta.url));
const NOW = "2026-11-20T09:00:00Z";

const explain = (cwd: string, ...args: readonly string[]): Promise<Finished> =>
  finish([process.execPath, MAIN, "explain", "--now", NOW, ...args], { cwd });

for (const name of readdirSync(CASES)) {
  test.each([
    ["text", "_expected.txt"],
    ["json", "_expected.json"],
  ])(`${name} as %s`, async (format, file) => {
    const folder = join(CASES, name);
    const { stdout, stderr, code } = await explain(folder, "-p", "policy.yaml", "manifests.yaml", "--format", format);
    if (process.env["UPDATE"]) writeFileSync(join(folder, file), stdout);
    expect(stdout.toString()).toBe(readFileSync(join(folder, file), "utf8"));
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    if (format === "json") expect(() => JSON.parse(stdout.toString()) as unknown).not.toThrow();
    // A reference that is longer than a line stays whole.
    else
      for (const line of stdout.toString().split("\n")) expect(line.length > 80 && !/^ *\S+$/.test(line)).toBe(false);
  });
}

async function inFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
): Promise<Finished> {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-explain-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await explain(folder, ...args);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n";

test("without a policy the keys in the files decide", async () => {
  const { stdout, code } = await inFolder({ "pod.yaml": POD }, ["pod.yaml"]);
  expect(stdout.toString()).toBe(`pod.yaml:1 Pod/web
  no annotation of a known cloud's image caches: every image is pulled
    web  nginx
`);
  expect(code).toBe(0);
});

test("a bad policy is 2 and explains nothing", async () => {
  const policy = "apiVersion: warmstart.dev/v1alpha1\nkind: ReplaceImages\nmetadata: {name: x}\nspec: {mode: exact}\n";
  const { stdout, stderr, code } = await inFolder({ "pod.yaml": POD, "policy.yaml": policy }, [
    "pod.yaml",
    "-p",
    "policy.yaml",
  ]);
  expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 2 });
  expect(stderr).toContain("policy.yaml:4 error policy");
});

test("-p that names neither policy nor inventory is a usage error: an export must be imported first", async () => {
  const list = "apiVersion: v1\nkind: List\nitems: []\n";
  const { stdout, stderr, code } = await inFolder({ "a.yaml": POD, "list.yaml": list }, ["a.yaml", "-p", "list.yaml"]);
  expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 2 });
  expect(stderr).toContain(', CacheInventory: none in "list.yaml"');
});

test("what cannot be read is named and is 4, the rest is explained", async () => {
  const files = {
    "a.yaml": POD,
    "b.yaml": Buffer.from("\ufeffkind: Pod", "utf16le"),
    "c.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ x }}-a\n",
    "d.yaml": "apiVersion: warmstart.dev/v1alpha1\nkind: CacheInventory\nmetadata: {name: x}\nspec: {caches: 5}\n",
  };
  const { stdout, stderr, code } = await inFolder(files, ["."]);
  expect(stdout.toString()).toStartWith("a.yaml:1 Pod/web\n");
  expect(stderr).toContain("b.yaml: file must be UTF-8 text, left out");
  expect(stderr).toContain("c.yaml:4 warning refused");
  expect(stderr).toContain("d.yaml:4 error inventory");
  expect(code).toBe(4);
});

test("an inventory that was read too long ago is a warning, and the rest is explained", async () => {
  const inventory = `apiVersion: warmstart.dev/v1alpha1\nkind: CacheInventory\nmetadata: {name: x}\nspec:\n  asOf: "2026-11-19T08:59:59Z"\n  caches: []\n`;
  const { stdout, stderr, code } = await inFolder({ "a.yaml": POD, "b.yaml": inventory }, ["a.yaml", "-p", "b.yaml"]);
  expect(stderr).toContain('b.yaml:5 warning IC401\n  spec.asOf: CacheInventory "x" must be at most 24 hours old');
  expect(stdout.toString()).toStartWith("a.yaml:1 Pod/web\n");
  expect(code).toBe(0);
});

test.each([
  [
    "ValidateCacheReferences",
    "spec:\n  inventory:\n    asOf: 2026-11-01\n    caches: []\n",
    "p.yaml:5",
    "spec.inventory.asOf",
  ],
  [
    "ApplyCachePolicy",
    "spec:\n  validateCacheReferences:\n    inventory:\n      asOf: 2026-11-01\n      caches: []\n",
    "p.yaml:6",
    "spec.validateCacheReferences.inventory.asOf",
  ],
])("an old inventory inside of a policy of kind %s is shown where it stands", async (kind, spec, place, field) => {
  const policy = `apiVersion: warmstart.dev/v1alpha1\nkind: ${kind}\n${spec}`;
  const { stderr, code } = await inFolder({ "a.yaml": POD, "p.yaml": policy }, ["a.yaml", "-p", "p.yaml"]);
  expect(stderr).toContain(`${place} warning IC401\n  ${field}: the policy's inventory must be at most 24 hours old`);
  expect(code).toBe(0);
});

test("files without pods say so", async () => {
  const { stdout, stderr, code } = await inFolder({ "a.yaml": "kind: ConfigMap\napiVersion: v1\n" }, ["a.yaml"]);
  expect({ stdout: stdout.toString(), stderr, code }).toEqual({
    stdout: "",
    stderr: "no pod template in these files\n",
    code: 0,
  });
});
