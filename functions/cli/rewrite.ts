import { parseOptions } from "./parse-options.ts";
import { applyPolicy, type Finding, visible, writeText } from "../lib/krm/mod.ts";
import type { Command } from "./command.ts";
import { paintDiff, unifiedDiff } from "./diff.ts";
import { listManifests, notAmong, readText, reasonOf, replaceFile, shown, type TextFile, unreadable } from "./files.ts";
import { loadPolicies, type Policies } from "./policies.ts";
import { counted, formatReport } from "./report.ts";
import { timeOption } from "./time-option.ts";
import { UsageError } from "./usage-error.ts";

const HELP = `Applies policies to manifests: shows the diff, or writes it.

Usage: warmstart rewrite -p POLICY [options] PATH...

  PATH                a manifest, or a folder whose .yaml, .yml and .json files,
                      Kptfile and Kustomization are taken (hidden folders and
                      node_modules are left out)

Options:
  -p, --policy PATH   policy file or folder, repeatable. Kinds: ReplaceImages,
                      InjectCacheAnnotations, ValidateCacheReferences,
                      ApplyCachePolicy, and CacheInventory for the validation
      --fix           also put right what the validation finds, where one repair
                      is right whatever the author meant
      --write         write the changed files instead of showing the diff
      --exit-code     exit 1 when something would change, too
      --now TIME      the present as RFC 3339, for caches that expire and
                      inventories that grow old, where the policy says none;
                      default: the real time
  -h, --help          this text

The diff goes to stdout, the findings to stderr. A finding's line is that of the
file as the policy met it, after the policies before it.
Exit codes: 0 clean, 1 findings of severity error, 2 bad policy or usage,
3 internal error, 4 some files could not be processed.
`;

/** \`warmstart rewrite\`: policies over files and folders, every untouched byte kept. */
export const rewrite: Command = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { paths, policyPaths, write, exitCode, repair, now } = parse(args);
  const policies = await loadPolicies(policyPaths, { repair });
  const closed: string[] = [];
  const files = listManifests(paths, (path, reason) =>
    closed.push(`${visible(shown(path))}: folder must be readable (${reason}), left as it is\n`),
  );
  const sources = files.map((path) => ({ path, file: readText(path) }));
  const readable = sources.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const { texts, findings, badPolicy } = await applyInOrder(policies, readable, now);
  if (badPolicy) {
    process.stderr.write(formatReport(findings, process.stderr));
    return 2;
  }

  const changed = readable.flatMap(({ path, text }, index) => {
    const after = texts[index] as string;
    return after === text ? [] : [{ path, before: text, after }];
  });
  const unwritten = changed.filter(({ path, before, after }) => {
    if (write) return !written(path, after);
    writeText(paintDiff(unifiedDiff(path, before, after)));
    return false;
  });
  const unread = sources.filter(({ file }) => file === undefined);
  for (const line of closed) process.stderr.write(line);
  for (const { path } of unread)
    process.stderr.write(`${visible(shown(path))}: file ${unreadable(path)}, left as it is\n`);
  process.stderr.write(formatReport(findings, process.stderr));
  const count = changed.length - unwritten.length;
  process.stderr.write(`${count} of ${counted(files.length, "file")} ${write ? "changed" : "would change"}\n`);
  if (findings.some(({ severity }) => severity === "error")) return 1;
  if (closed.length + unread.length + unwritten.length > 0 || findings.some(({ tags }) => tags?.["rule"] === "refused"))
    return 4;
  return exitCode && changed.length > 0 ? 1 : 0;
}

/** Writes a file, or says why that is not possible. */
function written(path: string, text: string): boolean {
  try {
    replaceFile(path, text);
    return true;
  } catch (error) {
    process.stderr.write(`${visible(shown(path))}: file must be writable (${reasonOf(error)}), left as it is\n`);
    return false;
  }
}

interface Outcome {
  readonly texts: readonly string[];
  readonly findings: readonly Finding[];
  /** A policy is wrong: the findings say where, and nothing must be changed. */
  readonly badPolicy: boolean;
}

/** Runs the steps one after the other over all files together, so that an inventory in one file counts for all. */
async function applyInOrder(
  { steps, inventories }: Policies,
  files: readonly TextFile[],
  now: string,
): Promise<Outcome> {
  const given = files.map(({ text }) => text);
  // An inventory that lies in the tree is among its files already.
  const outside = notAmong(inventories, files);
  let texts: readonly string[] = given;
  const findings: Finding[] = [];
  for (const { definition, policy } of steps) {
    const sources = files.map(({ path }, index) => ({ path, text: texts[index] as string }));
    const done = await applyPolicy(definition, policy, [...sources, ...outside], now);
    if (done.badPolicy) return { texts: given, findings: done.results, badPolicy: true };
    texts = done.texts.slice(0, files.length);
    findings.push(...done.results);
  }
  return { texts, findings, badPolicy: false };
}

interface Options {
  readonly paths: readonly string[];
  readonly policyPaths: readonly string[];
  readonly write: boolean;
  readonly exitCode: boolean;
  readonly repair: boolean;
  readonly now: string;
}

function parse(args: readonly string[]): Options {
  const { values, positionals } = parseOptions("rewrite", args, {
    policy: { type: "string", short: "p", multiple: true },
    write: { type: "boolean" },
    "exit-code": { type: "boolean" },
    fix: { type: "boolean" },
    now: { type: "string" },
  });
  if (values.policy === undefined) throw new UsageError("A policy must be given: -p POLICY");
  if (positionals.length === 0)
    throw new UsageError("A file or folder must be given: warmstart rewrite -p POLICY PATH");
  return {
    paths: positionals,
    policyPaths: values.policy,
    write: values.write === true,
    exitCode: values["exit-code"] === true,
    repair: values.fix === true,
    now: timeOption("--now", values.now),
  };
}
