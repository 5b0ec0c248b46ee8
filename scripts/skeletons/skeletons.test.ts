// A skeleton must be a start that compiles: types, lint and format of what it writes are checked with the project's own tools.
import { expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = (name: string): string => join(root, "node_modules/.bin", name);
const run = (command: string, ...args: string[]): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return { status, output: stdout + stderr };
};

/** Whether a file is a definition that shows what is generated for it. */
const showsDocumentation = (file: string): boolean =>
  readFileSync(file, "utf8").includes('(await import("./documentation.ts")).documentation');

test.each([
  ["function", "skeleton-of-test"],
  ["provider", "skeleton-of-test"],
  ["rule", "ic999-skeleton-of-test"],
])("a new %s compiles, and nothing is overwritten", (what, name) => {
  const { status, output } = run(process.execPath, "scripts/new.ts", what, name);
  const files = [...output.matchAll(/^wrote (.*)$/gm)].map(([, file]) => join(root, file as string));
  try {
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(files.length).toBeGreaterThan(1);
    const sources = files.filter((file) => file.endsWith(".ts"));
    expect(run(bin("oxfmt"), "--check", ...sources)).toMatchObject({ status: 0 });
    expect(run(bin("oxlint"), "--deny-warnings", ...sources)).toMatchObject({ status: 0 });
    const config = join(root, "scripts/skeletons/.tsconfig.json");
    writeFileSync(config, JSON.stringify({ extends: "../../tsconfig.json", include: [], files: sources }));
    const types = run(bin("tsc"), "-p", config);
    rmSync(config);
    expect(types).toEqual({ status: 0, output: "" });
    expect(sources.some(showsDocumentation)).toBe(what === "function");
    writeFileSync(files[0] as string, "mine");
    expect(run(process.execPath, "scripts/new.ts", what, name).status).toBe(1);
    expect(readFileSync(files[0] as string, "utf8")).toBe("mine");
  } finally {
    for (const file of files) if (existsSync(file)) rmSync(file);
    for (const folder of [
      "functions/skeleton-of-test",
      "testdata/skeleton-of-test",
      "testdata/validate-cache-references/ic999-skeleton-of-test",
    ])
      rmSync(join(root, folder), { recursive: true, force: true });
  }
  expect(dirname(files[0] as string)).toStartWith(root);
});

test("a wrong word is a usage error with examples", () => {
  const { status, output } = run(process.execPath, "scripts/new.ts", "functoin", "x");
  expect(status).toBe(2);
  expect(output).toContain("bun run new provider baidu-bci");
});

test("a name of the wrong shape is told which shape it must have", () => {
  const { status, output } = run(process.execPath, "scripts/new.ts", "rule", "IC118-Foo");
  expect(status).toBe(2);
  expect(output).toContain('NAME must be an id that no rule has, in lower case, and the offence, not "IC118-Foo"');
});

test.each([
  ["ic101", "rules/ic101-pin-not-in-inventory.ts"],
  ["ir010", "rules/elsewhere.ts"],
])("the id %s, which another rule has, is not given twice", (id, file) => {
  const { status, output } = run(process.execPath, "scripts/new.ts", "rule", `${id}-something-else`);
  expect(status).toBe(1);
  expect(output).toContain(file);
  expect(existsSync(join(root, `functions/validate-cache-references/rules/${id}-something-else.ts`))).toBe(false);
});
