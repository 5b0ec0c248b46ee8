import {
  type Dirent,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { UsageError } from "./usage-error.ts";

/** A text file: `path` as shown to people (relative, with "/"), `text` decoded as UTF-8. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Files of kpt and kustomize have names without an ending. */
const MANIFEST = /\.(?:ya?ml|json)$|(?:^|\/)(?:Kptfile|Kustomization)$/;

const isVisible = (folder: string): boolean => !folder.startsWith(".") && folder !== "node_modules";

/** Hears of a folder that cannot be read, and why. */
type Refused = (folder: string, reason: string) => void;

const failRefused: Refused = (folder, reason) => {
  throw new UsageError(`Folder must be readable: "${folder}" (${reason})`);
};

/**
 * Every manifest file below the given files and folders, sorted, each once however it is spelled or linked. Hidden folders
 * and node_modules are left out. `refused` hears of folders below the given ones that cannot be read.
 * @throws {UsageError} for a path that is not there, a given folder that cannot be read and, without `refused`, any other
 */
export function listManifests(paths: readonly string[], refused: Refused = failRefused): string[] {
  return eachFileOnce(
    paths.flatMap((path) => (statOrFail(path).isDirectory() ? walk(path, MANIFEST, isVisible, refused) : [path])),
  ).sort();
}

/** Paths without those that lead to the file of an earlier one. */
export function eachFileOnce(paths: readonly string[]): string[] {
  return [...new Map(paths.toReversed().map((path) => [realPath(path), path])).values()].toReversed();
}

/** The files that are not among others, however either are spelled or linked. */
export function notAmong(files: readonly TextFile[], others: readonly TextFile[]): readonly TextFile[] {
  if (files.length === 0) return files;
  const known = new Set(others.map(({ path }) => realPath(path)));
  return files.filter(({ path }) => !known.has(realPath(path)));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * The files below a folder whose names fit, links left out: they may lead back. `enters` says which folders count,
 * `refused` hears of those inside that cannot be read.
 * @throws {UsageError} when the folder cannot be read and, without `refused`, one inside
 */
export function walk(
  folder: string,
  pattern: RegExp,
  enters: (name: string) => boolean,
  refused: Refused = failRefused,
): string[] {
  const files: string[] = [];
  const visit = (each: string, otherwise: Refused): void => {
    for (const entry of entriesOf(each, otherwise)) {
      const path = join(each, entry.name);
      if (entry.isDirectory() && enters(entry.name)) visit(path, refused);
      if (entry.isFile() && pattern.test(path.replaceAll("\\", "/"))) files.push(path);
    }
  };
  visit(folder, failRefused);
  return files;
}

function entriesOf(folder: string, refused: Refused): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    refused(folder, reasonOf(error));
    return [];
  }
}

/** Why the system refuses, without the name of its call. */
export function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return /^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}

function statOrFail(path: string): ReturnType<typeof statSync> & object {
  try {
    return statSync(path);
  } catch {
    throw new UsageError(`File or folder must exist: "${path}"`);
  }
}

/** Reads a file as UTF-8; `undefined` when that is not possible: {@link unreadable} says why, and nothing may change it. */
export function readText(path: string): TextFile | undefined {
  statOrFail(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    return { path: shown(path), text };
  } catch {
    return undefined;
  }
}

/** Why a file gave no text; reads well behind the word "file". */
export function unreadable(path: string): string {
  if (path === "-") return "must be UTF-8 text";
  try {
    readFileSync(path);
    return "must be UTF-8 text";
  } catch (error) {
    return `must be readable (${reasonOf(error)})`;
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

/** What `-` stands for, as messages name it. */
export const STDIN = "standard input";

/** The path as people write it: relative to the working directory when the file is below it. */
export function shown(path: string): string {
  if (path === "-") return STDIN;
  const short = relative(process.cwd(), path);
  return (short === "" || short.startsWith("..") ? path : short).replaceAll("\\", "/");
}
