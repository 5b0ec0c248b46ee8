// The `.expected/` folder of a package, in the layout of kpt's own end-to-end runner.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGES } from "./shell.ts";
import { expect, expectSame, unified } from "./suite.ts";

const UPDATE = process.env["UPDATE"] === "1";

/** Names of the sample packages: the folders with `.expected/`. */
export const PACKAGE_NAMES: readonly string[] = readdirSync(PACKAGES)
  .filter((name) => existsSync(join(PACKAGES, name, ".expected")))
  .sort();

/** `.expected/config.yaml`: which run is meant. Only what kpt's runner calls a render is supported. */
export function expectedExitCode(name: string): number {
  const config = parse(readFileSync(join(PACKAGES, name, ".expected/config.yaml"), "utf8")) as Record<string, unknown>;
  const { testType, allowExec, exitCode = 0, ...rest } = config;
  const unknown = Object.keys(rest);
  expect(unknown.length === 0, `.expected/config.yaml: unknown fields ${unknown.join(", ")}`);
  expect(testType === "render" && allowExec === true, ".expected/config.yaml: must be a render with allowExec");
  return exitCode as number;
}

/** Compares a text with `.expected/FILE`; with UPDATE=1 writes it there instead and shows what changed. */
export function expectFile(
  name: string,
  file: string,
  actual: string,
  comparable = (text: string): string => text,
): void {
  const path = join(PACKAGES, name, ".expected", file);
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (!UPDATE) return expectSame(comparable(actual), comparable(before), `${name}/.expected/${file}`);
  if (comparable(before) === comparable(actual) && before !== "") return;
  writeFileSync(path, actual);
  console.log(`     rewritten: ${name}/.expected/${file}\n${unified(file, before, actual)}`);
}
