import type { ProviderName } from "../../lib/cache/mod.ts";
import { expand, isRefusal, type Node, outline, splitDocuments } from "../../lib/yaml/mod.ts";
import { importList, isImageList } from "./import-list.ts";
import { importObject } from "./import-object.ts";
import { importOpenApi, openApiAnswer, type Page, refusalOf } from "./import-open-api.ts";
import { type ImportContext, type ImportProblem, problemAt } from "./import-problem.ts";
import type { ImportedCache } from "./imported-cache.ts";

/** A file to import. */
export interface ImportFile {
  /** As shown to people. */
  readonly path: string;
  readonly text: string;
}

/** What an export does not say by itself. */
export interface ImportOptions {
  readonly provider: ProviderName | undefined;
  /** Id or name of the cache that a list of images stands for. */
  readonly cache: string | undefined;
}

/** What was read, and everything that could not be. */
export interface Imported {
  readonly caches: readonly ImportedCache[];
  readonly problems: readonly ImportProblem[];
}

/**
 * Reads exports of caches: objects and lists of Kubernetes, answers of DescribeImageCaches or ListImageCaches, lists of images. The format
 * is told by the content. Pure; needs the `yaml` library for some texts (`withLibrary`).
 */
export function importCaches(files: readonly ImportFile[], options: ImportOptions): Imported {
  const problems: ImportProblem[] = [];
  const caches: ImportedCache[] = [];
  const pages: Page[] = [];
  for (const { path, text } of files) {
    const context = { file: path, above: 0, problems };
    if (isImageList(text)) caches.push(...importList(context, text, options.provider, options.cache ?? stem(path)));
    else {
      const read = importDocuments(context, text, options.provider);
      caches.push(...read.caches);
      pages.push(...read.pages);
    }
  }
  checkPages(pages);
  for (const cache of caches) checkCache(cache);
  checkRepeated(caches);
  const order = files.map(({ path }) => path);
  problems.sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line);
  return { caches: caches.map(withOrigin), problems };
}

/** How clouds name what they create beside pods; every other cache there was made on purpose. */
const AUTO_CREATED: Readonly<Record<string, RegExp>> = { "alibaba-eci": /^auto-create-for-/ };

function withOrigin(imported: ImportedCache): ImportedCache {
  const { cache, provider, at } = imported;
  const pattern = AUTO_CREATED[provider];
  // A list of images says nothing about the cache.
  if (pattern === undefined || cache.name === undefined || at.node === undefined) return imported;
  return { ...imported, cache: { ...cache, origin: pattern.test(cache.name) ? "auto" : "manual" } };
}

/** `exports/web.txt` is `web`. */
function stem(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}

interface Documents {
  readonly caches: readonly ImportedCache[];
  readonly pages: readonly Page[];
}

function importDocuments(context: ImportContext, text: string, given: ProviderName | undefined): Documents {
  const caches: ImportedCache[] = [];
  const pages: Page[] = [];
  const { file, problems } = context;
  const spans = splitDocuments(text);
  if (isRefusal(spans)) {
    problems.push({ file, line: spans.line, message: spans.message });
    return { caches, pages };
  }
  const documents = spans.filter(({ empty }) => !empty);
  if (documents.length === 0) problems.push({ file, line: 1, message: "file must not be empty" });
  for (const { start, end, line } of documents) {
    const read = outline(text.slice(start, end));
    const own = { ...context, above: line - 1 };
    if (isRefusal(read)) problems.push({ file, line: own.above + read.line, message: read.message });
    else if (read.root === undefined) problems.push({ file, line, message: FORMATS });
    else {
      const root = expand(read.root);
      const found = importRoot(root === read.root ? own : { ...own, written: read.root }, root, given);
      caches.push(...found.caches);
      pages.push(...found.pages);
    }
  }
  return { caches, pages };
}

function importRoot(context: ImportContext, root: Node, given: ProviderName | undefined): Documents {
  const answer = root.kind === "map" ? openApiAnswer(root) : undefined;
  if (answer !== undefined) {
    const { caches, page } = importOpenApi(context, answer, given);
    return { caches, pages: page === undefined ? [] : [page] };
  }
  if (root.get("kind")?.string !== undefined) return { caches: importObject(context, root, given), pages: [] };
  const refusal = refusalOf(root);
  problemAt(context, root, refusal === undefined ? FORMATS : `${FORMATS}, not the error ${refusal}`);
  return { caches: [], pages: [] };
}

const FORMATS =
  "content must be Kubernetes objects (kubectl get -o yaml|json), an answer of DescribeImageCaches or ListImageCaches, or a list of images";

/** Answers come page by page; one that is missing would be a hole in the inventory. */
function checkPages(pages: readonly Page[]): void {
  const groups = new Map<string, Page[]>();
  for (const page of pages) {
    const key = `${page.provider} ${page.region ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  for (const own of groups.values()) {
    const last = own.at(-1) as Page;
    const count = own.reduce((sum, page) => sum + page.count, 0);
    const total = own.reduce((most, page) => Math.max(most, page.total ?? 0), 0);
    // Which page is whose next one no answer says, but one of them is the last.
    const missing = own.every(({ next }) => next !== undefined)
      ? `the one after this is that of NextToken "${last.next}"`
      : undefined;
    const { context, node } = last.at;
    if (count < total) {
      const counted = `the cloud has ${total} caches, these files have ${count}`;
      problemAt(
        context,
        node,
        `all pages must be given: ${missing === undefined ? counted : `${counted}; ${missing}`}`,
      );
    } else if (total === 0 && missing !== undefined) problemAt(context, node, `all pages must be given: ${missing}`);
  }
}

function checkCache({ cache: { id, name }, at: { context, node } }: ImportedCache): void {
  if (id !== undefined || name !== undefined || node === undefined) return;
  problemAt(context, node, "cache must have an id or a name: nothing can refer to it otherwise");
}

/** Two caches of one id would make a pin mean both. */
function checkRepeated(caches: readonly ImportedCache[]): void {
  const first = new Map<string, ImportedCache>();
  for (const each of caches) {
    const { provider, cache, region, at } = each;
    const key = cache.id === undefined ? `${provider} ${region} name ${cache.name}` : `${provider} id ${cache.id}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, each);
    else {
      const called = cache.id ?? cache.name ?? "";
      const message = `cache "${called}" must be given once: ${before.at.context.file} has it already`;
      if (at.node === undefined) at.context.problems.push({ file: at.context.file, line: 1, message });
      else problemAt(at.context, at.node, message);
    }
  }
}
