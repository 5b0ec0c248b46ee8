import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, finish, type SpawnOptions } from "../lib/krm/testing/spawn.ts";
import { configMap, indent, resourceList } from "../lib/krm/testing/texts.ts";
import { FUNCTION_NAMES } from "../registry.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

const warmstart = (args: readonly string[], options: SpawnOptions = {}): Promise<Finished> =>
  finish([process.execPath, MAIN, ...args], options);

const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata:
  name: mirror
spec:
  replacements:
  - repositoryPrefix: docker.io
    replaceWith: mirror.example/hub
`;
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: docker.io/library/nginx:1.27
`;
const REPLACED = indent(POD.replace("docker.io", "mirror.example/hub"));
const AS_CONFIG_MAP =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: function-input\ndata:\n  replacements: "[]"\n';

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("which function runs", () => {
  test("the one that is named", async () => {
    const { stdout, code } = await warmstart(["fn", "replace-images"], { stdin: resourceList([POD], POLICY) });
    expect(stdout.toString()).toContain(REPLACED.trim());
    expect(code).toBe(0);
  });

  test("at a terminal, where nothing will come, it says what it waits for and ends", async () => {
    let shown = "";
    const child = Bun.spawn([process.execPath, MAIN, "fn", "replace-images"], {
      terminal: { data: (_terminal, data) => void (shown += new TextDecoder().decode(data)) },
    });
    expect(await child.exited).toBe(1);
    expect(shown).toContain("a ResourceList, or resources with -p POLICY, must be given on stdin");
  });

  test.each([
    ["without arguments", []],
    ["without a name", ["fn"]],
  ])("%s the one whose policy comes with the resources", async (_, args) => {
    const { stdout, code } = await warmstart(args, { stdin: resourceList([POD], POLICY) });
    expect(stdout.toString()).toContain(REPLACED.trim());
    expect(code).toBe(0);
  });

  test("as a legacy plugin of kustomize the one whose policy is the config file", async () => {
    const config = join(folder, "kust-plugin-config-1");
    writeFileSync(config, POLICY);
    const env = { KUSTOMIZE_PLUGIN_CONFIG_STRING: POLICY };
    const { stdout, stderr, code } = await warmstart([config], { stdin: POD, env });
    expect(stdout.toString()).toBe(POD.replace("docker.io", "mirror.example/hub"));
    expect(stderr).toStartWith("replace-images: [info] Pod/web spec.containers[0].image: ");
    expect(code).toBe(0);
  });

  test.each([
    ["a ConfigMap fits every function", resourceList([POD], AS_CONFIG_MAP), ', not "ConfigMap"'],
    ["a kind that is no function's", resourceList([POD], POLICY.replace("ReplaceImages", "Mirror")), ', not "Mirror"'],
    ["a stream brings no policy", configMap("a"), ', not "ConfigMap"'],
    ["nothing at all", "", ""],
    ["nothing with a kind", "\t{", ""],
  ])("none: %s", async (_, stdin, found) => {
    const { stdout, stderr, code } = await warmstart([], { stdin });
    expect(stderr).toStartWith(`warmstart: the functionConfig's kind must name a function${found}\n`);
    expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 1 });
  });

  test("a policy that cannot be read is told by the function that it seems to be for", async () => {
    const { stdout, code } = await warmstart([], {
      stdin: resourceList([POD], POLICY.replace("spec:", "spec: {}\nspec:")),
    });
    expect(stdout.toString()).toContain(
      `\nresults:\n- message: 'functionConfig: key "spec" must occur once in its map'`,
    );
    expect(code).toBe(1);
  });

  test.each([
    [
      "two `items`",
      `${resourceList([POD], POLICY)}items: []\n`,
      'ResourceList: key "items" must occur once in its map',
    ],
    ["not UTF-8", Buffer.from([0x61, 0xff]), "input must be UTF-8 text"],
    ["NUL", "a: \0", "input must be UTF-8 text without NUL characters (line 1)"],
  ])("input that nobody can read is told at once: %s", async (_, stdin, message) => {
    const { stdout, stderr, code } = await warmstart([], { stdin });
    expect(stderr).toStartWith(`warmstart: ${message}`);
    expect(stderr.trimEnd()).not.toContain("\n");
    expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 1 });
  });

  test.each([
    ["by its name", ["fn", "replace-images"], undefined, "warmstart fn replace-images"],
    ["by a link", [], "/usr/bin/ReplaceImages.exe", "ReplaceImages.exe"],
  ])("hints and help show the call as it was made: %s", async (_, words, argv0, command) => {
    const call = (word: string): Bun.SyncSubprocess<"pipe", "pipe"> =>
      Bun.spawnSync([process.execPath, MAIN, ...words, word], { stdin: Buffer.from(POD), ...(argv0 && { argv0 }) });
    expect(call("x").stderr.toString()).toEndWith(`\nSee ${command} --help\n`);
    const help = call("--help").stdout.toString();
    expect(help).toContain(`\nUsage: ${command} < RESOURCE_LIST\n       ${command} -p POLICY`);
  });

  test("an option in place of a name is a usage error", async () => {
    const { stdout, stderr, code } = await warmstart(["fn", "-p", "policy.yaml"]);
    expect(stderr).toBe(`warmstart: function must be one of ${FUNCTION_NAMES.join(", ")}, not "-p"\n`);
    expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 2 });
  });

  test("an unknown name is a usage error that says which was meant", async () => {
    const { stdout, stderr, code } = await warmstart(["fn", "replace-image"], { stdin: POD });
    expect(stderr).toBe(
      `warmstart: function must be one of ${FUNCTION_NAMES.join(", ")}, not "replace-image", did you mean "replace-images"?\n`,
    );
    expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 2 });
  });
});

test.each(["--version", "-V"])("%s", async (flag) => {
  const { stdout, code } = await warmstart([flag]);
  expect(stdout.toString()).toMatch(/^warmstart \d+\.\d+\.\d+\n$/);
  expect(code).toBe(0);
});

const WORDS = ["", "rewrite", "explain", "prove", "mapping", "fields", "inventory"];

test.each([...WORDS, ...FUNCTION_NAMES.map((name) => `fn ${name}`)])("help of %p fits in 80 columns", async (words) => {
  const { stdout, code } = await warmstart([...words.split(" ").filter((word) => word !== ""), "--help"]);
  expect([
    code,
    stdout
      .toString()
      .split("\n")
      .filter((line) => line.length > 80),
  ]).toEqual([0, []]);
});

test.each(["--help", "-h", "fn --help", "fn -h"])("%s lists functions and commands", async (words) => {
  const { stdout, code } = await warmstart(words.split(" "));
  for (const name of [...FUNCTION_NAMES, "rewrite"]) expect(stdout.toString()).toContain(`\n  ${name} `);
  expect(code).toBe(0);
});

describe.skipIf(!existsSync("/dev/full"))("a stdout that does not take the answer", () => {
  const answers = ["--help", "--version", "rewrite --help"];

  test.each(answers)("full: %s says so in one line", async (words) => {
    const command = ["sh", "-c", 'exec "$@" >/dev/full', "sh", process.execPath, MAIN, ...words.split(" ")];
    const { stderr, code } = await finish(command);
    expect({ stderr, code }).toEqual({ stderr: "warmstart: stdout must take the whole answer: ENOSPC\n", code: 3 });
  });

  test.each(answers)("closed: %s ends quietly", async (words) => {
    // The reader is gone before the answer comes.
    const script = `{ sleep 0.2; "$@" 2>&3; echo $? >&3; } 3>&2 | :`;
    const { stderr } = await finish(["sh", "-c", script, "sh", process.execPath, MAIN, ...words.split(" ")]);
    expect(stderr).toBe("3\n");
  });
});

test.each(["constructor", "__proto__"])("%s is no command", async (word) => {
  const { stderr, code } = await warmstart([word]);
  expect(stderr).toStartWith(`warmstart: Unknown command "${word}": must be one of fn, `);
  expect(code).toBe(2);
});

test("any other word is a command", async () => {
  const { stderr, code } = await warmstart(["rewrit"]);
  expect(stderr).toContain('Unknown command "rewrit"');
  expect(code).toBe(2);
});

test.each(["replace-images", "replace-image"])("%s without fn is told how functions are called", async (word) => {
  const { stderr, code } = await warmstart([word, "--help"]);
  expect(stderr).toBe(
    `warmstart: Unknown command "${word}": did you mean "fn replace-images"?\nSee warmstart --help\n`,
  );
  expect(code).toBe(2);
});
