import type picomatch from "picomatch/posix.js";
import { expandBraces } from "./expand-braces.ts";
import { compileAnyText, compileImage } from "./glob-pieces.ts";

type Test = (value: string) => boolean;

/** A `*` of a name or label takes slashes too; in images it stops at them, so that it means one path segment. */
const OPTIONS = {
  text: { dot: true, nonegate: true, bash: true, flags: "s" },
  image: { dot: true, nonegate: true },
} as const;

/** What a glob is compared with. */
export type GlobKind = keyof typeof OPTIONS;

const BESIDE_STARS = /[?[\]{}()\\]/;
/** What globs have beside stars, question marks, brackets and braces is the library's. */
const RARE = /[()\\]|\[:/;

/**
 * Turns a glob into a test. Without a star or one of the others it is compared as it is. What globs usually have is read
 * here: the library's stars take no text that is empty, none of several lines, two of them only between slashes, and
 * many of them cost more than anybody waits; its question marks take no slash, and its brackets know no `!`.
 */
export function compileGlob(glob: string, kind: GlobKind): Test {
  if (!BESIDE_STARS.test(glob)) return compileStars(glob, kind);
  const globs = RARE.test(glob) ? undefined : expandBraces(glob);
  if (globs === undefined) return matcher()(glob, OPTIONS[kind]);
  const tests = globs.map((each) => {
    if (!/[?[]/.test(each)) return compileStars(each, kind);
    return kind === "image" ? compileImage(each) : compileAnyText(each);
  });
  return (value) => value === glob || tests.some((test) => test(value));
}

/** Run when the first such glob asks: most policies have none, and every call would pay for it. Bundles hold it like an import. */
function matcher(): typeof picomatch {
  return require("picomatch/posix.js") as typeof picomatch;
}

function compileStars(glob: string, kind: GlobKind): Test {
  if (!glob.includes("*")) return (value) => value === glob;
  return kind === "image" ? compileImage(glob) : compileText(glob.split("*"));
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
