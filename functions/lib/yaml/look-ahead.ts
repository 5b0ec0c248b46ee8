import { SPACE } from "./characters.ts";

// Where the next character of a kind stands. Most lines have no comment and no backslash, and one colon: a native search
// passes over many lines at once, where a loop over the characters would look at every one of them.

/** The offset found last, valid for questions from `since` on. */
interface Mark {
  readonly character: string;
  since: number;
  at: number;
}

const unknown = (character: string): Mark => ({ character, since: 0, at: -1 });

const colons = unknown(":");
const hashes = unknown("#");
const backslashes = unknown("\\");
const newlines = unknown("\n");

/** Forgets the text that was looked at before; must be called before another one. */
export function forgetMarks(): void {
  colons.at = -1;
  hashes.at = -1;
  backslashes.at = -1;
  newlines.at = -1;
}

function search(text: string, mark: Mark, start: number): number {
  const at = text.indexOf(mark.character, start);
  mark.since = start;
  mark.at = at < 0 ? text.length : at;
  return mark.at;
}

/** Offset of the first colon at or behind `start`, the length of the text when there is none. */
export function nextColon(text: string, start: number): number {
  return start >= colons.since && start <= colons.at ? colons.at : search(text, colons, start);
}

/** The same for `#`. */
function nextHash(text: string, start: number): number {
  return start >= hashes.since && start <= hashes.at ? hashes.at : search(text, hashes, start);
}

/** The same for the backslash. */
export function nextBackslash(text: string, start: number): number {
  return start >= backslashes.since && start <= backslashes.at ? backslashes.at : search(text, backslashes, start);
}

/** The same for the line feed: a line of JSON may be long, and hold thousands of texts. */
export function nextNewline(text: string, start: number): number {
  return start >= newlines.since && start <= newlines.at ? newlines.at : search(text, newlines, start);
}

/** Offset of the `#` of a comment in `text[start, end)`: one behind a space; `end` when there is none. */
export function commentStart(text: string, start: number, end: number): number {
  let hash = nextHash(text, start);
  while (hash < end && (hash === 0 || text.charCodeAt(hash - 1) !== SPACE)) hash = nextHash(text, hash + 1);
  return hash < end ? hash : end;
}
