// What the cases of kpt share: rendering, the parts of a package that kpt reads, and what may differ between versions.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type Data, readResources } from "./resources.ts";
import { readTree, run, tempFolder, tool } from "./shell.ts";
import { expectSame, Mismatch } from "./suite.ts";

/** The files of a package but for its Kptfile, into which newer kpt writes the outcome of a render. */
type Tree = Map<string, string>;

/** The resources of a package that kpt sees and that do not only inform tools. */
export function resourcesOf(folder: string): Map<string, Data> {
  return readResources(keptFiles(folder).map((path) => readFileSync(join(folder, path), "utf8")));
}

/** Renders in place; fails on another exit code. Gives the text of `results.yaml`. */
export function render(folder: string, status: number): string {
  const target = tempFolder("results");
  const args = ["fn", "render", folder, "--allow-exec", "--truncate-output=false", "--results-dir", target];
  const done = run(tool("KPT"), args, { cwd: folder });
  if (done.status !== status) throw new Mismatch(`kpt ${args.join(" ")}: exit code ${done.status}\n${done.stderr}`);
  return readFileSync(join(target, "results.yaml"), "utf8");
}

interface Step {
  readonly exec: string;
  readonly configPath: string;
}

/** The functions of a package's pipeline, in order. */
export function pipelineOf(folder: string): Step[] {
  const { pipeline } = parse(readFileSync(join(folder, "Kptfile"), "utf8")) as {
    pipeline: { mutators?: Step[]; validators?: Step[] };
  };
  return [...(pipeline.mutators ?? []), ...(pipeline.validators ?? [])];
}

/** The manifests of a package that .krmignore leaves to kpt. */
export function keptFiles(folder: string): string[] {
  const files = readTree(folder);
  const ignored = (files.get(".krmignore") ?? "").split("\n");
  return [...files.keys()].filter((path) => /\.ya?ml$/.test(path) && !ignored.includes(path));
}

/** Reads a package, see {@link Tree}. */
export function readPackage(folder: string): Tree {
  const tree = readTree(folder);
  tree.delete("Kptfile");
  return tree;
}

/** Fails with the first file that differs. */
export function expectSameTree(actual: Tree, expected: Tree): void {
  expectSame([...actual.keys()].join("\n"), [...expected.keys()].join("\n"), "list of files");
  for (const [path, text] of actual) expectSame(text, expected.get(path) ?? "", path);
}

/** The results of all functions. */
export function flatResults(results: string): Data[] {
  const { items } = parse(results) as { items: { results?: Data[] }[] };
  return items.flatMap((item) => item.results ?? []);
}

/** The same files with their lines in order: kpt puts a new key last in its map, wherever the function wrote it. */
export const sortedLines = (tree: Tree): Tree =>
  new Map([...tree].map(([path, text]) => [path, text.split("\n").sort().join("\n")]));

/** What of a FunctionResultList means the same in every kpt. */
export function comparableResults(text: string): string {
  const { items = [] } = (parse(text) ?? {}) as { items?: Data[] };
  const kept = items.map(({ exec, exitCode, results }) => ({ exec, exitCode, results }));
  return stringify(kept, { sortMapEntries: true, lineWidth: 0 });
}
