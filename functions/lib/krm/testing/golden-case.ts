import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { FunctionDefinition } from "../definition.ts";
import { execute } from "../execute.ts";
import { render } from "../render.ts";
import { readSource } from "../source.ts";
import { writeYaml } from "../write-yaml.ts";

/** A folder with an input and what must come of it. */
export interface GoldenCase {
  readonly folder: string;
  /** Name of the folder above: the function. */
  readonly functionName: string;
  readonly name: string;
}

/** What is expected beside each other, by file name; `undefined`: the file must be absent. */
export type Expectations = Readonly<Record<"_expected.yaml" | "_results.yaml" | "_stderr.txt", string | undefined>>;

/** All cases below `testdata/<function>/<case>/`, told by their input or policy. */
export function goldenCases(testdata: string, functionNames: readonly string[]): GoldenCase[] {
  return functionNames.flatMap((functionName) => {
    const above = join(testdata, functionName);
    if (!existsSync(above)) return [];
    return readdirSync(above, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ folder: join(above, name), functionName, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

const readIf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** What the case's files say. */
export function expectations({ folder }: GoldenCase): Expectations {
  const read = (name: string): string | undefined => readIf(join(folder, name));
  return {
    "_expected.yaml": read("_expected.yaml"),
    "_results.yaml": read("_results.yaml"),
    "_stderr.txt": read("_stderr.txt"),
  };
}

/** Runs a case. `again` is the answer to its own answer, results left out, which must be `once`. */
export async function runCase(
  definition: FunctionDefinition,
  { folder, functionName, name }: GoldenCase,
): Promise<Expectations & { readonly once: string; readonly again: string }> {
  const stream = readIf(join(folder, "resources.yaml"));
  const stdin = stream ?? readIf(join(folder, "_stdin.yaml"));
  if (stdin === undefined) throw new Error(`${functionName}/${name} must have resources.yaml or _stdin.yaml`);
  const text = readIf(join(folder, "_fnconfig.yaml"));
  const policy = text === undefined ? {} : { policy: { path: "_fnconfig.yaml", text } };
  const path = stream === undefined ? {} : { path: "resources.yaml" };
  const { stdout, stderr, exitCode, results } = await execute(definition, { stdin, ...policy, ...path });
  const once = withoutResults(stdout ?? "");
  const second = stdout ? await execute(definition, { stdin: stdout, ...policy, ...path }) : undefined;
  return {
    "_expected.yaml": stdout,
    "_results.yaml": writeYaml({ exitCode, results }),
    "_stderr.txt": stderr === "" ? undefined : stderr,
    once,
    again: second === undefined ? once : withoutResults(second.stdout ?? once),
  };
}

/** A second run does nothing and so reports nothing: only the resources can be compared. */
function withoutResults(text: string): string {
  return render(readSource(text), { results: [] }).join("");
}

/** Writes what a case gave as what it must give; returns the diff. */
export function updateCase({ folder, functionName, name }: GoldenCase, actual: Expectations): string {
  return Object.entries(actual)
    .map(([file, text]) => {
      const path = join(folder, file);
      const before = readIf(path);
      if (before === text) return "";
      if (text === undefined) rmSync(path);
      else writeFileSync(path, text);
      const shown = `testdata/${functionName}/${name}/${file}`;
      return createTwoFilesPatch(shown, shown, before ?? "", text ?? "");
    })
    .join("");
}
