// What manifests hold is somebody else's: no command may hand it to the terminal as it is.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish } from "../lib/krm/testing/spawn.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata: {name: mirror}
spec:
  replacements: [{repositoryPrefix: docker.io, replaceWith: mirror.example}]
`;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: "we\\e[8mb"}
spec:
  containers:
  - {name: "a\\e[2J", image: "docker.io/nginx\\e[2K\\r\\nall is well:1"}
`;
const INVENTORY = `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: {name: "b\\e[8m"}
spec: {caches: [{id: imc-a, name: "c\\e[8m", images: [{ref: "nginx\\e[8m:1"}]}]}
`;

const MIRRORS = `apiVersion: config.openshift.io/v1
kind: ImageTagMirrorSet
metadata: {name: "a\\e[8m"}
spec:
  imageTagMirrors:
  - {source: "b\\e[8m", mirrors: ["c\\e[8m", d.example]}
  - {source: quay.io, mirrors: ["c\\e[8m", d.example]}
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-visible-"));
  for (const [name, text] of Object.entries({ "policy.yaml": POLICY, "pod.yaml": POD, "inventory.yaml": INVENTORY }))
    writeFileSync(join(folder, name), text);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the kind of a policy that no function has", async () => {
  const list =
    'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\nfunctionConfig: {kind: "Replace\\e[8mImages"}\n';
  const { stderr } = await finish([process.execPath, MAIN], { stdin: list });
  expect(stderr).toStartWith(
    `warmstart: the functionConfig's kind must name a function, not "Replace\\u001b[8mImages"\n`,
  );
});

test("names of files and words of the call, too", async () => {
  const name = "a\u001b[8m.yaml";
  writeFileSync(join(folder, name), Buffer.from("\ufeffkind: Pod", "utf16le"));
  const calls = [
    ["rewrite", "-p", "policy.yaml", name],
    ["rewrite", "-p", "policy.yaml", "b\u001b[8m.yaml"],
    ["explain", "-p", "policy.yaml", name],
    ["inventory", "import", name],
    ["mapping", "import", "--format", "kyverno", name],
    ["mapping", "import", "--format", "eci-profile", name],
    ["fields", "--from-crds", name],
  ];
  for (const args of calls) {
    const { stderr } = await finish([process.execPath, MAIN, ...args], { cwd: folder });
    expect([args, stderr]).toEqual([args, expect.stringContaining("\\u001b[8m.yaml")]);
    expect(stderr).not.toContain("\u001b");
  }
});

test("what other tools' files hold, and a folder that the system refuses", async () => {
  // A path that is too long is refused to every user.
  const name = `f\u001b[8m${"d".repeat(200)}`;
  const make = 'for i in $(seq 25); do mkdir "$1" && cd "$1"; done';
  spawnSync("bash", ["-c", make, "bash", name], { cwd: folder });
  const { stderr } = await finish([process.execPath, MAIN, "rewrite", "-p", "policy.yaml", "."], { cwd: folder });
  spawnSync("rm", ["-rf", join(folder, name)]);
  expect(stderr).toContain("folder must be readable");
  expect(stderr).not.toContain("\u001b");
  writeFileSync(join(folder, "mirrors.yaml"), MIRRORS);
  const call = [process.execPath, MAIN, "mapping", "import", "--format", "image-mirror-set", "mirrors.yaml"];
  const imported = await finish(call, { cwd: folder });
  expect(imported.stderr).toContain("\\u001b[8m");
  expect(`${imported.stdout.toString()}${imported.stderr}`).not.toContain("\u001b");
});

test.each([
  { args: ["rewrite", "-p", "policy.yaml", "pod.yaml"] },
  { args: ["explain", "-p", "policy.yaml", "-p", "inventory.yaml", "pod.yaml"] },
  { args: ["inventory", "show", "--images", "inventory.yaml"] },
  { args: ["fn", "replace-images", "-p", "policy.yaml"] },
])("$args", async ({ args }) => {
  const { stdout, stderr } = await finish([process.execPath, MAIN, ...args], { cwd: folder, stdin: POD });
  const said = args[0] === "fn" ? stderr : `${stdout.toString()}${stderr}`;
  expect(said).toMatch(/\\u001b\[(8m|2J)/);
  // oxlint-disable-next-line no-control-regex -- this is what must not be there
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^all is well/m);
});
