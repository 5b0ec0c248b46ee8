import { readStdin } from "../lib/krm/mod.ts";
import { readText, STDIN, type TextFile } from "./files.ts";

/** Reads a file, or standard input for `-`; `undefined` when that gives no text. */
export async function readInput(path: string): Promise<TextFile | undefined> {
  if (path !== "-") return readText(path);
  const text = await readStdin();
  return text === undefined ? undefined : { path: STDIN, text };
}
