import type picomatch from "picomatch/posix.js";

type Test = (value: string) => boolean;

/** A `*` of a name or label takes slashes too; in images it stops at them, so that it means one path segment. */
const OPTIONS = {
  text: { dot: true, nonegate: true, bash: true, flags: "s" },
  image: { dot: true, nonegate: true },
} as const;

/** What a glob is compared with. */
export type GlobKind = keyof typeof OPTIONS;

/** Characters that need the library: it knows everything that globs have beside stars. */
const BESIDE_STARS = /[?[\]{}()\\]/;

/**
 * Turns a glob into a test. Without a star or one of the others it is compared as it is. Stars alone are read here: the
 * library's take no text that is empty, none of several lines, two of them only between slashes, and many of them cost
 * more than anybody waits.
 */
export function compileGlob(glob: string, kind: GlobKind): Test {
  if (BESIDE_STARS.test(glob)) return matcher()(glob, OPTIONS[kind]);
  if (!glob.includes("*")) return (value) => value === glob;
  return kind === "image" ? compileImage(glob) : compileText(glob.split("*"));
}

/** Run when the first such glob asks: most policies have none, and every call would pay for it. Bundles hold it like an import. */
function matcher(): typeof picomatch {
  return require("picomatch/posix.js") as typeof picomatch;
}

/** What stands between the stars must follow one another; the first place of each is as good as any other. */
function compileText(parts: readonly string[]): Test {
  const first = parts[0] as string;
  const last = parts.at(-1) as string;
  const between = parts.slice(1, -1);
  return (value) => {
    if (!value.startsWith(first)) return false;
    let at = first.length;
    for (const part of between) {
      const found = value.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return value.length - at >= last.length && value.endsWith(last);
  };
}

/**
 * `**` takes slashes, and as a whole segment also none, but for one that ends the glob behind another star; `*` takes none:
 * as the library has it.
 */
function compileImage(glob: string): Test {
  const source = glob.replace(/(?<![^/])(?:\*{2,}\/)+|(?:\/\*{2,})+$|\*+|[^\w*/]/g, (piece, at: number) => {
    if (!piece.includes("*")) return `\\${piece}`;
    if (piece.endsWith("/")) return "(?:.*/)?";
    if (piece.startsWith("/")) return glob[at - 1] === "*" ? "/.*" : "(?:/.*)?";
    return piece === "*" ? "[^/]*" : ".*";
  });
  const pattern = new RegExp(`^${source}$`, "s");
  return (value) => pattern.test(value);
}
