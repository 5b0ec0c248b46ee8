import { parseOptions, wordOption } from "./parse-options.ts";
import { oneLine, visible, writeText } from "../lib/krm/mod.ts";
import { isRefusal, outline, splitDocuments, withLibrary } from "../lib/yaml/mod.ts";
import type { Command } from "./command.ts";
import { type KindProposal, propose } from "./fields-propose.ts";
import { readKinds } from "./fields-read.ts";
import { fieldsText } from "./fields-text.ts";
import { addImageFields, type FieldRow } from "./fields-write.ts";
import { readText, replaceFile, shown, type TextFile, unreadable } from "./files.ts";
import { counted } from "./report.ts";
import { UsageError } from "./usage-error.ts";

const HELP = `Finds the fields of custom resources that name images, and proposes them as
\`imageFields\` of a policy.

Usage: warmstart fields --from-crds PATH [options]

  --from-crds PATH    a file or folder with CustomResourceDefinitions,
                      repeatable; objects of their kinds in the same place
                      show what is in a field; - is standard input

Options:
  --confirmed         propose only fields that an object has
  --write POLICY      add them to the policy in this file, which keeps every
                      other byte, instead of printing them
  --format FORMAT     yaml (default): ready to paste into the policy's spec;
                      json: everything that was found out
  -h, --help          this text

Fields are known by their names (image, sidecarImage, images) and by the shapes
of pods and containers; where a definition lets anything stand, by the objects.
What the catalogue of kinds has already is compared with it.
Exit codes: 0 done, 2 usage, 3 internal error, 4 some files could not be
processed.
`;

/** \`warmstart fields\`: image fields of custom resources, from their definitions. */
export const fields: Command = { help: HELP, run };

interface Options {
  readonly paths: readonly string[];
  readonly confirmed: boolean;
  readonly policy: string | undefined;
  readonly format: "yaml" | "json";
}

async function run(args: readonly string[]): Promise<number> {
  const { paths, confirmed, policy, format } = parse(args);
  const { kinds, unread } = await readKinds(paths);
  if (kinds.length === 0 && unread.length === 0)
    throw new UsageError(`A CustomResourceDefinition must be there: none in "${paths.join('", "')}"`);
  const proposals = kinds
    .map((kind) => propose(kind, confirmed))
    .toSorted((a, b) => compare(a.group, b.group) || compare(a.kind, b.kind));
  if (policy !== undefined) await write(policy, rowsOf(proposals));
  else writeText(format === "json" ? `${JSON.stringify(proposals, undefined, 2)}\n` : fieldsText(proposals));
  for (const { file, line, message } of unread)
    process.stderr.write(`${oneLine(`${file}${line === undefined ? "" : `:${line}`}: ${message}`)}, not read\n`);
  process.stderr.write(`${summary(proposals)}\n`);
  return unread.length > 0 ? 4 : 0;
}

function rowsOf(proposals: readonly KindProposal[]): FieldRow[] {
  return proposals
    .filter((each) => each.fields.length > 0)
    .map(({ group, kind, fields: found }) => ({ group, kind, paths: found.map(({ path }) => path) }));
}

/** By code point, the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function summary(proposals: readonly KindProposal[]): string {
  const wanted = proposals.filter((each) => each.fields.length > 0);
  const count = wanted.reduce((sum, each) => sum + each.fields.length, 0);
  const known = proposals.filter(({ inCatalogue }) => inCatalogue).length;
  const proposed = `${counted(count, "field")} of ${counted(wanted.length, "kind")} proposed`;
  return `${counted(proposals.length, "kind")}: ${proposed}, ${known} in the catalogue`;
}

/** Where `imageFields` belong, by the kind of the policy. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  ReplaceImages: ["spec"],
  ApplyCachePolicy: ["spec", "replaceImages"],
};

async function write(path: string, rows: readonly FieldRow[]): Promise<void> {
  const file = readText(path);
  if (file === undefined) throw new UsageError(`Policy file ${unreadable(path)}: "${path}"`);
  const edited = await withLibrary(() => edit(file, rows));
  if (edited === file.text) process.stderr.write(`${visible(shown(path))}: has them all, left as it is\n`);
  else {
    replaceFile(path, edited);
    process.stderr.write(`${visible(shown(path))}: changed\n`);
  }
}

function edit({ path, text }: TextFile, rows: readonly FieldRow[]): string {
  const spans = splitDocuments(text);
  if (isRefusal(spans)) throw new UsageError(`${path}:${spans.line}: ${spans.message}`);
  const found = spans.flatMap(({ start, end, line, empty }) => {
    if (empty) return [];
    const read = outline(text.slice(start, end));
    if (isRefusal(read)) throw new UsageError(`${path}:${line + read.line - 1}: ${read.message}`);
    const kind = read.root?.get("kind")?.string ?? "";
    const at = Object.hasOwn(PLACES, kind) ? PLACES[kind] : undefined;
    return at === undefined || read.root?.find(at) === undefined ? [] : [{ start, end, at }];
  });
  const [only, another] = found;
  if (only === undefined || another !== undefined)
    throw new UsageError(`A policy file must hold one policy that replaces images, not ${found.length}: "${path}"`);
  const { start, end, at } = only;
  try {
    return text.slice(0, start) + addImageFields(text.slice(start, end), at, rows) + text.slice(end);
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}; run without --write and paste what is printed`);
  }
}

function parse(args: readonly string[]): Options {
  const { values, positionals } = parseOptions("fields", args, {
    "from-crds": { type: "string", multiple: true },
    confirmed: { type: "boolean" },
    write: { type: "string" },
    format: { type: "string" },
  });
  if (positionals.length > 0)
    throw new UsageError(`Unexpected "${positionals[0]}": give paths with --from-crds\nSee warmstart fields --help`);
  const { "from-crds": paths, confirmed, write: policy } = values;
  if (paths === undefined) throw new UsageError("Definitions must be given: warmstart fields --from-crds PATH");
  const format = wordOption("--format", values.format, ["yaml", "json"]);
  if (policy !== undefined && values.format !== undefined)
    throw new UsageError("--write and --format must not be given together");
  return { paths, confirmed: confirmed === true, policy, format };
}
