// Makes dist/warmstart, one executable for this platform with a link per function, and dist/npm, the package.
// `--check` builds both twice and compares every byte.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildConfig, BunPlugin } from "bun";
import { FUNCTION_NAMES } from "../functions/registry.ts";
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

const COMMON: Omit<BuildConfig, "entrypoints"> = {
  format: "esm",
  splitting: true,
  plugins: [yamlForBundles],
  throw: true,
};

/** One executable; a link's name selects the function. What repositories hold (.env, bunfig.toml) must not run in it. */
async function buildExecutable(folder: string): Promise<void> {
  await Bun.build({
    ...COMMON,
    entrypoints: [MAIN],
    target: "bun",
    minify: true,
    bytecode: true,
    compile: { outfile: join(folder, "warmstart"), autoloadDotenv: false, autoloadBunfig: false },
  });
  for (const name of FUNCTION_NAMES) symlinkSync("warmstart", join(folder, name));
}

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
  const node = { ...COMMON, target: "node", root, minify: { syntax: true, whitespace: true } } as const;
  const chunk = "chunks/[name]-[hash].js";
  await Bun.build({
    ...node,
    entrypoints: [MAIN],
    outdir: join(folder, "bin"),
    naming: { entry: "warmstart.js", chunk },
  });
  await Bun.build({
    ...node,
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
  const config = join(root, "scripts/tsconfig.build.json");
  run([join(root, "node_modules/.bin/tsc"), "-p", config, "--outDir", join(folder, "functions")]);
  for (const entry of entries) {
    const name = entry.replace(/\.ts$/, "");
    const targets =
      name === "mod"
        ? ["functions/mod"]
        : name === "krm"
          ? ["functions/lib/krm/mod"]
          : [`functions/${name}/function`, `functions/${name}/policy`];
    const text = targets.map((target) => `export * from "./${target}.js";\n`).join("");
    writeFileSync(join(folder, `${name}.d.ts`), text);
  }
}

function run(command: readonly string[]): void {
  const [program, ...args] = command as [string, ...string[]];
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")} must succeed:\n${stdout}${stderr}`);
}

async function build(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "npm/bin"), { recursive: true });
  await buildExecutable(folder);
  await buildPackage(join(folder, "npm"));
}

function filesOf(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

async function check(): Promise<void> {
  const [first, second] = [join(root, ".cache/build-1"), join(root, ".cache/build-2")];
  await build(first);
  await build(second);
  const [a, b] = [filesOf(first), filesOf(second)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const different = names.filter((name) => a.get(name)?.equals(b.get(name) ?? Buffer.of()) !== true);
  for (const name of different) console.log(`differs: ${name}`);
  console.log(`${names.length - different.length} of ${names.length} files are the same in two builds`);
  process.exitCode = different.length === 0 ? 0 : 1;
  for (const folder of [first, second]) rmSync(folder, { recursive: true });
}

const size = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

if (process.argv.includes("--check")) await check();
else {
  const dist = join(root, "dist");
  await build(dist);
  const files = filesOf(join(dist, "npm"));
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(`${relative(root, dist)}/warmstart  ${size(statSync(join(dist, "warmstart")).size)}`);
  console.log(`${relative(root, dist)}/npm        ${size(total)} in ${files.size} files`);
}
