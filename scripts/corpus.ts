// The development corpus: real YAML files that lie beside the repository, too many to commit. `bun scripts/corpus.ts` unpacks it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const archive = join(dirname(root.replace(/\/$/, "")), "shared/corpora/dev-corpus.tar.xz");
const cache = join(root, ".cache/corpus");
const fallback = join(root, "testdata/yaml");
let told = false;

/** Where real YAML files are to be had. */
export interface Corpus {
  readonly folder: string;
  /** False: only the small corpus of the repository itself. */
  readonly full: boolean;
}

/** The development corpus, unpacked into the cache; without it the files under testdata/yaml, and a line on stderr that says so. */
export function corpus(): Corpus {
  if (!existsSync(archive)) {
    if (!told)
      console.error(
        `NOTE: no development corpus at ${relative(root, archive)}: using the few files under testdata/yaml`,
      );
    told = true;
    return { folder: fallback, full: false };
  }
  if (!existsSync(join(cache, ".complete"))) unpack();
  return { folder: cache, full: true };
}

/** Unpacks beside the cache and renames, so that two runs at a time cannot see half of it. */
function unpack(): void {
  mkdirSync(dirname(cache), { recursive: true });
  const folder = mkdtempSync(join(dirname(cache), "corpus-"));
  const tar = spawnSync("tar", ["-xJf", archive, "-C", folder], { encoding: "utf8" });
  if (tar.status !== 0) {
    rmSync(folder, { recursive: true });
    throw new Error(`the development corpus must unpack with tar and xz: ${tar.error?.message ?? tar.stderr}`);
  }
  writeFileSync(join(folder, ".complete"), "");
  rmSync(cache, { recursive: true, force: true });
  renameSync(folder, cache);
}

/** All files of a folder and below with one of these endings, sorted. */
export function filesBelow(folder: string, endings: readonly string[] = [".yaml", ".yml", ".json"]): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.main) {
  const { folder } = corpus();
  console.log(`${filesBelow(folder).length} YAML files in ${relative(root, folder)}`);
}
