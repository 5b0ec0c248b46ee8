import { readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { UsageError } from "./usage-error.ts";

/** A text file: `path` as shown to people (relative, with "/"), `text` decoded as UTF-8. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const MANIFEST = /\.(ya?ml|json)$/;
const SKIPPED = new Set(["node_modules"]);

/** Every manifest file below the given files and folders, sorted, each once. Hidden folders and node_modules are left out. */
export function listManifests(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    if (statOrFail(path).isDirectory()) walk(path, found);
    else found.add(path);
  }
  return [...found].sort();
}

function walk(folder: string, found: Set<string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && !SKIPPED.has(entry.name)) walk(path, found);
    } else if (entry.isFile() && MANIFEST.test(entry.name)) found.add(path);
  }
}

function statOrFail(path: string): ReturnType<typeof statSync> & object {
  try {
    return statSync(path);
  } catch {
    throw new UsageError(`File or folder must exist: "${path}"`);
  }
}

/** Reads a file as UTF-8; `undefined` when its bytes are no UTF-8 text, which nothing here may change. */
export function readText(path: string): TextFile | undefined {
  statOrFail(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    return { path: shown(path), text };
  } catch {
    return undefined;
  }
}

/** Replaces the text of a file in one step: a crash leaves the old or the new one, never half of it. The mode stays. */
export function replaceFile(path: string, text: string): void {
  const target = realpathSync(path);
  const temporary = `${target}.warmstart-${process.pid}`;
  try {
    writeFileSync(temporary, text, { mode: statSync(target).mode });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The path as people write it: relative to the working directory when the file is below it. */
export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return (short === "" || short.startsWith("..") ? path : short).replaceAll("\\", "/");
}
