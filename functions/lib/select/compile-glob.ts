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
 * as the library has it. All places that a piece can end at are kept at once, so that no number of stars costs more
 * than the text times the glob.
 */
function compileImage(glob: string): Test {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: stars, index } of glob.matchAll(/(?<![^/])(?:\*{2,}\/)+|(?:\/\*{2,})+$|\*+/g)) {
    if (index > at) pieces.push(exactly(glob.slice(at, index)));
    pieces.push(...piecesOf(stars, glob[index - 1] === "*"));
    at = index + stars.length;
  }
  const last = glob.slice(at);
  if (last !== "") pieces.push(exactly(last));
  const first = glob.slice(0, glob.search(/\/?\*/));
  return (value) => {
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    let ends: readonly number[] = [0];
    for (const piece of pieces) ends = piece(ends, value);
    return ends.at(-1) === value.length;
  };
}

/** Turns the places where what stands before a piece can end into those where the piece can, both in order. */
type Piece = (ends: readonly number[], value: string) => readonly number[];

function piecesOf(stars: string, behindStar: boolean): Piece[] {
  if (stars.endsWith("/")) return [folders];
  if (stars.startsWith("/")) return behindStar ? [exactly("/"), anything] : [below];
  return [stars === "*" ? segment : anything];
}

function exactly(text: string): Piece {
  return (ends, value) => {
    const found: number[] = [];
    for (const end of ends) if (value.startsWith(text, end)) found.push(end + text.length);
    return found;
  };
}

/** What has no slash. */
const segment: Piece = (ends, value) => {
  const found: number[] = [];
  let next = 0;
  for (const end of ends) {
    if (end < next) continue;
    for (next = end; next <= value.length; next++) {
      found.push(next);
      if (value[next] === "/") break;
    }
    next++;
  }
  return found;
};

const anything: Piece = (ends, value) => {
  const found: number[] = [];
  for (let at = ends[0] ?? value.length + 1; at <= value.length; at++) found.push(at);
  return found;
};

/** Nothing, or what ends with a slash. */
const folders: Piece = (ends, value) => {
  const found: number[] = [];
  let next = 0;
  for (let slash = value.indexOf("/", ends[0] ?? value.length); slash >= 0; slash = value.indexOf("/", slash + 1)) {
    for (; (ends[next] ?? value.length) <= slash; next++) found.push(ends[next] as number);
    if (ends[next] !== slash + 1) found.push(slash + 1);
  }
  return next < ends.length ? [...found, ...ends.slice(next)] : found;
};

/** Nothing, or what starts with a slash. It ends the glob: only the end of the value counts. */
const below: Piece = (ends, value) => (ends.some((end) => value[end] === "/") ? [value.length] : ends);
