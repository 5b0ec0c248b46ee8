import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join, relative } from "node:path";
import { Mismatch } from "./suite.ts";

/** Root of the checkout. */
export const ROOT: string = join(import.meta.dirname, "../..");

/** The sample packages. */
export const PACKAGES: string = join(ROOT, "testdata/packages");

const work = mkdtempSync(join(tmpdir(), "warmstart-e2e-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

/** A new empty folder, removed at the end. */
export function tempFolder(name: string): string {
  return mkdtempSync(join(work, `${name}-`));
}

/** A tool that scripts/tools found, such as `KPT`. */
export function tool(name: string): string {
  const path = process.env[name];
  if (path === undefined || path === "") throw new Error(`${name} must be set: start this suite with ./scripts/e2e`);
  return path;
}

/** What a command left behind. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a command with the built functions on the PATH. */
export function run(command: string, args: readonly string[], { cwd, env, input }: RunOptions): Run {
  const done = spawnSync(command, args, {
    cwd,
    input: input ?? "",
    env: { ...process.env, PATH: [join(ROOT, "dist"), process.env["PATH"]].join(delimiter), ...GIT, ...env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (done.error) throw done.error;
  return { status: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
}

/** Nothing of the user's own git settings counts. */
const GIT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "e2e",
  GIT_AUTHOR_EMAIL: "e2e@example.com",
  GIT_COMMITTER_NAME: "e2e",
  GIT_COMMITTER_EMAIL: "e2e@example.com",
};

/** As {@link run}; fails with the whole output when the exit code is another one. */
export function mustRun(command: string, args: readonly string[], options: RunOptions & { status?: number }): Run {
  const done = run(command, args, options);
  const wanted = options.status ?? 0;
  if (done.status !== wanted) {
    const line = [basename(command), ...args].join(" ");
    throw new Mismatch(`${line}: exit code ${done.status}, must be ${wanted}\n${done.stdout}${done.stderr}`);
  }
  return done;
}

/** A copy of a sample package without its expectations. */
export function copyPackage(name: string): string {
  const folder = join(tempFolder("package"), name);
  cpSync(join(PACKAGES, name), folder, {
    recursive: true,
    filter: (source) => basename(source) !== ".expected",
  });
  return folder;
}

/** Every file below a folder by its relative path; `.git` is left out. */
export function readTree(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith(".git/"))
    .sort();
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
