import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Writes the inputs of all benches and returns their folder. In a process of its own: what a measured program inherits
 * from a large parent would count as its memory.
 */
export function prepareInputs(): string {
  const folder = `${root}.cache/bench`;
  mkdirSync(folder, { recursive: true });
  const made = spawnSync(process.execPath, [`${root}scripts/bench/inputs.ts`, folder], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  return folder;
}
