// A gate that is called the wrong way must not be one that passes.
import { expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

test.each([
  ["fuzz", "--seconds abc"],
  ["fuzz", "--seconds"],
  ["fuzz", "--seconds 0"],
  ["fuzz", "--secnds 1"],
  ["fuzz", "60"],
  ["check", "--statik"],
  ["check", "--only format types"],
  ["check", "--only nope"],
  ["build", "--chek"],
  ["docs", "--chek"],
  ["function-docs", "check"],
  ["rules-docs", "--check --all"],
  ["schemas", "--help"],
  ["bench/main", "toString"],
  ["bench/main", "function --runs many"],
  ["bench/main", "function 3"],
  ["new", "constructor pin-digests"],
  ["new", "rule pin-digests"],
])("%s %s is a usage error", (name, args) => {
  const command = [`scripts/${name}.ts`, ...args.split(" ")];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", timeout: 20_000 });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^(Usage: bun |--only must|NAME must)/),
  });
});
