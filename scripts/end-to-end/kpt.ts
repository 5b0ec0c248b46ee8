// Real kpt: render twice, eval, source and sink, and a validation that fails.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectedExitCode, expectFile } from "./expectations.ts";
import {
  comparableResults,
  expectSameTree,
  flatResults,
  keptFiles,
  pipelineOf,
  readPackage,
  render,
  resourcesOf,
  sortedLines,
} from "./kpt-package.ts";
import { edit, loseCache, type SamplePackage, VALIDATOR } from "./packages.ts";
import { type Data, dig, expectSameResources, readResources } from "./resources.ts";
import { copyPackage, mustRun, readTree, run, type Run, tempFolder, tool } from "./shell.ts";
import { check, expect } from "./suite.ts";

/** All cases of kpt over one sample package, which must give the resources of `outcome`, where kpt reads them. */
export async function kptCases(sample: SamplePackage, outcome: Map<string, Data>): Promise<void> {
  const rendered = copyPackage(sample.name);
  await renderCases(sample, rendered);
  await sameOutcomeCases(sample, rendered, outcome);
  await pipeCases(sample, rendered);
  await sharedPolicyCases(sample);
  await failureCases(sample);
}

async function renderCases({ name, policies }: SamplePackage, rendered: string): Promise<void> {
  await check(`kpt fn render: ${name} gives .expected/diff.patch and .expected/results.yaml`, () => {
    const git = (...args: string[]): Run => mustRun("git", args, { cwd: rendered });
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "before");
    const results = render(rendered, expectedExitCode(name));
    expectFile(name, "diff.patch", git("diff", "--no-color", "--", ".", ":!Kptfile").stdout);
    expectFile(name, "results.yaml", results, comparableResults);
  });
  await check(`kpt fn render: ${name} once more changes nothing`, () => {
    const before = readPackage(rendered);
    render(rendered, expectedExitCode(name));
    expectSameTree(readPackage(rendered), before);
  });
  await check(`kpt fn render: ${name} differs from an identity render by what warmstart rewrite does`, () => {
    const identity = copyPackage(name);
    edit(join(identity, "Kptfile"), (text) => text.replace(/exec: .+/g, "exec: cat"));
    render(identity, 0);
    mustRun("warmstart", ["rewrite", "--write", "-p", policies, ...keptFiles(identity)], { cwd: identity });
    expectSameTree(sortedLines(readPackage(identity)), sortedLines(readPackage(rendered)));
  });
}

async function sameOutcomeCases({ name }: SamplePackage, rendered: string, outcome: Map<string, Data>): Promise<void> {
  await check(`kpt fn render: ${name} has the outcome of warmstart rewrite`, () => {
    const kept = keptFiles(rendered);
    const unread = [...readTree(rendered)].filter(([path]) => /\.ya?ml$/.test(path) && !kept.includes(path));
    const unknown = readResources(unread.map(([, text]) => text));
    const expected = new Map([...outcome].filter(([id]) => !unknown.has(id)));
    expect(expected.size + unknown.size === outcome.size, "the files in .krmignore must hold resources of the package");
    expectSameResources(resourcesOf(rendered), expected, `${name} by kpt`);
  });
}

async function pipeCases({ name }: SamplePackage, rendered: string): Promise<void> {
  await check(`kpt fn eval: ${name}, function by function, gives the same files`, () => {
    const folder = copyPackage(name);
    for (const { exec, configPath } of pipelineOf(folder)) {
      const args = ["fn", "eval", folder, "--exec", exec, "--fn-config", join(folder, configPath)];
      mustRun(tool("KPT"), args, { cwd: folder });
    }
    expectSameTree(readPackage(folder), readPackage(rendered));
  });
  await check(`kpt fn source | functions | kpt fn sink: ${name} gives the same resources`, () => {
    const folder = copyPackage(name);
    const sunk = join(tempFolder("sink"), name);
    let list = mustRun(tool("KPT"), ["fn", "source", folder], { cwd: folder }).stdout;
    for (const { exec, configPath } of pipelineOf(folder)) {
      list = mustRun(exec, ["-p", configPath], { cwd: folder, input: list }).stdout;
    }
    mustRun(tool("KPT"), ["fn", "sink", sunk], { cwd: folder, input: list });
    expectSameResources(resourcesOf(sunk), resourcesOf(rendered), `${name} after kpt fn sink`);
  });
  await check(`kpt fn source | function: ${name} without a policy says so where a person sees it`, () => {
    const folder = copyPackage(name);
    const list = mustRun(tool("KPT"), ["fn", "source", folder], { cwd: folder }).stdout;
    const { stderr } = mustRun("replace-images", [], { cwd: folder, input: list, status: 1 });
    expect(stderr.includes("functionConfig must be given"), `stderr must say what is missing\n${stderr}`);
  });
}

/** A resource that speaks of what kustomize notes on resources. */
const NOTES = `apiVersion: v1
kind: ConfigMap
metadata:
  name: notes
data:
  readme: plugins get the annotation kustomize.config.k8s.io/id
`;

async function sharedPolicyCases({ name }: SamplePackage): Promise<void> {
  await check(`kpt fn eval: ${name} with a policy that is made for kustomize as well keeps every file`, () => {
    const folder = copyPackage(name);
    const policy = join(tempFolder("shared"), "validate.yaml");
    writeFileSync(policy, VALIDATOR);
    writeFileSync(join(folder, "notes.yaml"), NOTES);
    const before = [...readPackage(folder).keys()];
    run(tool("KPT"), ["fn", "eval", folder, "--exec", "validate-cache-references", "--fn-config", policy], {
      cwd: folder,
    });
    const after = [...readPackage(folder).keys()];
    expect(after.join() === before.join(), `files must be ${before.join(", ")}, not ${after.join(", ")}`);
  });
}

async function failureCases(sample: SamplePackage): Promise<void> {
  const { name, pinned } = sample;
  await check(`kpt fn render: ${name} with a cache that is gone fails, names it, and writes nothing`, () => {
    const broken = copyPackage(name);
    loseCache(broken, sample);
    const before = readPackage(broken);
    const results = render(broken, 1);
    expectSameTree(readPackage(broken), before);
    const named = flatResults(results).filter(
      ({ severity, message, tags, field, file, resourceRef }) =>
        severity === "error" &&
        [String(message).includes(pinned), dig(tags, "rule") === "IC101", field, file, resourceRef].every(Boolean),
    );
    expect(named.length > 0, `no IC101 with field, file and resource names "${pinned}"\n${results}`);
  });
}
