import { oneLine } from "../lib/krm/mod.ts";
import type { Note } from "../lib/mapping/mod.ts";
import { painter } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** Prints what another format cannot say to stderr: the place, how bad, and why. `placeOf` names a place for people. */
export function printNotes(notes: readonly Note[], placeOf: (at: Note["at"]) => string): void {
  const paint = painter(process.stderr);
  const lines = notes.flatMap(({ level, at, message }) => {
    const what = level === "left-out" ? paint("red", "left out") : paint("yellow", "changed");
    return [`${oneLine(placeOf(at))}: ${what}`, ...wrapText(oneLine(message), "  ", 80)];
  });
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
}
