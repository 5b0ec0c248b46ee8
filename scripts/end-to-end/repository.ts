// The repository is a kpt package itself: its Kptfile runs the functions over policies/.
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { type Data } from "./resources.ts";
import { mustRun, readTree, ROOT, tempFolder, tool } from "./shell.ts";
import { check, expect, expectSame } from "./suite.ts";

/** Cases over a copy of the files that git knows or would add. */
export async function repositoryCases(): Promise<void> {
  await check("kpt fn render: a copy of this repository passes and keeps policies/", () => {
    const copy = copyRepository();
    const results = tempFolder("results");
    const args = ["fn", "render", copy, "--allow-exec", "--results-dir", results];
    mustRun(tool("KPT"), args, { cwd: copy });
    const before = readTree(join(ROOT, "policies"));
    for (const [path, text] of readTree(join(copy, "policies"))) expectSame(text, before.get(path) ?? "", path);
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
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(ROOT, path), join(copy, path));
  }
  return copy;
}
