// The repository is a kpt package itself: its Kptfile runs the functions over policies/.
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { Data } from "./resources.ts";
import { mustRun, readTree, ROOT, tempFolder, tool } from "./shell.ts";
import { check, expect, expectSame } from "./suite.ts";

/** Cases over a copy of the files that git knows or would add. */
export async function repositoryCases(): Promise<void> {
  await check("kpt fn render: a copy of this repository passes and keeps policies/", () => {
    const copy = copyRepository();
    const results = tempFolder("results");
    const before = readTree(join(copy, "policies"));
    const args = ["fn", "render", copy, "--allow-exec", "--results-dir", results];
    mustRun(tool("KPT"), args, { cwd: copy });
    const after = readTree(join(copy, "policies"));
    expectSame([...after.keys()].join("\n"), [...before.keys()].join("\n"), "files of policies/");
    for (const [path, text] of after) expectSame(text, before.get(path) ?? "", path);
    const { exitCode } = parse(readFileSync(join(results, "results.yaml"), "utf8")) as Data;
    expect(exitCode === 0, `results.yaml must have exitCode 0, not ${String(exitCode)}`);
  });
}

function copyRepository(): string {
  const copy = join(tempFolder("repository"), "warmstart");
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  for (const path of mustRun("git", args, { cwd: ROOT })
    .stdout.split("\0")
    .filter((each) => each !== "")) {
    // Deleted, and not committed yet.
    if (!existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(ROOT, path), join(copy, path));
  }
  return copy;
}
