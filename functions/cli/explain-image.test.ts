import { afterAll, beforeAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata: {name: mirror}
spec:
  replacements:
    - {repositoryPrefix: harbor.domain, replaceWith: swr.example/org1}
    - {repositoryPrefix: "", replaceWith: swr.example/org1}
    - {repositoryPrefix: harbor.domain/a/b, replaceWith: swr.example/org2}
    - {repositoryPrefix: docker.io, replaceWith: swr.example/hub}
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-explain-"));
  writeFileSync(join(folder, "mirror.yaml"), POLICY);
});
afterAll(() => rmSync(folder, { recursive: true }));

function explain(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "explain", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("the replacement that applies, the others and why they lose, the result raw and in full", () => {
  const expected = `harbor.domain/a/b/redis:7

  ReplaceImages "mirror" (mirror.yaml), match prefix
  applies     [2] harbor.domain/a/b -> swr.example/org2
                the longest prefix that it starts with
  loses       [0] harbor.domain -> swr.example/org1
                means the image, too, and "harbor.domain/a/b" is longer
  loses       [1] "" -> swr.example/org1
                means images without "/"
              1 other replacement has nothing to do with it
  raw         swr.example/org2/redis:7  (this policy)
  normalized  swr.example/org2/redis:7

  becomes     swr.example/org2/redis:7
`;
  expect(explain("harbor.domain/a/b/redis:7", "-p", "mirror.yaml")).toEqual({
    status: 0,
    stdout: expected,
    stderr: "",
  });
  expect(explain("-p", "mirror.yaml", "harbor.domain/a/b/redis:7").stdout).toBe(expected);
});

test("several images, each with its own answer, in 80 columns", () => {
  const { status, stdout } = explain("-p", "mirror.yaml", "library/nginx", "quay.io/x:1");
  expect(status).toBe(0);
  expect(stdout).toContain(
    "  stays       library/nginx\n  in full     docker.io/library/nginx:latest\n\nquay.io/x:1\n",
  );
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("policies one after the other; an annotation leaves the manifest", () => {
  const chain = POLICY.replace("mirror}", "second}").replace(
    "harbor.domain, replaceWith: swr",
    "swr.example, replaceWith: m",
  );
  writeFileSync(join(folder, "two.yaml"), `${POLICY}---\n${chain}`);
  const { images } = JSON.parse(explain("nginx", "-p", "two.yaml", "--format", "json").stdout);
  expect(images[0].result).toEqual({
    raw: "m.example/org1/org1/nginx",
    normalized: "m.example/org1/org1/nginx:latest",
  });
  expect(images[0].policies.map(({ image, applies }: never) => [image, (applies as { index: number }).index])).toEqual([
    ["nginx", 1],
    ["swr.example/org1/nginx", 0],
  ]);
  writeFileSync(join(folder, "annotate.yaml"), POLICY.replace("spec:\n", "spec:\n  action: annotate\n"));
  const annotated = explain("nginx", "-p", "annotate.yaml").stdout;
  expect(annotated).toContain("The manifest keeps its name");
  expect(annotated).toContain("\n  stays       nginx\n");
});

test("JSON is stable", () => {
  const { status, stdout } = explain("-p", "mirror.yaml", "--format", "json", "nginx");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    images: [
      {
        image: "nginx",
        problem: null,
        result: { raw: "swr.example/org1/nginx", normalized: "swr.example/org1/nginx:latest" },
        policies: [
          {
            file: "mirror.yaml",
            kind: "ReplaceImages",
            name: "mirror",
            path: "spec",
            action: "rewrite",
            match: "prefix",
            normalize: false,
            image: "nginx",
            applies: { index: 1, repositoryPrefix: "", replaceWith: "swr.example/org1" },
            selected: true,
            becomes: "swr.example/org1/nginx",
            problem: null,
            runnersUp: [{ index: 3, repositoryPrefix: "docker.io", replaceWith: "swr.example/hub", why: "spelling" }],
            others: 2,
            raw: { rule: 1, becomes: "swr.example/org1/nginx" },
            normalized: { rule: 1, becomes: "swr.example/org1/nginx" },
          },
        ],
      },
    ],
  });
});

test("what is no image, and what would become none, is 1", () => {
  const { status, stdout } = explain("-p", "mirror.yaml", "app:{{ tag }}", "UPPER");
  expect(status).toBe(1);
  expect(stdout).toContain("Nothing replaces it: is a template\n");
  expect(stdout).toContain('Nothing replaces it: repository must be lower-case, not "UPPER"\n');
  const long = `harbor.domain/${"x".repeat(252)}`;
  const broken = explain("-p", "mirror.yaml", long);
  expect(broken.status).toBe(1);
  expect(broken.stdout).toContain("and is refused:");
});

test("the placeholder that somebody else fills in stays, whatever a replacement means", () => {
  const { status, stdout } = explain("-p", "mirror.yaml", "auto");
  expect([status, stdout]).toEqual([1, "auto\n  Nothing replaces it: is a placeholder\n"]);
});

test("what `select` keeps out stays, and what else it asks for is said", () => {
  const select = '  select: {namespace: shop, exclude: [{image: "harbor.domain/kept/*"}]}\n';
  writeFileSync(join(folder, "select.yaml"), `${POLICY.trimEnd()}\n${select}`);
  const { stdout } = explain("-p", "select.yaml", "harbor.domain/kept/x");
  expect(stdout).toContain("and is not carried out: `select` keeps the image out\n");
  expect(stdout).toContain("  stays       harbor.domain/kept/x\n");
  const other = explain("-p", "select.yaml", "harbor.domain/x").stdout;
  expect(other).toContain("but only where `select` means it, which depends on `namespace`\n");
  expect(other).toContain("  becomes     ");
  const json = explain("-p", "select.yaml", "harbor.domain/kept/x", "harbor.domain/x", "--format", "json").stdout;
  const { images } = JSON.parse(json) as { images: { policies: { selected: unknown; becomes: unknown }[] }[] };
  expect(images.map(({ policies: [first] }) => [first?.selected, first?.becomes === null])).toEqual([
    [false, true],
    [null, false],
  ]);
});

test("what exists is a file, and may stand beside an image", () => {
  writeFileSync(
    join(folder, "pod.yaml"),
    "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n",
  );
  const { status, stdout } = explain("pod.yaml", "nginx", "-p", "mirror.yaml", "--now", "2026-11-20T08:00:00Z");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^pod\.yaml:\d+ Pod\/web\n[\s\S]*\n\nnginx\n\n {2}ReplaceImages "mirror"/);
});

test.each([
  [[], "An image or file must be given"],
  [["nginx"], "A policy must be given"],
  [["nginx", "-p", "none.yaml"], 'File or folder must exist: "none.yaml"'],
  [["./pod2.yaml", "-p", "mirror.yaml"], 'File or folder must exist: "./pod2.yaml"'],
  [["manifest.yaml", "-p", "mirror.yaml"], 'File or folder must exist: "manifest.yaml"'],
  [["nginx", "mirror.yaml", "-p", "mirror.yaml", "--format", "json"], "for files or for images, not both"],
  [["nginx", "-p", "mirror.yaml", "--format", "yaml"], '--format must be text or json, not "yaml"'],
  [
    ["nginx", "-p", "mirror.yaml", "--now", "today"],
    '--now must be a time such as "2026-11-20T08:00:00Z", not "today"',
  ],
  [["nginx", "--polcy", "x"], "--polcy"],
])("usage error: %j", (args, message) => {
  const { status, stdout, stderr } = explain(...(args as string[]));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message as string);
});

test("a bad policy is 2 and names its field", () => {
  writeFileSync(join(folder, "bad.yaml"), POLICY.replace("harbor.domain,", "harbor.domain/,"));
  const { status, stdout, stderr } = explain("nginx", "-p", "bad.yaml");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("bad.yaml:6 error IR003\n");
});
