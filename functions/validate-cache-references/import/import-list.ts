import { provider, type ProviderName } from "../../lib/cache/mod.ts";
import { imageProblem } from "./import-fields.ts";
import type { ImportContext } from "./import-problem.ts";
import type { ImportedCache } from "./imported-cache.ts";

/** Whether a text is a list of words, one a line, and no YAML or JSON with fields. */
export function isImageList(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every(({ word }) => !/^[[{]|[:{[]$|:\s|^---$/.test(word));
}

interface Line {
  readonly number: number;
  readonly word: string;
}

/** The lines with a word, without comments, dashes of a list and quotes. */
function linesOf(text: string): readonly Line[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const plain = line.replace(/^\ufeff/, "").replace(/(^|\s)#.*$/, "");
    const word = plain
      .trim()
      .replace(/^-\s+/, "")
      .replace(/^(["'])(.*)\1$/, "$2");
    return word === "" ? [] : [{ number: index + 1, word }];
  });
}

/**
 * Reads a list of images, one a line, as the content of one cache, or of one cache each where the cloud's caches hold one
 * image. `name`: id or name of the cache.
 */
export function importList(
  context: ImportContext,
  text: string,
  cloud: ProviderName | undefined,
  name: string,
): readonly ImportedCache[] {
  const { file, problems } = context;
  // Columns stand apart by several spaces, and nobody writes an image so.
  const row = linesOf(text).find(({ word }) => /\S(?: {2,}|\t)\S/.test(word));
  if (row !== undefined) {
    const message = "content must be objects, and this is a table of them: ask kubectl for them with -o yaml or json";
    problems.push({ file, line: row.number, message });
    return [];
  }
  if (cloud === undefined) {
    problems.push({ file, line: 1, message: "cloud must be named by --provider: a list of images does not say it" });
    return [];
  }
  const lines = linesOf(text);
  for (const { number, word } of lines) {
    const problem = imageProblem(word);
    if (problem !== undefined) problems.push({ file, line: number, message: problem });
  }
  const { max } = provider(cloud).limits.images;
  const images = lines.map(({ word }) => ({ ref: word }));
  const at = { context, node: undefined };
  if (max === 1) {
    return images.map((image, index) => {
      const called = images.length === 1 ? name : `${name}-${index + 1}`;
      return { provider: cloud, region: undefined, cache: { ...identity(cloud, called), images: [image] }, at };
    });
  }
  if (max !== null && images.length > max) {
    const line = lines[max]?.number ?? 1;
    const message = `a cache must hold at most ${max} images, not ${images.length}: make one list per cache`;
    problems.push({ file, line, message });
  }
  return [{ provider: cloud, region: undefined, cache: { ...identity(cloud, name), images }, at }];
}

/** What looks like an id of the cloud's is one, anything else is a name. */
function identity(cloud: ProviderName, text: string): { readonly id: string } | { readonly name: string } {
  const { pin } = provider(cloud);
  return pin.by === "id" && new RegExp(pin.pattern).test(text) ? { id: text } : { name: text };
}
