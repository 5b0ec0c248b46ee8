import { nameOption, objectName } from "./object-name.ts";
import { parseOptions } from "./parse-options.ts";
import { parseReference, referenceProblem } from "../lib/image/mod.ts";
import type { Note } from "../lib/mapping/mod.ts";
import { compileRun } from "../replace-images/analysis/follow.ts";
import { rewrittenAgain } from "../replace-images/analysis/prove.ts";
import { ECI_PROFILE, formatNamed } from "./mapping-format.ts";
import { printNotes } from "./mapping-notes.ts";
import { writeFiles } from "./mapping-files.ts";
import { loadReplacePolicies, type ReplacePolicy } from "./mapping-policies.ts";
import { ruleText } from "./prove-text.ts";
import { unreadable } from "./files.ts";
import { readInput } from "./read-input.ts";
import { counted, formatReport } from "./report.ts";
import { UsageError } from "./usage-error.ts";

/** `warmstart mapping export`: prints or writes the replacements of one policy in another format. */
export async function exportMapping(args: readonly string[]): Promise<number> {
  const { format, paths, images, name, output } = await parse(args);
  sayUnused(format === ECI_PROFILE ? [] : format.uses, { name, images });
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
  if (files.length > 0) await writeFiles(files, output);
  else process.stderr.write("nothing to write: no replacement can be expressed\n");
  report(policy, notes);
  return notes.length > 0 || spec.select !== undefined ? 1 : 0;
}

/** An option that changes nothing is no mistake where several formats are written in turn, and is said. */
function sayUnused(uses: readonly string[], { name, images }: Pick<Call, "name" | "images">): void {
  if (name !== undefined && !uses.includes("name"))
    process.stderr.write("--name has no effect: what is written in this format has no name to choose\n");
  if (images.length > 0 && !uses.includes("images"))
    process.stderr.write("--images and IMAGE have no effect: this format names no whole images\n");
}

interface Call {
  readonly format: ReturnType<typeof formatNamed>;
  readonly paths: readonly string[];
  readonly images: readonly string[];
  readonly name: string | undefined;
  readonly output: string | undefined;
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

async function parse(args: readonly string[]): Promise<Call> {
  const { values, positionals } = parseOptions("mapping", args, {
    format: { type: "string" },
    policy: { type: "string", short: "p", multiple: true },
    images: { type: "string", multiple: true },
    name: { type: "string" },
    output: { type: "string", short: "o" },
  });
  const format = formatNamed(values.format);
  if (values.policy === undefined) throw new UsageError("A policy must be given: -p POLICY");
  const listed = await Promise.all((values.images ?? []).map(imagesIn));
  const images = [...positionals, ...listed.flat()];
  for (const image of images) {
    if (parseReference(image) === undefined) throw new UsageError(`Image "${image}" ${referenceProblem(image)}`);
  }
  return { format, paths: values.policy, images, name: nameOption("--name", values.name), output: values.output };
}

/** The images of a text file, one per line; empty lines and comments do not count. */
async function imagesIn(path: string): Promise<string[]> {
  const file = await readInput(path);
  if (file === undefined) throw new UsageError(`--images ${unreadable(path)}: "${path}"`);
  const lines = file.text.split(/\r?\n/);
  return lines.map((line) => line.replace(/(?:^|\s)#.*/, "").trim()).filter((line) => line !== "");
}
