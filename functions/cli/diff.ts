import { createTwoFilesPatch } from "diff";
import { painter } from "./terminal.ts";

/** Unified diff of one file with three lines of context, `a/` and `b/` in front of the path as git writes it. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const below = path.replace(/^\/+/, "");
  const patch = createTwoFilesPatch(`a/${below}`, `b/${below}`, before, after, undefined, undefined, { context: 3 });
  // The library's first line is a ruler that no patch tool needs.
  return patch.replace(/^=+\n/, "");
}

/** The diff with added and removed lines coloured, when stdout is a terminal. */
export function paintDiff(diff: string): string {
  const paint = painter(process.stdout);
  return diff
    .split("\n")
    .map((line) => {
      if (line.startsWith("+++") || line.startsWith("---")) return paint("bold", line);
      if (line.startsWith("@@")) return paint("cyan", line);
      if (line.startsWith("+")) return paint("green", line);
      return line.startsWith("-") ? paint("red", line) : line;
    })
    .join("\n");
}
