import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk } from "diff";
import { visible } from "../lib/krm/mod.ts";
import { type LineChange, lineChanges } from "./line-changes.ts";
import { painter } from "./terminal.ts";

/** Lines shown above and below a change. */
const CONTEXT = 3;

/** Unified diff of one file with three lines of context, `a/` and `b/` in front of the path as git writes it. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const below = path.replace(/^\/+/, "");
  const hunks = hunksOf(linesOf(before), linesOf(after));
  const headers = { oldFileName: `a/${below}`, newFileName: `b/${below}`, oldHeader: undefined, newHeader: undefined };
  return formatPatch({ ...headers, hunks }, FILE_HEADERS_ONLY);
}

/** The lines of a text with their line breaks. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function hunksOf(before: readonly string[], after: readonly string[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  const changes = lineChanges(before, after);
  for (let first = 0, next = 0; first < changes.length; first = next) {
    do next++;
    while (next < changes.length && changes[next]!.before[0] - changes[next - 1]!.before[1] <= 2 * CONTEXT);
    hunks.push(hunkOf(before, after, changes.slice(first, next)));
  }
  return hunks;
}

/** Changes that are near each other, with the lines around them. */
function hunkOf(
  before: readonly string[],
  after: readonly string[],
  changes: readonly LineChange[],
): StructuredPatchHunk {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const above = Math.min(CONTEXT, first.before[0]);
  const below = Math.min(CONTEXT, before.length - last.before[1]);
  const start = first.before[0] - above;
  const lines: string[] = [];
  let alike = start;
  const push = (sign: string, text: readonly string[]): void =>
    text.forEach((line) => lines.push(...written(sign, line)));
  for (const change of changes) {
    push(" ", before.slice(alike, change.before[0]));
    push("-", before.slice(...change.before));
    push("+", after.slice(...change.after));
    alike = change.before[1];
  }
  push(" ", before.slice(alike, alike + below));
  const newStart = first.after[0] - above;
  return {
    oldStart: start + 1,
    oldLines: alike + below - start,
    newStart: newStart + 1,
    newLines: last.after[1] + below - newStart,
    lines,
  };
}

function written(sign: string, line: string): string[] {
  return line.endsWith("\n") ? [sign + line.slice(0, -1)] : [sign + line, "\\ No newline at end of file"];
}

/** The diff for a terminal, when stdout is one: added and removed lines are coloured, and what it would obey is escaped. */
export function paintDiff(diff: string): string {
  const paint = painter(process.stdout);
  return diff
    .split("\n")
    .map((each) => {
      // A patch is for programs, and exact; a line break of two characters does no harm.
      const line = process.stdout.isTTY ? each.replace(/^.*?(?=\r?$)/s, visible) : each;
      if (line.startsWith("+++") || line.startsWith("---")) return paint("bold", line);
      if (line.startsWith("@@")) return paint("cyan", line);
      if (line.startsWith("+")) return paint("green", line);
      return line.startsWith("-") ? paint("red", line) : line;
    })
    .join("\n");
}
