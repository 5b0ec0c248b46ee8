// Real kpt: render twice, eval, source and sink, and a validation that fails.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { expectedExitCode, expectFile } from "./expectations.ts";
import { edit, loseCache, type SamplePackage } from "./packages.ts";
import { type Data, expectSameResources, readResources } from "./resources.ts";
import { copyPackage, mustRun, readTree, run, type Run, tempFolder, tool } from "./shell.ts";
import { check, expect, expectSame, Mismatch } from "./suite.ts";

/** The rendered package as files, for comparisons. */
export type Tree = Map<string, string>;

/** All cases of kpt over one sample package. */
export async function kptCases(sample: SamplePackage, outcome: Map<string, Data>): Promise<void> {
  const { name } = sample;
  const folder = copyPackage(name);
  await check(`kpt fn render: ${name} gives .expected/diff.patch and .expected/results.yaml`, () => {
    const git = (...args: string[]): Run => mustRun("git", args, { cwd: folder });
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "before");
    const { results } = render(folder, expectedExitCode(name));
    // Newer kpt writes the outcome into the Kptfile.
    expectFile(name, "diff.patch", git("diff", "--no-color", "--", ".", ":!Kptfile").stdout);
    expectFile(name, "results.yaml", results, comparableResults);
  });
  await check(`kpt fn render: ${name} once more changes nothing`, () => {
    const before = readPackage(folder);
    render(folder, expectedExitCode(name));
    expectSameTree(readPackage(folder), before);
  });
  await check(`kpt fn render: ${name} differs from an identity render by what warmstart rewrite does`, () => {
    const identity = copyPackage(name);
    edit(join(identity, "Kptfile"), (text) => text.replace(/exec: .+/g, "exec: cat"));
    render(identity, 0);
    mustRun("warmstart", ["rewrite", "--write", "-p", sample.policies, ...keptFiles(identity)], { cwd: identity });
    // kpt puts a new key last in its map, wherever the function wrote it.
    expectSameTree(sortedLines(readPackage(identity)), sortedLines(readPackage(folder)));
  });
  await check(`kpt fn render: ${name} has the outcome of warmstart rewrite`, () => {
    const unread = [...readTree(folder)].filter(([path]) => /\.ya?ml$/.test(path) && !keptFiles(folder).includes(path));
    const unknown = readResources(unread.map(([, text]) => text));
    const expected = new Map([...outcome].filter(([id]) => !unknown.has(id)));
    expect(expected.size + unknown.size === outcome.size, "the files in .krmignore must hold resources of the package");
    expectSameResources(resourcesOf(folder), expected, `${name} by kpt`);
  });
  await check(`kpt fn eval: ${name}, function by function, gives the same files`, () => {
    const evaluated = copyPackage(name);
    for (const { exec, configPath } of pipelineOf(evaluated)) {
      mustRun(tool("KPT"), ["fn", "eval", evaluated, "--exec", exec, "--fn-config", join(evaluated, configPath)], {
        cwd: evaluated,
      });
    }
    expectSameTree(readPackage(evaluated), readPackage(folder));
  });
  await check(`kpt fn source | functions | kpt fn sink: ${name} gives the same resources`, () => {
    const source = copyPackage(name);
    const sunk = join(tempFolder("sink"), name);
    let list = mustRun(tool("KPT"), ["fn", "source", source], { cwd: source }).stdout;
    for (const { exec, configPath } of pipelineOf(source)) {
      list = mustRun(exec, ["-p", configPath], { cwd: source, input: list }).stdout;
    }
    mustRun(tool("KPT"), ["fn", "sink", sunk], { cwd: source, input: list });
    expectSameResources(resourcesOf(sunk), resourcesOf(folder), `${name} after kpt fn sink`);
  });
  await check(`kpt fn render: ${name} with a cache that is gone fails, names it, and writes nothing`, () => {
    const broken = copyPackage(name);
    loseCache(broken, sample);
    const before = readPackage(broken);
    const { results } = render(broken, 1);
    expectSameTree(readPackage(broken), before);
    const errors = flatResults(results).filter(({ severity }) => severity === "error");
    const named = errors.filter(({ message, tags, field, file, resourceRef }) =>
      [String(message).includes(sample.pinned), (tags as Data)["rule"] === "IC101", field, file, resourceRef].every(
        Boolean,
      ),
    );
    expect(named.length > 0, `no IC101 with field, file and resource names "${sample.pinned}"\n${results}`);
  });
}

/** The resources of a package that kpt sees and that do not only inform tools. */
function resourcesOf(folder: string): Map<string, Data> {
  return readResources(keptFiles(folder).map((path) => readFileSync(join(folder, path), "utf8")));
}

function render(folder: string, status: number): { results: string } {
  const target = tempFolder("results");
  const args = ["fn", "render", folder, "--allow-exec", "--truncate-output=false", "--results-dir", target];
  const done = run(tool("KPT"), args, { cwd: folder });
  if (done.status !== status) throw new Mismatch(`kpt ${args.join(" ")}: exit code ${done.status}\n${done.stderr}`);
  return { results: readFileSync(join(target, "results.yaml"), "utf8") };
}

interface Step {
  readonly exec: string;
  readonly configPath: string;
}

function pipelineOf(folder: string): Step[] {
  const { pipeline } = parse(readFileSync(join(folder, "Kptfile"), "utf8")) as {
    pipeline: { mutators?: Step[]; validators?: Step[] };
  };
  return [...(pipeline.mutators ?? []), ...(pipeline.validators ?? [])];
}

/** The manifests of a package that .krmignore leaves to kpt. */
function keptFiles(folder: string): string[] {
  const files = readTree(folder);
  const ignored = (files.get(".krmignore") ?? "").split("\n");
  return [...files.keys()].filter((path) => /\.ya?ml$/.test(path) && !ignored.includes(path));
}

function readPackage(folder: string): Tree {
  const tree = readTree(folder);
  tree.delete("Kptfile");
  return tree;
}

function expectSameTree(actual: Tree, expected: Tree): void {
  expectSame([...actual.keys()].join("\n"), [...expected.keys()].join("\n"), "list of files");
  for (const [path, text] of actual) expectSame(text, expected.get(path) ?? "", path);
}

function flatResults(results: string): Data[] {
  const { items } = parse(results) as { items: { results?: Data[] }[] };
  return items.flatMap((item) => item.results ?? []);
}

const sortedLines = (tree: Tree): Tree =>
  new Map([...tree].map(([path, text]) => [path, text.split("\n").sort().join("\n")]));

/** What of a FunctionResultList means the same in every kpt. */
function comparableResults(text: string): string {
  const { items = [] } = (parse(text) ?? {}) as { items?: Data[] };
  const kept = items.map(({ exec, exitCode, results }) => ({ exec, exitCode, results }));
  return stringify(kept, { sortMapEntries: true, lineWidth: 0 });
}
