import { afterAll, beforeAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata:
  name: mirror
spec:
  normalize: true
  replacements:
  - repositoryPrefix: docker.io
    replaceWith: mirror.example/hub
  - repositoryPrefix: quay.io
    replaceWith: mirror.example/quay
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-mapping-"));
  writeFileSync(join(folder, "mirror.yaml"), POLICY);
});
afterAll(() => rmSync(folder, { recursive: true }));

function mapping(...args: readonly string[]): Finished {
  return mappingOf("", ...args);
}

type Finished = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** With `input` on standard input. */
function mappingOf(
  input: string,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "mapping", ...args], {
    cwd: folder,
    encoding: "utf8",
    input,
  });
  return { status, stdout, stderr };
}

const set = (source: string, mirror: string): string =>
  `{apiVersion: config.openshift.io/v1, kind: ImageTagMirrorSet, metadata: {name: a}, spec: {imageTagMirrors: [{source: ${source}, mirrors: [${mirror}], mirrorSourcePolicy: NeverContactSource}]}}`;

test("export prints one file as it is", () => {
  expect(mapping("export", "--format", "registries-conf", "-p", "mirror.yaml")).toEqual({
    status: 0,
    stdout: `unqualified-search-registries = [ "docker.io" ]

[[registry]]
prefix = "docker.io"
location = "mirror.example/hub"

[[registry]]
prefix = "quay.io"
location = "mirror.example/quay"
`,
    stderr: "2 of 2 replacements keep their meaning\n",
  });
});

test("several files are named, or written, and come back as the same policy", () => {
  expect(mapping("export", "-p", "mirror.yaml", "--format", "containerd").stdout).toStartWith(
    '# docker.io/hosts.toml\nserver = "https://mirror.example/v2/hub"\n',
  );
  const { status, stdout, stderr } = mapping("export", "-p", "mirror.yaml", "--format", "containerd", "-o", "certs.d");
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(stderr).toStartWith("certs.d/docker.io/hosts.toml: written\ncerts.d/quay.io/hosts.toml: written\n");
  expect(readdirSync(join(folder, "certs.d")).sort()).toEqual(["docker.io", "quay.io"]);
  expect(mapping("import", "--format", "containerd", "certs.d", "--name", "mirror")).toEqual({
    status: 0,
    stdout: POLICY,
    stderr: "2 replacements from 2 files\n",
  });
  expect(mapping("import", "--format", "containerd", "certs.d", "-o", "again.yaml").status).toBe(0);
  expect(readFileSync(join(folder, "again.yaml"), "utf8")).toBe(POLICY.replace("name: mirror", "name: imported"));
});

test("what cannot be expressed is said per replacement, and is 1", () => {
  writeFileSync(join(folder, "team.yaml"), POLICY.replace("quay.io", "quay.io/team"));
  const { status, stdout, stderr } = mapping("export", "-p", "team.yaml", "--format", "containerd");
  expect(status).toBe(1);
  expect(stdout).not.toContain("quay");
  expect(stderr).toBe(`spec.replacements[1] quay.io/team -> mirror.example/quay: left out
  there is a folder per registry, and none for a part of one
1 of 2 replacements keep their meaning
`);
  writeFileSync(join(folder, "some.yaml"), `${POLICY}  select: {namespace: shop}\n`);
  const some = mapping("export", "-p", "some.yaml", "--format", "registries-conf");
  expect(some.status).toBe(1);
  expect(some.stderr).toStartWith("spec.select: left out\n");
});

test("whole image names need images", () => {
  const without = mapping("export", "--format", "kustomize", "-p", "mirror.yaml");
  expect(without).toMatchObject({ status: 1, stdout: "" });
  expect(without.stderr).toContain("nothing to write: no replacement can be expressed\n");
  writeFileSync(join(folder, "images.txt"), "# images of the shop\nnginx:1.27 # the door\n\nquay.io/team/app:2\n");
  const images = mapping("export", "--format", "kustomize", "-p", "mirror.yaml", "--images", "images.txt", "redis:7");
  expect(images.status).toBe(0);
  expect(images.stdout).toBe(`apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
images:
- name: nginx
  newName: mirror.example/hub/library/nginx
- name: quay.io/team/app
  newName: mirror.example/quay/team/app
- name: redis
  newName: mirror.example/hub/library/redis
`);
});

test("import reads lists and streams, names what is lost and what the function would say", () => {
  writeFileSync(
    join(folder, "sets.yaml"),
    `kind: List\napiVersion: v1\nitems:\n- ${set("a.example", "b.example")}\n---\n${set("b.example", "c.example")}\n`,
  );
  const { status, stdout, stderr } = mapping("import", "--format", "image-mirror-set", "sets.yaml");
  expect(status).toBe(1);
  expect(stdout).toContain("  - repositoryPrefix: a.example\n    replaceWith: b.example\n");
  expect(stdout).toContain("  - repositoryPrefix: b.example\n    replaceWith: c.example\n");
  expect(stderr).toContain("sets.yaml ImageTagMirrorSet/a spec.imageTagMirrors[0]: changed\n");
  expect(stderr).toContain("2 replacements from 1 file\n");
  expect(stderr).toContain("IR008");
});

test("a file that cannot be read is left out, and is 4", () => {
  writeFileSync(join(folder, "bad.conf"), "[[registry]\n");
  writeFileSync(join(folder, "good.conf"), '[[registry]]\nprefix = "quay.io"\nlocation = "m.example"\n');
  const { status, stdout, stderr } = mapping("import", "--format", "registries-conf", "bad.conf", "good.conf");
  expect(status).toBe(4);
  expect(stdout).toContain("replaceWith: m.example");
  expect(stderr).toMatch(/^bad\.conf:1: .*, left out\n/);
  writeFileSync(join(folder, "bad.yaml"), "a: [\n");
  expect(mapping("import", "--format", "kyverno", "bad.yaml")).toMatchObject({ status: 4, stdout: "" });
  writeFileSync(join(folder, "latin.yaml"), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
  expect(mapping("import", "--format", "kyverno", "latin.yaml").stderr).toContain("file must be UTF-8 text, left out");
});

test.each([
  [[], "must be followed by export or import"],
  [["list"], 'must be followed by export or import, not "list"'],
  [["export", "-p", "mirror.yaml"], "--format must be one of containerd, "],
  [["export", "-p", "mirror.yaml", "--format", "kyvern"], 'did you mean "kyverno"?'],
  [["export", "--format", "kyverno"], "A policy must be given"],
  [["export", "--format", "kustomize", "-p", "mirror.yaml", "UPPER"], 'Image "UPPER" repository must be lower-case'],
  [["export", "--format", "kustomize", "-p", "mirror.yaml", "--images", "none"], 'File or folder must exist: "none"'],
  [["export", "--format", "kyverno", "-p", "two.yaml"], "One policy with replacements must be given, not 2"],
  [
    ["export", "--format", "kustomize", "-p", "mirror.yaml", "--images", "empty"],
    '--images must be readable (illegal operation on a directory): "empty"',
  ],
  [["export", "--format", "kyverno", "-p", "mirror.yaml", "-o", "mirror.yaml"], "--output must be where files can be"],
  [["import", "--format", "registries-conf", "quay.conf", "-o", "none/p.yaml"], '"none/p.yaml"'],
  [["import", "--format", "kyverno"], "A file or folder must be given"],
  [["import", "--format", "kyverno", "none"], 'File or folder must exist: "none"'],
  [["import", "--format", "containerd", "empty"], "A file of hosts.toml folders of containerd must be given"],
  [["import", "--formt", "kyverno"], "--formt"],
])("usage error: %j", (args, message) => {
  writeFileSync(join(folder, "quay.conf"), '[[registry]]\nprefix = "quay.io"\nlocation = "m.example"\n');
  writeFileSync(join(folder, "two.yaml"), `${POLICY}---\n${POLICY}`);
  mkdirSync(join(folder, "empty"), { recursive: true });
  const { status, stdout, stderr } = mapping(...(args as string[]));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message as string);
});

test("a bad policy is 2 and names its field", () => {
  writeFileSync(join(folder, "wrong.yaml"), POLICY.replace("docker.io\n", "docker.io/\n"));
  const { status, stdout, stderr } = mapping("export", "--format", "kyverno", "-p", "wrong.yaml");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("wrong.yaml:8 error IR003\n");
});

test.each([["import"], ["export"]])("%s --name must be one that Kubernetes takes", (verb) => {
  const args = verb === "import" ? ["mirror.yaml"] : ["-p", "mirror.yaml"];
  const { status, stdout, stderr } = mapping(verb, "--format", "kyverno", "--name", "Bad Name", ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("--name must be a name of");
});

test("an object is named after a policy whose name Kubernetes would refuse", () => {
  writeFileSync(join(folder, "odd.yaml"), POLICY.replace("name: mirror", "name: My Mirror"));
  expect(mapping("export", "--format", "kyverno", "-p", "odd.yaml").stdout).toContain("  name: my-mirror\n");
});

test("- is standard input, for files of other formats and lists of images", () => {
  const conf = '[[registry]]\nprefix = "quay.io"\nlocation = "m.example"\ninsecure = true\n';
  const read = mappingOf(conf, "import", "--format", "registries-conf", "-");
  expect(read.stdout).toContain("  - repositoryPrefix: quay.io\n    replaceWith: m.example\n");
  expect(read.stderr).toStartWith("standard input:4 [[registry]] quay.io insecure: changed\n");
  const args = ["export", "--format", "kustomize", "-p", "mirror.yaml", "--images=-"];
  expect(mappingOf("quay.io/a\n# none\n", ...args).stdout).toContain(
    "- name: quay.io/a\n  newName: mirror.example/quay/a\n",
  );
  expect(mapping("export", "--format", "kustomize", "-p", "mirror.yaml", "--images", ".")).toMatchObject({ status: 2 });
});

function exporting(format: string, ...args: readonly string[]): Finished {
  return mapping("export", "-p", "mirror.yaml", "--format", format, ...args);
}

test("options that change nothing are said, and so is a file of another format", () => {
  expect(exporting("containerd", "--name", "a", "nginx").stderr).toStartWith(
    "--name has no effect: what is written in this format has no name to choose\n" +
      "--images and IMAGE have no effect: this format names no whole images\n",
  );
  expect(exporting("eci-profile", "--name", "a").stderr).toStartWith("--name has no effect");
  expect(exporting("kyverno", "--name", "a").stderr).not.toContain("no effect");
  expect(exporting("kustomize", "nginx").stderr).not.toContain("no effect");
  expect(mapping("import", "--format", "kyverno", "mirror.yaml")).toEqual({
    status: 1,
    stdout: "",
    stderr: "0 replacements from 1 file: no ClusterPolicy of Kyverno in it\n",
  });
  expect(mapping("import", "--format", "eci-profile", "mirror.yaml").stderr).toBe(
    "0 rules from 1 file: no selectors of an eci-profile in it\n",
  );
});

test("the folder of a hosts.toml is known from inside, too", () => {
  const inside = join(folder, "inside.example");
  mkdirSync(inside);
  writeFileSync(join(inside, "hosts.toml"), 'server = "https://mirror.example"\n');
  for (const path of ["hosts.toml", "."]) {
    const args = [MAIN, "mapping", "import", "--format", "containerd", path];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: inside, encoding: "utf8" });
    expect([status, stdout]).toEqual([0, expect.stringContaining("repositoryPrefix: inside.example\n")]);
  }
  expect(mappingOf('server = "https://mirror.example"\n', "import", "--format", "containerd", "-").stderr).toContain(
    "its folder names the registry, and must be part of the path",
  );
});

test("an export is written over an export, and never over what somebody else wrote", () => {
  expect([
    exporting("kustomize", "nginx", "-o", "own").status,
    exporting("kustomize", "nginx", "redis", "-o", "own").status,
  ]).toEqual([1, 1]);
  const path = join(folder, "own", "kustomization.yaml");
  writeFileSync(path, "resources: [web.yaml]\nimages: []\n");
  expect(exporting("kustomize", "nginx", "-o", "own")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(`"own/kustomization.yaml" has \`resources\``),
  });
  expect(readFileSync(path, "utf8")).toStartWith("resources:");
  expect([exporting("containerd", "-o", "own").status, exporting("containerd", "-o", "own").status]).toEqual([0, 0]);
  rmSync(join(folder, "own", "docker.io", "hosts.toml"));
  writeFileSync(join(folder, "own", "quay.io", "hosts.toml"), '[host."https://m.example"]\n');
  expect(exporting("containerd", "-o", "own")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("has `host`"),
  });
  // Nothing is written by halves.
  expect(readdirSync(join(folder, "own", "docker.io"))).toEqual([]);
  writeFileSync(path, "a: [\n");
  expect(exporting("kustomize", "nginx", "-o", "own").stderr).toContain("must not hold a file that cannot be read");
});
