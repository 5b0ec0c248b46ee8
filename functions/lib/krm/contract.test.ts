// The runtime contract of a function, point by point, as a process: what kpt, kustomize and Argo CD would see.
// What needs no process is in execute.test.ts.
import { afterAll, beforeAll, expect, mock, test } from "bun:test";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLegacyPlugin } from "./run.ts";
import { finish, TEST_PROGRAM } from "./testing/spawn.ts";
import { configMap, OWNED_POLICY, resourceList, STAMP_POLICY } from "./testing/texts.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STAMP = [...TEST_PROGRAM, "stamp"];
const OWNED = [...TEST_PROGRAM, "owned"];
const CRASH = STAMP_POLICY.replace("hello", "hello\n  crash: true");

/** A ConfigMap of about one megabyte. */
const large = (name: string): string => `${configMap(name)}data:\n  text: |\n${"    0123456789 ü\n".repeat(60_000)}`;

test("1 stdin is read to its end, however slowly it comes", async () => {
  const stdin = resourceList([configMap("a"), configMap("b")], STAMP_POLICY);
  const { stdout, code } = await finish(STAMP, { stdin, trickle: 20 });
  expect(stdout.toString().match(/example.com\/stamp: hello/g)).toHaveLength(2);
  expect(code).toBe(0);
});

test("1 a plain stream takes its policy from -p", async () => {
  const policy = join(folder, "policy.yaml");
  writeFileSync(policy, STAMP_POLICY);
  const { stdout, stderr, code } = await finish([...STAMP, "-p", policy], { stdin: configMap("a") });
  expect(stdout.toString()).toBe(`${configMap("a")}  annotations:\n    example.com/stamp: hello\n`);
  expect(stderr).toBe(
    'stamp: [info] ConfigMap/a metadata.annotations["example.com/stamp"]: resource has been stamped (→ hello)\n',
  );
  expect(code).toBe(0);
});

test("1 the legacy plugin protocol: a config file and a variable", async () => {
  const config = join(folder, "kust-plugin-config-1");
  writeFileSync(config, OWNED_POLICY);
  const env = { KUSTOMIZE_PLUGIN_CONFIG_STRING: OWNED_POLICY, KUSTOMIZE_PLUGIN_CONFIG_ROOT: folder };
  const { stdout, stderr, code } = await finish([...OWNED, config, "more"], { stdin: configMap("a"), env });
  expect(stdout.toString()).toBe(configMap("a"));
  expect(stderr).toBe("owned: [error] ConfigMap/a metadata.labels.owner: must say who owns it\n");
  expect(code).toBe(1);
});

test.each([[[]], [["-p", "policy.yaml"]]])("1 no variable is asked for where no plugin can be: %j", (args) => {
  const { env } = process;
  const asked = mock(() => undefined);
  process.env = new Proxy({}, { get: asked }); // Deno throws without --allow-env
  try {
    expect(isLegacyPlugin(args)).toBeFalse();
  } finally {
    process.env = env;
  }
  expect(asked).not.toHaveBeenCalled();
});

test("2 bytes that nobody edited come back, a byte order mark and characters outside of ASCII included", async () => {
  const item = `${configMap("a").replace("name: a", "name: 'a'   # ä 🚀")}data: {n: 0123,   s: "\\u00e4"}\n\n\n`;
  const policy = STAMP_POLICY.replace("spec:", "spec:  # ✓");
  const stdin = `\uFEFF# head\n${resourceList([item], policy)}# foot\n`;
  const { stdout } = await finish(STAMP, { stdin });
  const [before, after] = stdout.toString().split("    annotations:\n      example.com/stamp: hello\n") as [
    string,
    string,
  ];
  expect(`${before}${after.slice(0, after.indexOf("results:\n"))}`).toBe(stdin);
});

test.each([
  ["a pipe", {}],
  ["a pipe that does not block", { TOUCH_STDOUT: "1" }],
])(
  "3 40 MB arrive whole through %s with a slow reader",
  async (_, env) => {
    const stdin = resourceList(
      Array.from({ length: 40 }, (_unused, index) => large(`cm-${index}`)),
      OWNED_POLICY.replace("error", "warning"),
    );
    const { stdout, code } = await finish(OWNED, { stdin, env, pause: 1 });
    expect(stdout.length).toBeGreaterThan(40_000_000);
    expect(stdout.subarray(0, Buffer.byteLength(stdin)).equals(Buffer.from(stdin))).toBeTrue();
    expect(stdout.toString("utf8", Buffer.byteLength(stdin)).match(/- message: must say who owns it/g)).toHaveLength(
      40,
    );
    expect(code).toBe(0);
  },
  60_000,
);

test("3 a crash leaves stdout empty and its stack on stderr", async () => {
  const { stdout, stderr, code } = await finish(STAMP, { stdin: resourceList([configMap("a")], CRASH) });
  expect(stdout.toString()).toBe("");
  expect(stderr).toMatch(/^stamp: internal error: Error: told to crash\n\s+at .*stamp\.ts/);
  expect(code).toBe(1);
});

test("4 resources are never lost, the validator's mode under kpt included", async () => {
  const policy = OWNED_POLICY.replace("  name: test\n", "$&  annotations:\n    warmstart.dev/mode: validator\n");
  const { stdout } = await finish(OWNED, { stdin: resourceList([configMap("a")], policy) });
  expect(stdout.toString()).toContain("    name: a\n");
});

test.each([
  ["error", 1],
  ["warning", 0],
])("5 results with severity %s exit with %i", async (severity, expected) => {
  const { code } = await finish(OWNED, {
    stdin: resourceList([configMap("a")], OWNED_POLICY.replace("error", severity)),
  });
  expect(code).toBe(expected);
});

test("5 the answer does not depend on folder, user or time", async () => {
  const stdin = resourceList([configMap("a", "a.yaml"), configMap("b", "/abs/b.yaml")], OWNED_POLICY);
  const here = await finish(OWNED, { stdin });
  const there = await finish(OWNED, {
    stdin,
    cwd: folder,
    env: { HOME: "/", USER: "x", TZ: "Asia/Tokyo", LANG: "tr_TR" },
  });
  expect(there.stdout.equals(here.stdout)).toBeTrue();
  const results = here.stdout.toString().slice(stdin.length);
  expect(results).toContain("path: a.yaml");
  expect(results).not.toMatch(/\/abs|\b20\d\d-|:\d\d:/);
});

test("6 kustomize gets the findings on stderr, kpt does not, and nobody gets the environment", async () => {
  const kustomize = OWNED_POLICY.replace(
    "  name: test\n",
    "$&  annotations:\n    config.kubernetes.io/function: 'exec: {}'\n",
  );
  const env = { REDIS_PASSWORD: "hunter2" };
  const loud = await finish(OWNED, { stdin: resourceList([configMap("a")], kustomize), env });
  expect(loud.stderr).toBe("owned: [error] ConfigMap/a metadata.labels.owner: must say who owns it\n");
  const quiet = await finish(OWNED, { stdin: resourceList([configMap("a")], OWNED_POLICY), env });
  expect(quiet.stderr).toBe("");
  const crash = await finish(STAMP, { stdin: resourceList([configMap("a")], CRASH), env });
  for (const { stdout, stderr } of [loud, quiet, crash]) expect(`${stdout}${stderr}`).not.toContain("hunter2");
});

test.each([
  [["--frobnicate"], 'argument must be -p FILE, --help or --doc, not "--frobnicate"'],
  [["-p"], "-p must be followed by a file"],
  [["-p", "a", "--policy=b"], "one policy must be given, -p is there twice"],
  [["-p", "no/such/file"], 'policy file must be readable (no such file or directory): "no/such/file"'],
  [["-p", tmpdir()], `policy file must be readable (illegal operation on a directory): "${tmpdir()}"`],
])("7 wrong arguments are a usage error: %j", async (args, message) => {
  const { stdout, stderr, code } = await finish([...STAMP, ...args], { stdin: configMap("a") });
  expect(stderr).toStartWith(`stamp: ${message}\n`);
  expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 1 });
});

test("7 a policy file in another encoding is a usage error", async () => {
  const policy = join(folder, "utf16.yaml");
  writeFileSync(policy, Buffer.from(STAMP_POLICY, "utf16le").fill(0xff, 0, 1));
  const { stdout, stderr, code } = await finish([...STAMP, "-p", policy], { stdin: configMap("a") });
  expect(stderr).toBe(`stamp: policy file must be UTF-8 text: "${policy}"\n`);
  expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 1 });
});

test.each(["--help", "--doc"])("8 %s answers without stdin", async (flag) => {
  const { stdout, stderr, code } = await finish(["sh", "-c", 'exec "$@" <&-', "sh", ...STAMP, flag]);
  expect(stdout.toString()).toContain("Writes an annotation on every resource");
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
});

test("8 a closed stdout ends it at once: exit code not 0, no stack", async () => {
  const stdin = resourceList(
    Array.from({ length: 10 }, (_, index) => large(`cm-${index}`)),
    STAMP_POLICY,
  );
  const { stderr, code, signal } = await finish(STAMP, { stdin, closeAfter: 1 });
  expect({ stderr, signal }).toEqual({ stderr: "", signal: null });
  expect(code).toBe(1);
});

test.skipIf(!existsSync("/dev/full"))("8 a stdout that is full is told in one line", async () => {
  for (const items of [[configMap("a")], [large("a"), large("b")]]) {
    const command = ["sh", "-c", 'exec "$@" >/dev/full', "sh", ...STAMP];
    const { stderr, code } = await finish(command, { stdin: resourceList(items, STAMP_POLICY) });
    expect({ stderr, code }).toEqual({ stderr: "stamp: stdout must take the whole answer: ENOSPC\n", code: 1 });
  }
});

test("1 a stdin that cannot be read is told in one line", async () => {
  const { stderr, code } = await finish(["sh", "-c", 'exec "$@" </', "sh", ...STAMP]);
  expect({ stderr, code }).toEqual({ stderr: "stamp: stdin must be readable: EISDIR\n", code: 1 });
});

/** The program as nobody, where root runs the tests: as a copy, because a checkout may be closed to others. */
function asNobody(): string[] {
  if (process.getuid?.() !== 0 || Bun.which("setpriv") === null) return STAMP;
  const [bun, program] = [join(folder, "bun"), join(folder, "main.js")];
  copyFileSync(process.execPath, bun);
  chmodSync(folder, 0o755);
  const [source = ""] = TEST_PROGRAM.slice(1);
  const built = Bun.spawnSync([bun, "build", source, "--target=bun", `--outfile=${program}`]);
  if (built.exitCode !== 0) throw new Error(built.stderr.toString());
  return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", bun, program, "stamp"];
}

test("8 works as a user who may write nowhere, and leaves no file behind", async () => {
  const empty = mkdtempSync(join(folder, "empty-"));
  chmodSync(empty, 0o555);
  const input = { stdin: resourceList([configMap("a")], STAMP_POLICY), cwd: empty, env: { HOME: "/", TMPDIR: empty } };
  const { stdout, stderr, code } = await finish(asNobody(), input);
  expect(stderr).toBe("");
  expect(stdout.toString()).toContain("example.com/stamp: hello");
  expect(code).toBe(0);
  expect(readdirSync(empty)).toEqual([]);
});

test("9 what cannot be read safely is left alone and reported, its neighbours are done", async () => {
  const twice = "apiVersion: v1\nkind: ConfigMap\nkind: Secret\nmetadata:\n  name: twice\n";
  const template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n{{- if .Values.x }}\n";
  const stdin = resourceList([twice, configMap("a"), template], STAMP_POLICY);
  const { stdout, code } = await finish(STAMP, { stdin });
  const text = stdout.toString();
  expect(text).toContain("  kind: ConfigMap\n  kind: Secret\n  metadata:\n    name: twice\n-");
  expect(text).toContain("    name: a\n  {{- if .Values.x }}\nfunctionConfig:");
  expect(text.match(/rule: refused/g)).toHaveLength(2);
  expect(text.match(/example.com\/stamp: hello/g)).toHaveLength(1);
  expect(code).toBe(0);
});

test("bytes that are no UTF-8 are refused, because they would come back changed", async () => {
  const { stdout, stderr, code } = await finish(STAMP, { stdin: Buffer.from([0x61, 0xff, 0x62]) });
  expect({ stdout: stdout.toString(), stderr, code }).toEqual({
    stdout: "",
    stderr: "stamp: input must be UTF-8 text\n",
    code: 1,
  });
});
