// What a newcomer meets first: the set-up, read by their own shell, in a checkout where something is missing.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "warmstart-setup-")));
  mkdirSync(join(folder, "checkout/scripts"), { recursive: true });
  cpSync(join(import.meta.dir, "setup"), join(folder, "checkout/scripts/setup"));
  writeFileSync(join(folder, "checkout/package.json"), '{ "devDependencies": { "bun": "9.9.9" } }');
  writeFileSync(join(folder, "checkout/package-lock.json"), "{}");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program of that name, first on the PATH. */
function program(name: string, script: string): void {
  mkdirSync(join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Programs that succeed: npm "installs" a folder; node says its version, and by any other name that of the wanted Bun. */
function programs({ node = "v22.0.0", npm = "mkdir node_modules", bun = "9.9.9" }): void {
  program("node", `[ "$1" = --version ] && [ "$(basename "$0")" = node ] && echo ${node} || echo 9.9.9`);
  program("npm", npm);
  program("bun", `echo ${bun}`);
}

function setUp(shell: string, cwd: string): { output: string; stderr: string } {
  const command = `. ${folder}/checkout/scripts/setup && echo "found $BUN"; echo "the shell lives"`;
  const env = { ...process.env, PATH: `${folder}/bin:${process.env["PATH"]}` };
  const { stdout, stderr } = spawnSync(shell, ["-c", command], { cwd: join(folder, cwd), env, encoding: "utf8" });
  return { output: stdout, stderr };
}

const shells = ["bash", "zsh"].filter((shell) => Bun.which(shell) !== null);

describe.each(shells)("%s", (shell) => {
  test.each(["checkout", "checkout/scripts", "."])("finds the checkout from %s", (cwd) => {
    programs({ npm: "pwd >&2; mkdir node_modules" });
    const { output, stderr } = setUp(shell, cwd);
    expect(stderr).toBe(`warmstart: installing Node packages (npm ci)\n${folder}/checkout\n`);
    expect(output).toBe(`found ${folder}/bin/bun\nthe shell lives\n`);
  });

  test.each(["v12.22.12", "v18.20.8"])("Node %s is too old, and the shell that asked goes on", (node) => {
    programs({ node });
    const { output, stderr } = setUp(shell, "checkout");
    expect(stderr).toStartWith(
      `warmstart: Node must be 22 or newer, and the one on the PATH is ${node}: ${folder}/bin/node\n`,
    );
    expect(output).toBe("the shell lives\n");
  });

  test("npm that fails is told what it needs", () => {
    programs({ npm: "echo 'npm error ECONNREFUSED' >&2; exit 1" });
    const { output, stderr } = setUp(shell, "checkout");
    expect(stderr).toContain("npm error ECONNREFUSED\nwarmstart: npm ci must reach the package registry");
    expect(output).toBe("the shell lives\n");
  });

  test("an installation that was broken off is done again", () => {
    mkdirSync(join(folder, "checkout/node_modules"));
    programs({ npm: "echo again >&2" });
    expect(setUp(shell, "checkout").stderr).toBe("warmstart: installing Node packages (npm ci)\nagain\n");
  });

  test("packages behind a link are those of another checkout, and stay", () => {
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "elsewhere/.package-lock.json"), "{}");
    utimesSync(join(folder, "elsewhere/.package-lock.json"), 0, 0);
    symlinkSync(join(folder, "elsewhere"), join(folder, "checkout/node_modules"));
    programs({ npm: "rm -r node_modules/; mkdir node_modules" });
    expect(setUp(shell, "checkout")).toEqual({ output: `found ${folder}/bin/bun\nthe shell lives\n`, stderr: "" });
  });

  test("Bun of another version is left alone", () => {
    programs({ bun: "1.0.0", npm: "mkdir -p node_modules/.bin; cp ../bin/node node_modules/.bin/bun" });
    const { output } = setUp(shell, "checkout");
    expect(output).toBe(`found ${folder}/checkout/node_modules/.bin/bun\nthe shell lives\n`);
  });
});
