import { afterEach, beforeEach, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata: {name: mirror}
spec:
  replacements:
    - {repositoryPrefix: docker.io, replaceWith: mirror.example/hub}
`;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: web} # the shop's door
spec:
  containers:
    - image: 'docker.io/library/nginx:1.27'
      name: web`;

const pinned = (id: string): string =>
  POD.replace(
    "{name: web}",
    `{name: web, labels: {alibabacloud.com/eci: "true"}, annotations: {k8s.aliyun.com/eci-imc-id: ${id}}}`,
  );

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-rewrite-"));
  mkdirSync(join(folder, "manifests/.hidden"), { recursive: true });
  write("policy.yaml", POLICY);
  write("manifests/pod.yaml", POD);
  write("manifests/.hidden/pod.yaml", POD);
  write("manifests/notes.txt", POD);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

function rewrite(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "rewrite", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("shows a diff with only the intended bytes, and writes nothing", () => {
  const { status, stdout, stderr } = rewrite("-p", "policy.yaml", "manifests");
  expect(status).toBe(0);
  expect(stdout).toBe(`--- a/manifests/pod.yaml
+++ b/manifests/pod.yaml
@@ -3,5 +3,5 @@
 metadata: {name: web} # the shop's door
 spec:
   containers:
-    - image: 'docker.io/library/nginx:1.27'
+    - image: 'mirror.example/hub/library/nginx:1.27'
       name: web
\\ No newline at end of file
`);
  expect(stderr).toContain("manifests/pod.yaml:6 info replaced\n  spec.containers[0].image: ");
  expect(stderr).toEndWith("0 errors, 0 warnings, 1 note\n1 of 1 file would change\n");
  expect(read("manifests/pod.yaml")).toBe(POD);
});

test("writes with --write: mode and link stay, a second run changes nothing", () => {
  chmodSync(join(folder, "manifests/pod.yaml"), 0o640);
  symlinkSync("pod.yaml", join(folder, "manifests/link.yaml"));
  expect(rewrite("-p", "policy.yaml", "--write", "manifests/link.yaml").status).toBe(0);
  expect(read("manifests/pod.yaml")).toBe(POD.replace("docker.io", "mirror.example/hub"));
  expect(statSync(join(folder, "manifests/pod.yaml")).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(folder, "manifests")).sort()).toEqual([".hidden", "link.yaml", "notes.txt", "pod.yaml"]);
  expect(rewrite("-p", "policy.yaml", "--exit-code", "manifests")).toMatchObject({ status: 0, stdout: "" });
});

test("--exit-code says that something would change", () => {
  expect(rewrite("-p", "policy.yaml", "--exit-code", "manifests").status).toBe(1);
});

test("policies of several kinds in one file, images before validation", () => {
  write(
    "policy.yaml",
    `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata: {name: check}
spec: {provider: alibaba-eci}
---
apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: {name: beijing}
spec:
  provider: alibaba-eci
  caches: [{id: imc-2ze5hdcnngenmwc1jmwf, phase: Ready, images: [{ref: mirror.example/hub/library/nginx:1.27}]}]
---
${POLICY}`,
  );
  write("manifests/pod.yaml", pinned("imc-2ze5hdcnngenmwc1jmwf"));
  const covered = rewrite("-p", "policy.yaml", "manifests");
  expect(covered).toMatchObject({ status: 0 });
  expect(covered.stderr).not.toContain("IC1");
  write("manifests/pod.yaml", pinned("imc-2zexxxxxxxxxxxxxxxx1"));
  const lost = rewrite("-p", "policy.yaml", "manifests");
  expect(lost.status).toBe(1);
  expect(lost.stderr).toMatch(/manifests\/pod\.yaml:3 error IC10\d\n/);
});

test("an inventory that -p names and that lies in the tree counts once", () => {
  const inventory = `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: {name: beijing}
spec:
  provider: alibaba-eci
  asOf: "2026-11-20T08:00:00Z"
  caches: [{id: imc-2ze5hdcnngenmwc1jmwf, phase: Ready, images: [{ref: nginx:1.27}]}]
`;
  const check = `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata: {name: check}
spec: {provider: alibaba-eci}
`;
  write("policy.yaml", `${check}---\n${inventory}`);
  symlinkSync("policy.yaml", join(folder, "link.yaml"));
  for (const policy of ["policy.yaml", join(folder, "policy.yaml"), "link.yaml"]) {
    for (const tree of [".", "./", "manifests"]) {
      const { status, stderr } = rewrite("-p", policy, tree);
      expect({ policy, tree, status, stderr }).toMatchObject({
        status: 0,
        stderr: expect.not.stringContaining("IC403"),
      });
    }
  }
});

test("a bad policy names file, line and field, and changes nothing", () => {
  write("policy.yaml", POLICY.replace("replaceWith", "replaceWiht"));
  const { status, stdout, stderr } = rewrite("-p", "policy.yaml", "--write", "manifests");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("policy.yaml:6 error policy\n");
  expect(stderr).toContain('did you mean "replaceWith"?');
  expect(read("manifests/pod.yaml")).toBe(POD);
});

test.each([
  [["manifests"], "A policy must be given: -p POLICY"],
  [["-p", "policy.yaml"], "A file or folder must be given"],
  [["-p", "none.yaml", "manifests"], 'File or folder must exist: "none.yaml"'],
  [["-p", "policy.yaml", "none"], 'File or folder must exist: "none"'],
  [["-p", "manifests/pod.yaml", "manifests"], "A policy must be of kind "],
  [["-p", "policy.yaml", "--wirte", "manifests"], "--wirte"],
])("usage error: %j", (args, message) => {
  const { status, stdout, stderr } = rewrite(...(args as string[]));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message as string);
});

test("where the command is called from makes no difference: files elsewhere keep their folders", () => {
  const values = "image:\n  repository: docker.io/acme/app\n  tag: '1'\n";
  const template = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-a\n";
  for (const name of ["a/values", "b"]) mkdirSync(join(folder, name), { recursive: true });
  write("a/values/prod.yaml", values);
  write("a/web.yaml", template);
  write("b/web.yaml", template);
  write("policy.yaml", `${POLICY}  sources: [helmValues]\n  rules: {IR009: warning}\n`);
  const paths = ["policy.yaml", "a", "b"].map((name) => join(folder, name));
  const [policy = "", ...trees] = paths;
  const { stderr } = spawnSync(process.execPath, [MAIN, "rewrite", "-p", policy, "--write", ...trees], {
    cwd: import.meta.dir,
    encoding: "utf8",
  });
  expect(read("a/values/prod.yaml")).toBe(values.replace("docker.io", "mirror.example/hub"));
  for (const name of ["a/web.yaml:4 ", "b/web.yaml:4 "]) expect(stderr).toContain(`${name}warning refused`);
});

test("a policy elsewhere is named with its folder", () => {
  write("policy.yaml", POLICY.replace("replaceWith", "replaceWiht"));
  const args = [MAIN, "rewrite", "-p", join(folder, "policy.yaml"), join(folder, "manifests")];
  const { stderr } = spawnSync(process.execPath, args, { cwd: import.meta.dir, encoding: "utf8" });
  expect(stderr).toStartWith(`${join(folder, "policy.yaml")}:6 error policy\n`);
});

test("what cannot be read is named, left alone, and does not spoil its neighbours", () => {
  write("manifests/utf16.yaml", Buffer.from("\ufeffkind: Pod", "utf16le"));
  write("manifests/template.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-a\n");
  const { status, stdout, stderr } = rewrite("-p", "policy.yaml", "manifests");
  expect(status).toBe(4);
  expect(stdout).toContain("+    - image: 'mirror.example/hub/library/nginx:1.27'");
  expect(stderr).toContain("manifests/utf16.yaml: file must be UTF-8 text, left as it is");
  expect(stderr).toContain("manifests/template.yaml:4 warning refused");
});

const checkAt = (now: string): string => `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata: {name: check}
spec: {provider: alibaba-eci${now}}
`;

test("an inventory grows old: by the real time, by --now, or by what the policy says", () => {
  const inventory = `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: {name: beijing}
spec:
  provider: alibaba-eci
  asOf: "2026-11-20T08:00:00Z"
  caches: [{id: imc-2zeabcdefghij0123456, images: [{ref: "docker.io/library/nginx:1.27"}]}]
`;
  write("manifests/inventory.yaml", inventory);
  const isStale = (...args: string[]): boolean =>
    rewrite("-p", "policy.yaml", ...args, "manifests").stderr.includes("IC401");
  write("policy.yaml", checkAt(""));
  expect(isStale()).toBeTrue();
  expect(isStale("--now", "2026-11-20T10:00:00Z")).toBeFalse();
  expect(isStale("--now", "2026-11-21T10:00:00Z")).toBeTrue();
  write("policy.yaml", checkAt(', now: "2026-11-20T10:00:00Z"'));
  expect(isStale()).toBeFalse();
  expect(rewrite("-p", "policy.yaml", "--now", "today", "manifests").status).toBe(2);
});

test.each(["ValidateCacheReferences", "ApplyCachePolicy"])("--fix puts right what %s finds", (kind) => {
  const spec =
    kind === "ApplyCachePolicy" ? "{validateCacheReferences: {provider: alibaba-eci}}" : "{provider: alibaba-eci}";
  write("policy.yaml", `apiVersion: warmstart.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: check}\nspec: ${spec}\n`);
  const pod = POD.replace("{name: web} #", "{name: web, annotations: {k8s.aliyun.com/eci-auto-imc: true}} #");
  write("manifests/pod.yaml", pod);
  const found = rewrite("-p", "policy.yaml", "--write", "manifests");
  expect(found.status).toBe(1);
  expect(found.stderr).toContain("error IC002");
  expect(read("manifests/pod.yaml")).toBe(pod);
  const { status, stderr } = rewrite("-p", "policy.yaml", "--fix", "--write", "manifests");
  expect(read("manifests/pod.yaml")).toBe(pod.replace("auto-imc: true", 'auto-imc: "true"'));
  expect(stderr).toContain("1 of 1 file changed");
  expect(status).toBe(0);
});

test("--fix needs one run where repairs meet in one field, and says each repair and each finding once", () => {
  write(
    "policy.yaml",
    "apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nmetadata: {name: check}\nspec: {provider: alibaba-eci}\n",
  );
  const annotations = `annotations:
    k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf
    k8s.aliyun.com/eci-auto-imc: "Yes"
    k8s.aliyun.com/imc-perfect-match: True
    k8s.aliyun.com/imc-match-count-request: 2`;
  const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  ${annotations}\nspec:\n  containers:\n    - {name: web, image: nginx}\n`;
  write("manifests/pod.yaml", pod);
  const { stderr } = rewrite("-p", "policy.yaml", "--fix", "--write", "manifests");
  expect(read("manifests/pod.yaml")).toBe(pod.replace(/ {4}k8s.aliyun.com\/(?!eci-imc-id).*\n/g, ""));
  expect(stderr).not.toContain("error IC");
  const heads = stderr.match(/^\S+ \w+ I[CR]\d+( put right)?$/gm) ?? [];
  expect(heads.toSorted()).toEqual([...new Set(heads)].toSorted());
  expect(heads).toContain("manifests/pod.yaml:7 info IC003 put right");
  expect(heads).toContain("manifests/pod.yaml:7 info IC201 put right");
  expect(heads).toContain("manifests/pod.yaml:12 warning IC207");
  expect(rewrite("-p", "policy.yaml", "--fix", "--exit-code", "manifests")).toMatchObject({ status: 0, stdout: "" });
});

test("a folder that the system refuses is named, the others are handled: 4", () => {
  // A path that is too long is refused to every user, also to one who may read everything.
  const make = 'for i in $(seq 25); do mkdir "$1" && cd "$1"; done';
  spawnSync("bash", ["-c", make, "bash", "d".repeat(200)], { cwd: join(folder, "manifests") });
  const { status, stdout, stderr } = rewrite("-p", "policy.yaml", "manifests");
  spawnSync("rm", ["-rf", join(folder, "manifests", "d".repeat(200))]);
  expect(status).toBe(4);
  expect(stdout).toContain("+    - image: 'mirror.example/hub/library/nginx:1.27'");
  expect(stderr).toMatch(/^manifests\/d+\/[d/]+: folder must be readable \(.+\), left as it is$/m);
});

test("a file that cannot be written is named, the others are written: 4", () => {
  // Longer than any file system lets the temporary file beside it be called.
  const long = `manifests/${"a".repeat(245)}.yaml`;
  write(long, POD);
  const { status, stderr } = rewrite("-p", "policy.yaml", "--write", "manifests");
  expect(status).toBe(4);
  expect(stderr).toContain(`${long}: file must be writable (`);
  expect(stderr).toEndWith("1 of 2 files changed\n");
  expect(read(long)).toBe(POD);
  expect(read("manifests/pod.yaml")).not.toBe(POD);
});

test("policies and files count once, however they are spelled", () => {
  const { stdout, stderr } = rewrite("-p", "policy.yaml", "-p", "./policy.yaml", "manifests", "./manifests/pod.yaml");
  expect(stdout.match(/^---/gm)?.length).toBe(1);
  expect(stderr).toEndWith("0 errors, 0 warnings, 1 note\n1 of 1 file would change\n");
});

test("what a policy says of itself names its file and line: there may be several", () => {
  const quay = POLICY.replace(
    "docker.io, replaceWith: mirror.example/hub",
    "quay.io, replaceWith: mirror.example/quay",
  );
  write("quay.yaml", `# Nothing is pulled from it.\n${quay}`);
  const { status, stderr } = rewrite("-p", "policy.yaml", "-p", "quay.yaml", "manifests");
  expect(status).toBe(0);
  expect(stderr).toContain(
    "quay.yaml:7 warning IR009\n  spec.replacements[0].repositoryPrefix: should match an image of the package",
  );
});

test("findings go from line to line, and a file that every policy refuses is told once", () => {
  const items = ["z", "b"].map((name) => `- ${POD.replace("web", name).replaceAll("\n", "\n  ")}\n`);
  write("manifests/pod.yaml", `apiVersion: v1\nkind: List\nitems:\n${items.join("")}`);
  write("manifests/nul.yaml", "a: \0\n");
  write("twice.yaml", `${POLICY}---\n${POLICY.replace("mirror}", "other}").replace("docker.io", "quay.io")}`);
  const { stderr } = rewrite("-p", "twice.yaml", "manifests");
  expect(stderr.match(/nul\.yaml.* refused/g)).toHaveLength(1);
  expect(stderr.match(/(?<=pod\.yaml:)\d+(?= info replaced)/g)).toEqual(["9", "16"]);
});

const head = (kind: string): string => `apiVersion: warmstart.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: all}\n`;

test.each(["one", "two"])("--fix leaves the older keys that a policy asks for, in %s document", (documents) => {
  const inject = "{provider: alibaba-eci, keys: both, rules: [{autoMatch: {}}]}";
  const validate = "{provider: alibaba-eci}";
  write(
    "policy.yaml",
    documents === "one"
      ? `${head("ApplyCachePolicy")}spec: {injectCacheAnnotations: ${inject}, validateCacheReferences: ${validate}}\n`
      : `${head("InjectCacheAnnotations")}spec: ${inject}\n---\n${head("ValidateCacheReferences")}spec: ${validate}\n`,
  );
  expect(rewrite("-p", "policy.yaml", "--fix", "--write", "manifests").stderr).toContain("1 of 1 file changed");
  expect(read("manifests/pod.yaml")).toContain("k8s.aliyun.com/eci-image-cache");
  expect(rewrite("-p", "policy.yaml", "--fix", "manifests").stderr).toContain("0 of 1 file would change");
  expect(rewrite("-p", "policy.yaml", "manifests").stderr).toContain("0 of 1 file would change");
});
