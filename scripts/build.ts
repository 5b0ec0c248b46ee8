// Makes dist/warmstart, one executable for this platform with a link per function, and dist/npm, the package.
// `--check` builds both a second time elsewhere and compares every byte.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildConfig, BunPlugin } from "bun";
import type * as SchemaAST from "effect/SchemaAST";
import { planOf } from "../functions/lib/krm/plan-of-schema.ts";
import { FUNCTION_NAMES } from "../functions/registry.ts";
import { POLICIES, resourceList } from "./bench/workloads.ts";
import { checkOption } from "./check-option.ts";
import { mustStartLight } from "./light-start.ts";
import { packageManifest } from "./package-manifest.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const MAIN = join(root, "functions/cli/main.ts");

/**
 * The browser build of `yaml` reads no environment variables; the other one prints debug output to stdout when
 * LOG_STREAM or LOG_TOKENS is set, which would corrupt an answer.
 */
const yamlForBundles: BunPlugin = {
  name: "yaml-for-bundles",
  setup: ({ onResolve }) => {
    const path = join(root, "node_modules/yaml/browser/index.js");
    onResolve({ filter: /^yaml$/ }, () => ({ path }));
  },
};

/**
 * In a function, the schema of its policy becomes a plan, so that the schema library is loaded for few policies and not on
 * every start. A function must import nothing else from its policy.ts: what is missing fails the build.
 */
const plansForSchemas: BunPlugin = {
  name: "plans-for-schemas",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\/policy\.ts$/ }, ({ importer }) =>
      importer.endsWith("/function.ts")
        ? { path: join(dirname(importer), "policy.plan"), namespace: "plan" }
        : undefined,
    );
    onLoad({ filter: /./, namespace: "plan" }, async ({ path: plan }) => {
      const path = plan.replace(/\.plan$/, ".ts");
      const schemas = Object.entries((await import(path)) as Record<string, { readonly ast?: SchemaAST.AST }>);
      const lines = schemas.flatMap(([name, { ast }]) => {
        if (ast === undefined || !name.endsWith("Policy")) return [];
        const json = JSON.stringify(JSON.stringify(planOf(ast)));
        const load = `() => import(${JSON.stringify(path)}).then((policy) => policy.${name})`;
        return `export const ${name} = new PlannedPolicy(() => ${json}, ${load});`;
      });
      const planned = JSON.stringify(join(root, "functions/lib/krm/planned-policy.ts"));
      return { contents: `import { PlannedPolicy } from ${planned};\n${lines.join("\n")}\n`, loader: "ts" };
    });
  },
};

/** Small chunks are loaded with those that they are loaded with: a start needs thirty, and each takes its time. */
const COMMON: Omit<BuildConfig, "entrypoints"> = { format: "esm", splitting: true, minChunkSize: 1 << 14, throw: true };
const COMMAND_PLUGINS = [yamlForBundles, plansForSchemas];

/**
 * One executable; a link's name selects the function. It is built twice: what the first one uses when it handles a single
 * resource stands together in the second one, which then starts 0.4 ms sooner.
 */
async function buildExecutable(folder: string): Promise<void> {
  const outfile = join(folder, "warmstart");
  await compile(outfile);
  const profiles = [
    usedBytecode(outfile, "replace-images", POLICIES.replace),
    usedBytecode(outfile, "apply-cache-policy", POLICIES.all),
  ];
  await compile(outfile, profiles);
  for (const profile of profiles) rmSync(profile);
  for (const name of FUNCTION_NAMES) symlinkSync("warmstart", join(folder, name));
}

/** What repositories hold (.env, bunfig.toml) must not run in it. */
async function compile(outfile: string, bytecodeOrder: string[] = []): Promise<void> {
  await Bun.build({
    ...COMMON,
    plugins: COMMAND_PLUGINS,
    entrypoints: [MAIN],
    target: "bun",
    minify: true,
    bytecode: true,
    // Most runs end before any function is worth compiling; the others say so (compile-soon.ts).
    compile: { outfile, autoloadDotenv: false, autoloadBunfig: false, jitPolicy: 1000, bytecodeOrder },
  });
}

/** Runs a function over one resource, and returns the file that says which bytecode it used. */
function usedBytecode(executable: string, name: string, policy: string): string {
  const profile = `${executable}.${name}.order`;
  const env = { ...process.env, BUN_BYTECODE_ORDER_OUT: profile };
  run([executable, "fn", name], { env, input: resourceList(1, policy) });
  return profile;
}

/** In words that every Node knows, so that one that is too old can be told; what still runs is not refused. */
const LAUNCHER = `#!/usr/bin/env node
if (parseInt(process.versions.node) < 20) {
  console.error("warmstart: Node must be 22 or newer, not " + process.versions.node);
  process.exitCode = 2;
} else import("./main.js");
`;

/** The command with everything in it, and the library with `effect` left to its user, whose schemas it must share. */
async function buildPackage(folder: string): Promise<void> {
  const entries: Record<string, string> = {
    "mod.ts": `export * from "./functions/mod.ts";`,
    "krm.ts": `export * from "./functions/lib/krm/mod.ts";`,
  };
  for (const name of FUNCTION_NAMES) {
    const source = `./functions/${name}`;
    entries[`${name}.ts`] = `export * from "${source}/function.ts"; export * from "${source}/policy.ts";`;
  }
  const files = Object.fromEntries(Object.entries(entries).map(([name, text]) => [join(root, name), text]));
  const node = { ...COMMON, target: "node", root } as const;
  const chunk = "chunks/[name]-[hash].js";
  const { metafile } = await Bun.build({
    ...node,
    minify: { syntax: true, whitespace: true },
    plugins: COMMAND_PLUGINS,
    entrypoints: [MAIN],
    outdir: join(folder, "bin"),
    naming: { entry: "main.js", chunk },
    metafile: true,
  });
  mustStartLight(metafile?.outputs ?? {}, ["/cli/main.ts", ...FUNCTION_NAMES.map((name) => `/${name}/function.ts`)]);
  writeFileSync(join(folder, "bin/warmstart.js"), LAUNCHER, { mode: 0o755 });
  await Bun.build({
    ...node,
    // In lines: runtimes show the line of an error that nobody catches.
    minify: { syntax: true },
    plugins: [yamlForBundles],
    entrypoints: Object.keys(files),
    files,
    external: ["effect"],
    outdir: join(folder, "lib"),
    naming: { entry: "[name].js", chunk },
  });
  buildTypes(join(folder, "types"), Object.keys(entries));
  writeFileSync(join(folder, "package.json"), packageManifest(readFileSync(join(root, "package.json"), "utf8")));
  for (const name of ["README.md", "LICENSE", "CHANGELOG.md"]) cpSync(join(root, name), join(folder, name));
}

function buildTypes(folder: string, entries: readonly string[]): void {
  const all = `${folder}-all`;
  const declarations = join(all, "functions");
  run([join(root, "node_modules/.bin/tsc"), "-p", join(root, "scripts/tsconfig.build.json"), "--outDir", declarations]);
  for (const name of readdirSync(declarations, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".d.ts")) rewriteImports(join(declarations, name));
  }
  const doors = entries.map((entry) => {
    const name = entry.replace(/\.ts$/, "");
    const targets =
      name === "mod"
        ? ["functions/mod"]
        : name === "krm"
          ? ["functions/lib/krm/mod"]
          : [`functions/${name}/function`, `functions/${name}/policy`];
    const text = targets.map((target) => `export * from "./${target}.js";\n`).join("");
    const door = join(all, `${name}.d.ts`);
    writeFileSync(door, text);
    return door;
  });
  for (const path of readFrom(doors)) cpSync(path, join(folder, relative(all, path)));
  rmSync(all, { recursive: true });
}

/** These declarations and all that a compiler reads for them: most of the others tell of what no door leads to. */
function readFrom(declarations: readonly string[]): ReadonlySet<string> {
  const read = new Set(declarations);
  for (const path of read) {
    const text = readFileSync(path, "utf8");
    for (const [, other] of text.matchAll(/(?:from |import\()"(\.{1,2}\/[^"]*)\.js"/g))
      read.add(join(dirname(path), `${other}.d.ts`));
  }
  return read;
}

/** The compiler rewrites `.ts` imports in JavaScript only; in declarations readers without our settings need `.js`, too. */
function rewriteImports(file: string): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/((?:from |import\()"\.{1,2}\/[^"]*)\.ts"/g, '$1.js"'));
}

function run(command: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: string } = {}): void {
  const [program, ...args] = command as [string, ...string[]];
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8", ...options });
  if (status !== 0) throw new Error(`${command.join(" ")} must succeed:\n${stdout}${stderr}`);
}

/** Builds beside the target and moves it there when it is whole, so that nobody meets half a build. */
async function build(folder: string): Promise<void> {
  const work = join(root, `.cache/building-${process.pid}`);
  mkdirSync(join(work, "npm/bin"), { recursive: true });
  clearLeftovers();
  try {
    await buildExecutable(work);
    await buildPackage(join(work, "npm"));
    rmSync(folder, { recursive: true, force: true });
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Removes what builds that were stopped have left: an executable each. */
function clearLeftovers(): void {
  const cache = join(root, ".cache");
  for (const name of readdirSync(cache)) {
    const id = /^building-(\d+)$/.exec(name)?.[1];
    if (id !== undefined && !isRunning(Number(id))) rmSync(join(cache, name), { recursive: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

function filesOf(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

async function check(): Promise<void> {
  const [first, second] = [join(root, "dist"), join(root, ".cache/build")];
  await build(first);
  await build(second);
  const [a, b] = [filesOf(first), filesOf(second)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const different = names.filter((name) => a.get(name)?.equals(b.get(name) ?? Buffer.of()) !== true);
  for (const name of different) console.log(`differs in a second build: ${name}`);
  console.log(`${names.length - different.length} passed, ${different.length} failed: files with the same bytes twice`);
  process.exitCode = different.length === 0 ? 0 : 1;
  rmSync(second, { recursive: true });
}

const size = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

if (checkOption("run build")) await check();
else {
  const dist = join(root, "dist");
  await build(dist);
  const files = filesOf(join(dist, "npm"));
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(`${relative(root, dist)}/warmstart  ${size(statSync(join(dist, "warmstart")).size)}`);
  console.log(`${relative(root, dist)}/npm        ${size(total)} in ${files.size} files`);
}
