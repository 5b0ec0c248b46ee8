import { existsSync, readFileSync, statSync } from "node:fs";
import { nameOption, objectName } from "./object-name.ts";
import { parseOptions } from "./parse-options.ts";
import { parseReference, referenceProblem } from "../lib/image/mod.ts";
import type { Note } from "../lib/mapping/mod.ts";
import { compileRun } from "../replace-images/analysis/follow.ts";
import { rewrittenAgain } from "../replace-images/analysis/prove.ts";
import { ECI_PROFILE, formatNamed } from "./mapping.ts";
import { printNotes } from "./mapping-notes.ts";
import { writeFiles } from "./mapping-files.ts";
import { loadReplacePolicies, type ReplacePolicy } from "./mapping-policies.ts";
import { ruleText } from "./prove-text.ts";
import { counted, formatReport } from "./report.ts";
import { UsageError } from "./usage-error.ts";

/** `warmstart mapping export`: prints or writes the replacements of one policy in another format. */
export async function exportMapping(args: readonly string[]): Promise<number> {
  const { format, paths, images, name, output } = parse(args);
  if (format === ECI_PROFILE) return await (await import("./mapping-profile.ts")).exportProfile(paths, output);
  const { policies, findings, bad } = await loadReplacePolicies(paths);
  if (bad || findings.some(({ severity }) => severity === "error")) {
    process.stderr.write(formatReport(findings, process.stderr));
    return 2;
  }
  const [policy, ...others] = policies as readonly [ReplacePolicy, ...ReplacePolicy[]];
  if (others.length > 0) {
    const found = policies.map((each) => `"${each.name}" (${each.file})`).join(", ");
    throw new UsageError(`One policy with replacements must be given, not ${policies.length}: ${found}`);
  }
  const { spec, matching } = policy;
  const { replacements } = spec;
  const { files, notes } = format.export(
    { ...matching, replacements },
    {
      name: name ?? objectName(policy.name, "replace-images"),
      images,
      rewrittenAgain: rewrittenAgain(replacements, matching),
      replace: replacer(policy),
    },
  );
  if (files.length > 0) writeFiles(files, output);
  else process.stderr.write("nothing to write: no replacement can be expressed\n");
  report(policy, notes);
  return notes.length > 0 || spec.select !== undefined ? 1 : 0;
}

function replacer({ spec, matching }: ReplacePolicy): (image: string) => { image: string; rule: number } | undefined {
  const run = compileRun(spec.replacements, matching);
  return (image) => {
    const done = run(image);
    return done.is === "changed" ? { image: done.image, rule: done.rule } : undefined;
  };
}

function report({ at, spec }: ReplacePolicy, notes: readonly Note[]): void {
  const { replacements, select } = spec;
  const sorted = notes.toSorted((a, b) => Number(a.at) - Number(b.at));
  if (select !== undefined) {
    const message = "the other side knows no selection: replacements hold for every image there";
    printNotes([{ level: "left-out", at: "select", message }], (place) => `${at}.${place}`);
  }
  printNotes(sorted, (index) => {
    const replacement = replacements[Number(index)];
    return `${at}.replacements${replacement === undefined ? "" : ruleText(Number(index), replacement)}`;
  });
  const kept = replacements.length - new Set(notes.map((note) => note.at)).size;
  const keep = replacements.length === 1 ? "keeps its" : "keep their";
  process.stderr.write(`${kept} of ${counted(replacements.length, "replacement")} ${keep} meaning\n`);
}

function parse(args: readonly string[]): {
  format: ReturnType<typeof formatNamed>;
  paths: string[];
  images: string[];
  name: string | undefined;
  output: string | undefined;
} {
  const { values, positionals } = parseOptions("mapping", args, {
    format: { type: "string" },
    policy: { type: "string", short: "p", multiple: true },
    images: { type: "string", multiple: true },
    name: { type: "string" },
    output: { type: "string", short: "o" },
  });
  const format = formatNamed(values.format);
  if (values.policy === undefined) throw new UsageError("A policy must be given: -p POLICY");
  const images = [...positionals, ...(values.images ?? []).flatMap(imagesIn)];
  for (const image of images) {
    if (parseReference(image) === undefined) throw new UsageError(`Image "${image}" ${referenceProblem(image)}`);
  }
  return { format, paths: values.policy, images, name: nameOption("--name", values.name), output: values.output };
}

/** The images of a text file, one per line; empty lines and comments do not count. */
function imagesIn(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`File must exist: "${path}"`);
  if (statSync(path).isDirectory()) throw new UsageError(`--images must be a file: "${path}"`);
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  return lines.map((line) => line.replace(/(?:^|\s)#.*/, "").trim()).filter((line) => line !== "");
}
