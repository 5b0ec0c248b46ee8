import { visible } from "../lib/krm/mod.ts";
import { type Imported, importCaches } from "../validate-cache-references/import/import-caches.ts";
import { isImageList } from "../validate-cache-references/import/import-list.ts";
import type { ImportProblem } from "../validate-cache-references/import/import-problem.ts";
import { PROVIDER_NAMES, type ProviderName } from "../lib/cache/mod.ts";
import { withLibrary } from "../lib/yaml/mod.ts";
import { STDIN, type TextFile, unreadable } from "./files.ts";
import { readInput } from "./read-input.ts";
import { UsageError } from "./usage-error.ts";

/** What an export does not say by itself, as given on the command line. */
export interface ExportOptions {
  readonly provider?: string | undefined;
  readonly region?: string | undefined;
  readonly cache?: string | undefined;
}

/** Reads files, `-` from standard input. Throws {@link UsageError} for what is no text. */
export async function readExports(paths: readonly string[]): Promise<readonly TextFile[]> {
  const files: TextFile[] = [];
  for (const path of paths) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- there is one standard input
    const file = await readInput(path);
    if (file === undefined) throw new UsageError(`Export ${unreadable(path)}: "${path}"`);
    files.push(file);
  }
  return files;
}

/** Reads the caches of exports. */
export async function importFiles(files: readonly TextFile[], options: ExportOptions): Promise<Imported> {
  const provider = providerOf(options.provider);
  if (options.cache === undefined && files.some(({ path, text }) => path === STDIN && isImageList(text))) {
    throw new UsageError("--cache must name the cache that a list of images on standard input stands for");
  }
  return await withLibrary(() => importCaches(files, { provider, cache: options.cache }));
}

function providerOf(name: string | undefined): ProviderName | undefined {
  const known = PROVIDER_NAMES.find((each) => each === name);
  if (name !== undefined && known === undefined) {
    throw new UsageError(`--provider must be one of ${PROVIDER_NAMES.join(", ")}, not "${name}"`);
  }
  return known;
}

/** Problems for people: one line each, with file, line and field. */
export function problemText(problems: readonly ImportProblem[]): string {
  return problems
    .map(
      ({ file, line, field, message }) =>
        `${visible(`${file}:${line} error ${field === undefined ? "" : `${field}: `}${message}`)}\n`,
    )
    .join("");
}
