// The built command on every runtime it is for, on the same input: the answers must be the same, byte for byte.
// Build first: ./scripts/build
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FUNCTION_NAMES } from "../../functions/registry.ts";
import { pascal } from "../skeletons/names.ts";
import { packageFailures } from "./package.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "dist/npm/bin/warmstart.js");
const executable = join(root, "dist/warmstart");

/** How the command is started on each runtime. */
const RUNTIMES: Readonly<Record<string, readonly string[]>> = {
  executable: [executable],
  node: ["node", bundle],
  bun: [process.execPath, bundle],
  deno: [join(root, "node_modules/.bin/deno"), "run", "--no-lock", "--allow-read", "--allow-env", bundle],
};

interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Cases per function: enough to meet both producers of outlines, few enough to stay quick. */
const CASES = 5;

function goldenCalls(name: string): Call[] {
  const folder = join(root, "testdata", name);
  if (!existsSync(folder)) return [];
  const cases = readdirSync(folder).filter((each) => existsSync(join(folder, each, "resources.yaml")));
  return cases.slice(0, CASES).map((each) => ({
    name: `${name}/${each}`,
    args: ["fn", name, "-p", join(folder, each, "_fnconfig.yaml")],
    stdin: readFileSync(join(folder, each, "resources.yaml"), "utf8"),
  }));
}

/** The policy of a case as a functionConfig, without arguments: its kind decides. */
function resourceListCalls(name: string): Call[] {
  return goldenCalls(name)
    .slice(0, 1)
    .map(({ args, stdin }) => {
      const policy = readFileSync(args.at(-1) as string, "utf8").replace(/^---\n/, "");
      const first = stdin.split(/^---.*\n/m).find((text) => /^kind:/m.test(text)) ?? "";
      const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n-\n${indent(first)}\nfunctionConfig:\n${indent(policy)}`;
      return { name: `${name} as a ResourceList`, args: [], stdin: list };
    });
}

/** One call per command and format: each loads what no other needs. */
function commandCalls(): Call[] {
  const shop = join(root, "testdata/packages/shop");
  const mirror = join(root, "policies/mirrors/harbor-proxy-cache.yaml");
  const formats = ["containerd", "registries-conf", "image-mirror-set", "kyverno", "kustomize"];
  return [
    ["rewrite", "-p", mirror, shop],
    ["prove", mirror],
    ["explain", "-p", mirror, "nginx", "docker.io/library/redis:7"],
    ["explain", "-p", shop, shop, "--now", "2026-11-21T00:00:00Z"],
    ["explain", "-p", shop, shop, "--now", "2026-11-21T00:00:00Z", "--format", "json"],
    ["inventory", "show", shop, "--now", "2026-11-21T00:00:00Z"],
    ["inventory", "import", "--provider", "alibaba-eci", "--as-of", "2026-11-21T00:00:00Z", "--cache", "a", "-"],
    ["fields", "--from-crds", join(root, "testdata/crds")],
    ...formats.map((format) => ["mapping", "export", "--format", format, "-p", mirror, "docker.io/library/redis:7"]),
    ["mapping", "import", "--format", "registries-conf", join(root, "testdata/mappings")],
    ["explian"],
  ].map((args) => ({ name: args.slice(0, 4).join(" "), args, stdin: "nginx:1.27\n" }));
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");

function answer(runtime: string, { args, stdin, env }: Call, cwd?: string): Answer {
  const [program, ...before] = RUNTIMES[runtime] as [string, ...string[]];
  const options = { input: stdin, encoding: "utf8", env: { ...process.env, ...env }, ...(cwd && { cwd }) } as const;
  const { stdout, stderr, status, error } = spawnSync(program, [...before, ...args], options);
  if (error !== undefined) throw new Error(`${runtime} must be installed: ${error.message}`);
  return { stdout, stderr, code: status };
}

/** A link's name selects the function: its own name, or its kind, which kustomize's legacy plugins need. */
function linksThatFail(): string[] {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-smoke-"));
  try {
    return FUNCTION_NAMES.flatMap((name) => {
      const { stdin, args } = goldenCalls(name)[0] ?? { stdin: "", args: ["fn", name] };
      const named = answer("executable", { name, stdin, args });
      return [name, pascal(name)].flatMap((link) => {
        symlinkSync(executable, join(folder, link));
        const { stdout, status } = spawnSync(join(folder, link), args.slice(2), { input: stdin, encoding: "utf8" });
        return stdout === named.stdout && status === named.code ? [] : [`a link called ${link} must run ${name}`];
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a repository holds must not run inside a function: kustomize and Argo CD start it in the user's folder. */
function foreignCodeRuns(): string[] {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-smoke-"));
  try {
    writeFileSync(join(folder, "bunfig.toml"), 'preload = ["./evil.ts"]\n');
    writeFileSync(join(folder, "evil.ts"), 'console.log("evil");\n');
    writeFileSync(join(folder, ".env"), "KUSTOMIZE_PLUGIN_CONFIG_STRING=x\n");
    const version = answer("executable", { name: "", args: ["--version"], stdin: "" }, folder);
    // With the variable of .env this would be a call of kustomize's legacy plugin protocol.
    const args = ["fn", FUNCTION_NAMES[0] as string, join(folder, "evil.ts")];
    const usage = answer("executable", { name: "", args, stdin: "a: b\n" }, folder);
    return [
      ...(/^warmstart \d+\.\d+\.\d+\n$/.test(version.stdout) ? [] : ["bunfig.toml of the working directory was read"]),
      ...(usage.stderr.includes("argument must be") ? [] : [".env of the working directory was read"]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whoever installs the package on an old Node is told so, and not of some function that it lacks. */
function oldNodeIsNotTold(): string[] {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"18.20.8"}})';
  const { stderr, status } = spawnSync("node", [`--import=${old}`, bundle, "--version"], { encoding: "utf8" });
  const told = stderr === "warmstart: Node must be 22 or newer, not 18.20.8\n" && status === 2;
  return told ? [] : [`an old Node must be told: ${status} ${stderr}`];
}

if (!existsSync(executable) || !existsSync(bundle)) {
  console.error("The command must be built first: ./scripts/build");
  process.exit(2);
}
const calls: Call[] = [
  { name: "--version", args: ["--version"], stdin: "" },
  { name: "--help", args: ["--help"], stdin: "" },
  { name: "empty stdin", args: ["fn", "replace-images"], stdin: "" },
  { name: "debug variables of the yaml library", ...debugCall() },
  ...FUNCTION_NAMES.map((name) => ({ name: `${name} --doc`, args: ["fn", name, "--doc"], stdin: "" })),
  ...FUNCTION_NAMES.flatMap(resourceListCalls),
  ...FUNCTION_NAMES.flatMap(goldenCalls),
  ...commandCalls(),
];

function debugCall(): Omit<Call, "name"> {
  // An anchor makes the library read the text.
  const stdin = "apiVersion: v1\nkind: ConfigMap\nmetadata: &m\n  name: a\n";
  return { ...(goldenCalls("replace-images")[0] as Call), stdin, env: { LOG_STREAM: "1", LOG_TOKENS: "1" } };
}

const runtimes = Object.keys(RUNTIMES).filter((name) => name !== "executable");
const failures = [...foreignCodeRuns(), ...linksThatFail(), ...packageFailures(), ...oldNodeIsNotTold()];
for (const call of calls) {
  const expected = answer("executable", call);
  for (const runtime of runtimes) {
    const actual = answer(runtime, call);
    const different = (["code", "stdout", "stderr"] as const).filter((key) => actual[key] !== expected[key]);
    for (const key of different) {
      failures.push(`${call.name} on ${runtime}: ${key} must be\n${expected[key]}\nnot\n${actual[key]}`);
    }
  }
}
for (const failure of failures) console.log(`FAIL  ${failure}`);
const passed = Math.max(0, calls.length * runtimes.length - failures.length);
console.log(`${passed} passed, ${failures.length} failed: calls on ${runtimes.join(", ")} as on the executable`);
process.exitCode = failures.length === 0 ? 0 : 1;
