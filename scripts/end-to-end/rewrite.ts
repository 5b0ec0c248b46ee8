// Our own command over the sample packages: what it writes, and that it touches nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectFile } from "./expectations.ts";
import { expectInjected } from "./injection.ts";
import { loseCache, type SamplePackage } from "./packages.ts";
import { renameImages } from "./renames.ts";
import { type Data, readResources } from "./resources.ts";
import { copyPackage, mustRun, readTree } from "./shell.ts";
import { check, expect, expectSame } from "./suite.ts";

/** All cases of `warmstart rewrite` over one sample package. Returns the resources that it wrote. */
export async function rewriteCases(sample: SamplePackage): Promise<Map<string, Data>> {
  const { name, policies, rename, wanted } = sample;
  const folder = copyPackage(name);
  const before = readTree(folder);
  await check(`warmstart rewrite: ${name} shows .expected/files.patch`, () => {
    const { stdout } = mustRun("warmstart", ["rewrite", "-p", policies, "."], { cwd: folder });
    expectFile(name, "files.patch", stdout);
    expectSame(JSON.stringify([...readTree(folder)]), JSON.stringify([...before]), "files after a dry run");
  });
  await check(`warmstart rewrite: ${name} changes images and annotations, and not a byte elsewhere`, () => {
    mustRun("warmstart", ["rewrite", "--write", "-p", policies, "."], { cwd: folder });
    for (const [path, after] of readTree(folder)) {
      const replaced = renameImages(before.get(path) ?? "", rename);
      if (/\.ya?ml$/.test(path) && !path.startsWith(policies)) expectInjected(replaced, after, wanted, path);
      else expectSame(after, before.get(path) ?? "", path);
    }
  });
  await check(`warmstart rewrite: ${name} once more changes nothing`, () => {
    const { stdout } = mustRun("warmstart", ["rewrite", "--exit-code", "-p", policies, "."], { cwd: folder });
    expectSame(stdout, "", "diff of the second run");
  });
  await check(`warmstart rewrite: ${name} with a cache that is gone exits 1 and names file and line`, () => {
    const broken = copyPackage(name);
    loseCache(broken, sample);
    const { stderr } = mustRun("warmstart", ["rewrite", "-p", policies, "."], { cwd: broken, status: 1 });
    const found = /^(\S+):(\d+) error IC101\n.*$/m.exec(stderr);
    expect(found !== null && found[0].includes(sample.pinned), `no file:line error IC101 for the cache\n${stderr}`);
  });
  const manifests = [...readTree(folder)].filter(([path]) => /\.(ya?ml|json)$/.test(path));
  return readResources(manifests.map(([path]) => readFileSync(join(folder, path), "utf8")));
}
