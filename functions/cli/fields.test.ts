import { afterEach, beforeEach, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const CRDS = fileURLToPath(new URL("../../testdata/crds", import.meta.url));
const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata: {name: mirror}
spec:
  replacements:
    - {repositoryPrefix: registry.example, replaceWith: mirror.example} # ours
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-fields-"));
  cpSync(CRDS, join(folder, "crds"), { recursive: true });
  write("policy.yaml", POLICY);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("proposes fields with what shows them, and says what it leaves out", () => {
  const { status, stdout, stderr } = run("fields", "--from-crds", "crds", "--confirmed");
  expect(stdout).toBe(`imageFields:
  # Shop: crds/example.com_shops.yaml; 2 objects
  # pods at \`spec.roles.*.template.spec\`: their annotations are \`spec.roles.*.template.metadata.annotations\`, which an API server drops: the definition does not list them
  # pods at \`spec.worker.pod\`: their annotations are \`spec.worker.podAnnotations\`
  - group: example.com
    kind: Shop
    paths:
      - spec.image # in 2 of 2: "registry.example/shop:1" (crds/shops/shops.yaml:5); the tag may be in \`tag\` beside it
      - spec.sidecarImage # in 1 of 2: "registry.example/proxy:2" (crds/shops/shops.yaml:6); the tag may be in \`sidecarVersion\` beside it
      - spec.images.* # in 1 of 2: "registry.example/web:1" (crds/shops/shops.yaml:8)
      - spec.roles.*.template.spec.containers[].image # in 1 of 2: "registry.example/web:1" (crds/shops/shops.yaml:15)
      - spec.podTemplate.spec.containers[].image # in 1 of 2: "registry.example/extra:1" (crds/shops/shops.yaml:18)
# In the catalogue, nothing is missing: AdvancedCronJob (apps.kruise.io), BroadcastJob (apps.kruise.io), ImageListPullJob (apps.kruise.io)
# Left out of Shop (example.com): \`spec.proxy.image\` is split in registry and repository: no path names both
# Left out of Shop (example.com): \`spec.build.output.image\` may be where an image is pushed to
# Left out of Shop (example.com): \`spec.logoImage\` holds no image reference: "A picture of a shop" in crds/shops/shops.yaml:7
`);
  expect(stderr).toBe("4 kinds: 5 fields of 1 kind proposed, 3 in the catalogue\n");
  expect(status).toBe(0);
});

test("without objects, says that the definition alone shows a field, and what it leaves open", () => {
  const { stdout } = run("fields", "--from-crds", "crds/example.com_shops.yaml");
  expect(stdout).toContain("# Shop: crds/example.com_shops.yaml; no object of it here\n");
  expect(stdout).toContain("      - spec.extraImages[] # by the definition only\n");
  expect(stdout).toContain("# Open in Shop (example.com): anything may stand in `spec.podTemplate`, and no object");
});

test("a kind of the catalogue is compared with it", () => {
  const spec = `  group: batch.volcano.sh
  names: {kind: Job}
  versions:
    - name: v1alpha1
      schema: {openAPIV3Schema: {properties: {spec: {properties: {newImage: {type: string}, tasks: {items: {properties: {template: {properties: {spec: {properties: {containers: {items: {properties: {image: {type: string}}}}}}}}}}}}}}}}
`;
  write("crd.yaml", `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n${spec}`);
  const { stdout } = run("fields", "--from-crds", "crd.yaml");
  expect(stdout).toContain("in the catalogue, which lacks these fields\n");
  expect(stdout).toContain("    paths:\n      - spec.newImage # by the definition only\n");
  expect(stdout.match(/^ {6}- /gm)).toHaveLength(1);
});

const definition = (kind: string): string =>
  `{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","spec":{"group":"g.example","names":{"kind":"${kind}"},"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"properties":{"spec":{"properties":{"image":{"type":"string"}}}}}}}]}}`;

test("definitions in a List and in JSON are read, and all documents of a file", () => {
  write("list.json", `{"apiVersion":"v1","kind":"List","items":[${definition("A")},${definition("B")}]}`);
  write("two.yaml", `${definition("C")}\n---\n# nothing\n---\n${definition("D")}\n`);
  const { stdout } = run("fields", "--from-crds", "list.json", "--from-crds", "two.yaml");
  expect(stdout.match(/kind: ./g)).toEqual(["kind: A", "kind: B", "kind: C", "kind: D"]);
});

test("an object in the file of its definition counts", () => {
  write("all.yaml", `${read("crds/example.com_shops.yaml")}---\n${read("crds/shops/shops.yaml")}`);
  expect(run("fields", "--from-crds", "all.yaml").stdout).toContain("# Shop: all.yaml; 2 objects\n");
});

const versionOfA = (name: string, schema: string): string =>
  `kind: CustomResourceDefinition
apiVersion: apiextensions.k8s.io/v1
spec:
  group: g.example
  names: {kind: A}
  versions: [{name: ${name}, schema: {openAPIV3Schema: {properties: {spec: ${schema}}}}}]
`;

test("versions in files of their own are one kind, and a field that one of them leaves open is named once", () => {
  write("v1.yaml", versionOfA("v1", "{x-kubernetes-preserve-unknown-fields: true}"));
  write("v2.yaml", versionOfA("v2", "{properties: {image: {type: string}}}"));
  write(
    "a.yaml",
    "# no CustomResourceDefinition\n---\napiVersion: g.example/v1\nkind: A\nspec: {image: a, sideImage: b}\n",
  );
  const { stdout } = run("fields", "--from-crds", ".");
  expect(stdout).toContain(`  # A: v1.yaml, v2.yaml; 1 object
  - group: g.example
    kind: A
    paths:
      - spec.image # in 1 of 1: "a" (a.yaml:5)
      - spec.sideImage # in 1 of 1: "b" (a.yaml:5)
`);
});

test("writes what it proposes into a policy, which then rewrites the fields; a second run changes nothing", () => {
  const written = run("fields", "--from-crds", "crds", "--confirmed", "--write", "policy.yaml");
  expect(written).toEqual({
    status: 0,
    stdout: "",
    stderr: "policy.yaml: changed\n4 kinds: 5 fields of 1 kind proposed, 3 in the catalogue\n",
  });
  expect(read("policy.yaml")).toBe(`${POLICY}  imageFields:
    - group: example.com
      kind: Shop
      paths:
        - spec.image
        - spec.sidecarImage
        - spec.images.*
        - spec.roles.*.template.spec.containers[].image
        - spec.podTemplate.spec.containers[].image
`);
  const rewritten = run("rewrite", "-p", "policy.yaml", "crds/shops").stdout;
  expect(rewritten.match(/^\+ .*mirror\.example/gm)).toHaveLength(5);
  const again = run("fields", "--from-crds", "crds", "--confirmed", "--write", "policy.yaml");
  expect(again.stderr).toStartWith("policy.yaml: has them all, left as it is\n");
});

test("writes into the step of an ApplyCachePolicy, and leaves the other documents of the file alone", () => {
  const apply = `# caches
kind: CacheInventory
---
apiVersion: warmstart.dev/v1alpha1
kind: ApplyCachePolicy
metadata: {name: all}
spec:
  replaceImages:
    replacements: [{repositoryPrefix: a, replaceWith: b}]
  validateCacheReferences: {}
`;
  write("apply.yaml", apply);
  expect(run("fields", "--from-crds", "crds", "--confirmed", "--write", "apply.yaml").status).toBe(0);
  const [before, after] = apply.split("  validateCacheReferences") as [string, string];
  expect(read("apply.yaml")).toStartWith(`${before}    imageFields:\n      - group: example.com\n`);
  expect(read("apply.yaml")).toEndWith(`\n  validateCacheReferences${after}`);
});

test("refuses to write where it would have to guess", () => {
  write("braces.yaml", "kind: ReplaceImages\nspec: {replacements: []}\n");
  const { status, stderr } = run("fields", "--from-crds", "crds", "--write", "braces.yaml");
  expect(status).toBe(2);
  expect(stderr).toContain("braces.yaml: the spec must be written in lines, not in braces; run without --write");
  write("two.yaml", `${POLICY}---\n${POLICY}`);
  expect(run("fields", "--from-crds", "crds", "--write", "two.yaml").stderr).toContain("not 2");
  for (const kind of ["CacheInventory", "constructor"]) {
    write("none.yaml", `kind: ${kind}\n`);
    expect(run("fields", "--from-crds", "crds", "--write", "none.yaml").stderr).toContain("not 0");
  }
  expect(read("two.yaml")).toBe(`${POLICY}---\n${POLICY}`);
});

test("prints all that was found out as JSON", () => {
  const { stdout } = run("fields", "--from-crds", "crds", "--format", "json");
  const kinds = JSON.parse(stdout) as { kind: string; inCatalogue: boolean; fields: unknown[] }[];
  expect(kinds.map(({ kind, inCatalogue }) => [kind, inCatalogue])).toEqual([
    ["AdvancedCronJob", true],
    ["BroadcastJob", true],
    ["ImageListPullJob", true],
    ["Shop", false],
  ]);
  expect(kinds[3]?.fields).toContainEqual({
    path: "spec.sidecarImage",
    tag: "sidecarVersion",
    objects: 1,
    example: { value: "registry.example/proxy:2", file: "crds/shops/shops.yaml", line: 6 },
  });
});

test("files that cannot be read are named, and the others count", () => {
  write("crds/latin.yaml", new Uint8Array([0x6b, 0xe9]));
  write("crds/template.yaml", "{{ if .crds }}\nkind: CustomResourceDefinition\n{{ end }}\n");
  write(
    "crds/broken-shop.yaml",
    "kind: Shop\napiVersion: example.com/v1\nspec: {{ .spec }}\n---\nkind: Shop\napiVersion: example.com/v1\nspec: {{ .spec }}\n",
  );
  write("crds/unrelated.yaml", "kind: ConfigMap\ndata: {{ .data }}\n");
  const { status, stdout, stderr } = run("fields", "--from-crds", "crds");
  expect(status).toBe(4);
  expect(stdout).toStartWith("imageFields:\n  # Shop");
  expect(stderr).toContain("crds/latin.yaml: file must be UTF-8 text, not read\n");
  expect(stderr).toContain("crds/template.yaml:1: ");
  expect(stderr.match(/^crds\/broken-shop\.yaml:\d+/gm)).toEqual(["crds/broken-shop.yaml:3"]);
  expect(stderr).not.toContain("unrelated");
});

test.each([
  [[], "Definitions must be given"],
  [["--from-crds", "nowhere"], 'File or folder must exist: "nowhere"'],
  [["--from-crds", "crds/shops"], "A CustomResourceDefinition must be there"],
  [["--from-crds", "crds", "--format", "xml"], '--format must be yaml or json, not "xml"'],
  [["--from-crds", "crds", "--format", "json", "--write", "policy.yaml"], "--write and --format"],
  [["--from-crds", "crds", "more"], "See warmstart fields --help"],
])("usage errors are 2: %p", (args, message) => {
  const { status, stdout, stderr } = run("fields", ...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("a cluster without images answers with an empty list", () => {
  const { status, stdout } = run("fields", "--from-crds", "crds/apps.kruise.io_broadcastjobs.yaml");
  expect([status, stdout]).toEqual([
    0,
    "imageFields: []\n# In the catalogue, nothing is missing: BroadcastJob (apps.kruise.io)\n",
  ]);
  expect(run("fields", "--help").stdout).toStartWith("Finds the fields of custom resources");
});
