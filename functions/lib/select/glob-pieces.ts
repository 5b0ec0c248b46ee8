type Test = (value: string) => boolean;

/** Turns the places where what stands before a piece can end into those where the piece can, both in order. */
type Piece = (ends: readonly number[], value: string) => readonly number[];

/** Stars, question marks and brackets of an image: `**` as a segment, or several, has the slash beside it. */
const IMAGE = /(?<![^/])(?:\*{2,}\/)+|(?:\/\*{2,})+$|\*+|\?|\[[!^]?\]?[^\]]*\]/g;
const TEXT = /\*+|\?|\[[!^]?\]?[^\]]*\]/g;

/**
 * A glob of an image without braces. `**` takes slashes, and as a whole segment also none, but for one that ends the glob
 * behind another star; `*`, `?` and brackets take none: as the library has it.
 */
export function compileImage(glob: string): Test {
  return compilePieces(glob, IMAGE, (found, before) => {
    if (found.endsWith("/")) return [folders];
    if (found.startsWith("/")) return before === "*" ? [exactly("/"), anything] : [below];
    if (!found.startsWith("*")) return [one(found, (character) => character !== "/")];
    return [found === "*" ? segment : anything];
  });
}

/** A glob of any other text without braces: nothing in it stops at slashes. */
export function compileAnyText(glob: string): Test {
  return compilePieces(glob, TEXT, (found) => [found.startsWith("*") ? anything : one(found, () => true)]);
}

/**
 * All places that a piece can end at are kept at once, so that no number of stars costs more than the text times the
 * glob.
 */
function compilePieces(glob: string, special: RegExp, piecesOf: (found: string, before?: string) => Piece[]): Test {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of glob.matchAll(special)) {
    if (index > at) pieces.push(exactly(glob.slice(at, index)));
    pieces.push(...piecesOf(found, glob[index - 1]));
    at = index + found.length;
  }
  const last = glob.slice(at);
  if (last !== "") pieces.push(exactly(last));
  const first = glob.slice(0, glob.search(/\/?\*|[?[]|$/));
  return (value) => {
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    let ends: readonly number[] = [0];
    for (const piece of pieces) ends = piece(ends, value);
    return ends.at(-1) === value.length;
  };
}

function exactly(text: string): Piece {
  return (ends, value) => {
    const found: number[] = [];
    for (const end of ends) if (value.startsWith(text, end)) found.push(end + text.length);
    return found;
  };
}

/** One character: any for `?`, else one of the brackets'. */
function one(found: string, may: Test): Piece {
  const members = found === "?" ? undefined : membersOf(found);
  if (members === null) return exactly(found);
  return (ends, value) =>
    ends.flatMap((end) => {
      const character = value[end];
      const fits = character !== undefined && may(character) && members?.test(character) !== false;
      return fits ? [end + 1] : [];
    });
}

/** Null: no brackets, because a range in them runs backwards. */
function membersOf(brackets: string): RegExp | null {
  const [, not = "", members = ""] = /^\[([!^]?)(.*)\]$/s.exec(brackets) ?? [];
  try {
    return new RegExp(`[${not === "" ? "" : "^"}${members.replace(/[\][^]/g, String.raw`\$&`)}]`);
  } catch {
    return null;
  }
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
