// Writes package-lock.json again from package.json alone: `bun scripts/lock.ts`.
// Some registries do not serve the binaries of every platform; npm then leaves those optional packages out of the lock
// file, and `npm ci` refuses it everywhere. This adds them by name, version and platform, so that npm skips them where
// they do not fit.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface LockEntry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const OS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const CPU = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "warmstart-lock-"));
for (const file of ["package.json", ".npmrc"]) copyFileSync(join(root, file), join(work, file));
const npm = spawnSync("npm", ["install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"], {
  cwd: work,
  encoding: "utf8",
});
if (npm.status !== 0) throw new Error(npm.stderr);

const lock = JSON.parse(readFileSync(join(work, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockEntry>;
};
let added = 0;
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined) continue;
    const os = OS.filter((word) => name.includes(word));
    const cpu = CPU.find((word) => name.includes(word));
    if (os.length === 0 || cpu === undefined) throw new Error(`Platform must show in the name of "${name}"`);
    lock.packages[key] = { version, cpu: [cpu], dev: true, optional: true, os } as LockEntry;
    added++;
  }
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(root, "package-lock.json"), `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
rmSync(work, { recursive: true });
console.log(`package-lock.json: ${Object.keys(sorted).length} packages, ${added} added by name`);
