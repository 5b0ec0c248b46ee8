import { basename, resolve } from "node:path";
import { nameOption } from "./object-name.ts";
import { parseOptions } from "./parse-options.ts";
import { applyPolicy, oneLine, POLICY_API_VERSION, writeYaml } from "../lib/krm/mod.ts";
import { type Format, type Mapping, MappingError, type ReadFile } from "../lib/mapping/mod.ts";
import { definition } from "../replace-images/function.ts";
import { shown, unreadable } from "./files.ts";
import { documentsIn, filesBelow, writePolicy } from "./mapping-files.ts";
import { printNotes } from "./mapping-notes.ts";
import { ECI_PROFILE, formatNamed } from "./mapping-format.ts";
import { readInput } from "./read-input.ts";
import { counted, formatReport } from "./report.ts";
import { UsageError } from "./usage-error.ts";

/** `warmstart mapping import`: prints or writes a ReplaceImages policy that means what files of another format say. */
export async function importMapping(args: readonly string[]): Promise<number> {
  const { format, paths, name, output } = parse(args);
  if (format === ECI_PROFILE) return await (await import("./mapping-profile.ts")).importProfiles(paths, name, output);
  const found = filesBelow(paths, format.files);
  if (found.length === 0)
    throw new UsageError(`A file of ${format.title} must be given: none in "${paths.join('", "')}"`);
  const read = await Promise.all(found.map(async (path) => await readFileOf(path, format)));
  const problems = read.flatMap((each) => (typeof each === "string" ? [each] : []));
  for (const problem of problems) process.stderr.write(`${oneLine(problem)}, left out\n`);
  const files = read.flatMap((each) => (typeof each === "string" ? [] : [each]));
  const { mapping, notes } = format.import(files);
  printNotes(notes, String);
  const count = mapping.replacements.length;
  // Who hears of nothing at all may have named another format.
  const none =
    count + notes.length + problems.length === 0 ? `: no ${format.title} in ${files.length === 1 ? "it" : "them"}` : "";
  process.stderr.write(`${counted(count, "replacement")} from ${counted(files.length, "file")}${none}\n`);
  const usable = count > 0 && (await print(mapping, name, output));
  if (problems.length > 0) return 4;
  return notes.length > 0 || !usable ? 1 : 0;
}

/** Writes the policy; says what the function would say about it, and whether the function would take it. */
async function print(mapping: Mapping, name: string, output: string | undefined): Promise<boolean> {
  const { match, normalize, replacements } = mapping;
  const text = writeYaml({
    apiVersion: POLICY_API_VERSION,
    kind: "ReplaceImages",
    metadata: { name },
    spec: {
      match: match === "exact" ? match : undefined,
      normalize: normalize ? true : undefined,
      replacements,
    },
  });
  writePolicy(text, output);
  const { results, badPolicy } = await applyPolicy(definition, { path: output ?? "imported policy", text }, []);
  if (results.length > 0) process.stderr.write(formatReport(results, process.stderr));
  return !badPolicy;
}

/** The file, or why it cannot be read. */
async function readFileOf(path: string, format: Format): Promise<ReadFile | string> {
  const file = await readInput(path);
  if (file === undefined) return `${shown(path)}: file ${unreadable(path)}`;
  const documents = format.syntax === "yaml" ? await documentsIn(file.text) : [];
  if (typeof documents === "string") return `${file.path}:${documents}`;
  const read = { path: format.inFolders ? withFolder(path, file.path) : file.path, text: file.text, documents };
  try {
    format.import([read]);
    return read;
  } catch (error) {
    if (error instanceof MappingError) return error.message;
    throw error;
  }
}

/** A file of the working directory, with the name of that. */
function withFolder(path: string, name: string): string {
  return path === "-" || name.includes("/") ? name : `../${basename(resolve("."))}/${name}`;
}

function parse(args: readonly string[]): {
  format: ReturnType<typeof formatNamed>;
  paths: string[];
  name: string;
  output: string | undefined;
} {
  const options = {
    format: { type: "string" },
    name: { type: "string" },
    output: { type: "string", short: "o" },
  } as const;
  const { values, positionals } = parseOptions("mapping", args, options);
  const format = formatNamed(values.format);
  if (positionals.length === 0) throw new UsageError("A file or folder must be given: warmstart mapping import PATH");
  return { format, paths: positionals, name: nameOption("--name", values.name ?? "imported"), output: values.output };
}
