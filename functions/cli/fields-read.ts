import { type CustomKind, readCustomKind } from "../lib/crd/mod.ts";
import { isRefusal, type Node, outline, splitDocuments, withLibrary } from "../lib/yaml/mod.ts";
import { listManifests, shown, type TextFile, unreadable } from "./files.ts";
import { readInput } from "./read-input.ts";

/** A resource in a file. */
export interface SeenObject {
  readonly file: string;
  /** Lines of the file above the document. */
  readonly linesAbove: number;
  readonly node: Node;
  readonly data: unknown;
}

/** A kind with everything about it below the given paths. */
export interface SeenKind {
  readonly kind: CustomKind;
  /** Files that define it. */
  readonly files: readonly string[];
  readonly objects: readonly SeenObject[];
}

/** What could not be read, and where. */
export interface Unread {
  readonly file: string;
  readonly line: number | undefined;
  readonly message: string;
}

/** Reads the CustomResourceDefinitions of files and folders, then every object of their kinds in the same files. */
export async function readKinds(paths: readonly string[]): Promise<{ kinds: SeenKind[]; unread: Unread[] }> {
  const unread: Unread[] = [];
  const texts = await readTexts(paths, unread);
  const kinds = new Map<string, Growing>();
  for (const file of texts) {
    for (const { data } of await resourcesOf(file, mayDefine, unread)) addDefinition(kinds, data, file.path);
  }
  const names = [...kinds.values()].map(({ kind }) => kind);
  const mayBeOne = (text: string): boolean =>
    names.some(({ group, kind }) => text.includes(kind) && text.includes(group));
  for (const file of texts) {
    for (const object of await resourcesOf(file, mayBeOne, unread, DEFINITION))
      kinds.get(nameOf(object.node))?.objects.push(object);
  }
  return {
    kinds: [...kinds.values()].map(({ kind, files, objects }) => ({ kind, files: [...files], objects })),
    unread: firstOfEach(unread),
  };
}

/** One line for a file: what is wrong with it is mostly the same everywhere in it. */
function firstOfEach(unread: readonly Unread[]): Unread[] {
  return [...new Map(unread.toReversed().map((each) => [each.file, each])).values()].toReversed();
}

/** A document that defines a kind is no object of one. */
const DEFINITION = /^kind: CustomResourceDefinition/m;

function mayDefine(text: string): boolean {
  return text.includes("CustomResourceDefinition");
}

interface Growing {
  readonly kind: CustomKind;
  readonly files: Set<string>;
  readonly objects: SeenObject[];
}

async function readTexts(paths: readonly string[], unread: Unread[]): Promise<TextFile[]> {
  const texts: TextFile[] = [];
  for (const path of [
    ...paths.filter((each) => each === "-"),
    ...listManifests(paths.filter((each) => each !== "-")),
  ]) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- there is one standard input
    const text = await readInput(path);
    if (text !== undefined) texts.push(text);
    else unread.push({ file: shown(path), line: undefined, message: `file ${unreadable(path)}` });
  }
  return texts;
}

/** Copies of a definition, and versions in files of their own, are one kind. */
function addDefinition(kinds: Map<string, Growing>, data: unknown, file: string): void {
  const read = readCustomKind(data);
  if (read === undefined) return;
  const name = `${read.group}/${read.kind}`;
  const { kind, files, objects }: Growing = kinds.get(name) ?? { kind: read, files: new Set(), objects: [] };
  const versions = kind === read ? read.versions : [...kind.versions, ...read.versions];
  kinds.set(name, { kind: { ...kind, versions }, files: files.add(file), objects });
}

function nameOf(node: Node): string {
  const apiVersion = node.get("apiVersion")?.string ?? "";
  const kind = node.get("kind")?.string ?? "";
  return apiVersion.includes("/") ? `${apiVersion.split("/", 1)[0]}/${kind}` : `/${kind}`;
}

/**
 * The resources of a file's documents of which `wanted` says that their text may matter, those of a `List` one by one;
 * without the documents that are `unwanted`. What cannot be read is added to `unread`.
 */
async function resourcesOf(
  { path, text }: TextFile,
  wanted: (text: string) => boolean,
  unread: Unread[],
  unwanted?: RegExp,
): Promise<SeenObject[]> {
  if (!wanted(text)) return [];
  const { found, failed } = await withLibrary(() => {
    const spans = splitDocuments(text);
    if (isRefusal(spans)) return { found: [], failed: [{ file: path, line: spans.line, message: spans.message }] };
    const documents = spans
      .filter(({ empty }) => !empty)
      .map(({ start, end, line }) => ({ text: text.slice(start, end), line }))
      .filter((document) => wanted(document.text) && unwanted?.test(document.text) !== true);
    const all = documents.map((document) => ({ line: document.line, read: outline(document.text) }));
    return {
      found: all.flatMap(({ read, line }) =>
        isRefusal(read) || !read.root ? [] : unpacked(read.root, path, line - 1),
      ),
      failed: all.flatMap(({ read, line }) =>
        isRefusal(read) ? [{ file: path, line: line + read.line - 1, message: read.message }] : [],
      ),
    };
  });
  unread.push(...failed);
  return found;
}

function unpacked(node: Node, file: string, linesAbove: number): SeenObject[] {
  const items = node.get("items");
  const isList = node.get("kind")?.string?.endsWith("List") === true && items?.kind === "sequence";
  if (isList) return items.children().flatMap((item) => unpacked(item, file, linesAbove));
  return node.kind === "map" ? [{ file, linesAbove, node, data: node.toJS() }] : [];
}
