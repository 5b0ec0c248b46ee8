import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { visible, writeText, writeYaml } from "../lib/krm/mod.ts";
import { MappingError, readToml, type WrittenFile } from "../lib/mapping/mod.ts";
import { isRefusal, outline, splitDocuments, withLibrary } from "../lib/yaml/mod.ts";
import { eachFileOnce, readText, reasonOf, shown, unreadable, walk } from "./files.ts";
import { UsageError } from "./usage-error.ts";

/** Prints files of a format, each under its name when there are several, or writes them below a folder. */
export async function writeFiles(files: readonly WrittenFile[], output: string | undefined): Promise<void> {
  const texts = files.map((file) => ({
    path: file.path,
    text: "text" in file ? file.text : file.documents.map((document) => writeYaml(document)).join("---\n"),
  }));
  if (output === undefined) {
    const alone = texts.length === 1;
    return writeText(texts.map(({ path, text }) => (alone ? text : `# ${path}\n${text}`)).join("\n"));
  }
  // Everything is looked at before anything is written.
  for (const { path } of texts) await refuseForeign(join(output, path)); // oxlint-disable-line eslint/no-await-in-loop
  for (const { path, text } of texts) {
    const target = join(output, path);
    write(target, () => {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    });
    process.stderr.write(`${visible(shown(target))}: written\n`);
  }
}

/** Every key that stands at the top of a file of an export. A file with more is somebody's own. */
const WRITTEN: ReadonlySet<string> = new Set([
  // hosts.toml and registries.conf
  "server",
  "capabilities",
  "override_path",
  "unqualified-search-registries",
  "registry",
  // Objects
  "apiVersion",
  "kind",
  "metadata",
  "spec",
  "images",
  "data",
  "data.selectors",
]);

/**
 * An export may be written again and again, but never over what it did not write: the `resources` of a kustomization.
 * @throws {UsageError} for a file with other keys, and one that cannot be read
 */
async function refuseForeign(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const other = (await keysOf(path)).find((key) => !WRITTEN.has(key));
  if (other === undefined) return;
  throw new UsageError(
    `--output must not hold a file with more than an export writes: "${path}" has \`${other}\`, so print the export and take it over by hand`,
  );
}

async function keysOf(path: string): Promise<readonly string[]> {
  const text = readText(path)?.text;
  const read =
    text === undefined ? unreadable(path) : path.endsWith(".yaml") ? await documentsIn(text) : tableIn(path, text);
  if (typeof read === "string")
    throw new UsageError(`--output must not hold a file that cannot be read: "${path}" (${read})`);
  return read.flatMap((document) => {
    const { data } = Object(document) as { readonly data?: unknown };
    // The profile of a cluster holds more than its selectors.
    return Object.keys(Object(document)).concat(Object.keys(Object(data)).map((key) => `data.${key}`));
  });
}

function tableIn(path: string, text: string): unknown[] | string {
  try {
    return [readToml(path, text)];
  } catch (error) {
    if (error instanceof MappingError) return error.message;
    throw error;
  }
}

/** Prints a policy, or writes it to a file. */
export function writePolicy(text: string, output: string | undefined): void {
  if (output === undefined) return writeText(text);
  write(output, () => writeFileSync(output, text));
  process.stderr.write(`${visible(shown(output))}: written\n`);
}

function write(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new UsageError(`--output must be where files can be written: "${path}" (${reasonOf(error)})`);
  }
}

/**
 * Each file once. One that is named is read whatever it is called; in a folder the name decides, in hidden folders, too.
 * @throws {UsageError} for a path that is not there, and a folder that cannot be read
 */
export function filesBelow(paths: readonly string[], pattern: RegExp): string[] {
  return eachFileOnce(paths.flatMap((path) => (isFolder(path) ? walk(path, pattern, () => true).sort() : [path])));
}

function isFolder(path: string): boolean {
  if (path === "-") return false;
  if (!existsSync(path)) throw new UsageError(`File or folder must exist: "${path}"`);
  return statSync(path).isDirectory();
}

/** The documents of a YAML stream, the elements of lists one by one; a text says in which line it stops being one. */
export async function documentsIn(text: string): Promise<unknown[] | string> {
  return await withLibrary(() => {
    const spans = splitDocuments(text);
    if (isRefusal(spans)) return `${spans.line}: ${spans.message}`;
    const documents: unknown[] = [];
    for (const { start, end, line, empty } of spans) {
      if (empty) continue;
      const read = outline(text.slice(start, end));
      if (isRefusal(read)) return `${line + read.line - 1}: ${read.message}`;
      const value: unknown = read.root?.toJS();
      documents.push(...(isList(value) ? value.items : [value]));
    }
    return documents;
  });
}

function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  const { kind, items } = Object(value) as { readonly kind?: unknown; readonly items?: unknown };
  return typeof kind === "string" && kind.endsWith("List") && Array.isArray(items);
}
