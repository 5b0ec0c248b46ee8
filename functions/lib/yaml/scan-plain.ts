import { HASH, SPACE } from "./characters.ts";
import { commentStart, nextColon } from "./look-ahead.ts";
import { decline } from "./scan-state.ts";

/** End of the plain scalar text on this line (trailing spaces and a comment excluded); -1 when it holds `: `, which YAML forbids. */
export function plainEnd(text: string, start: number, end: number): number {
  let last = commentStart(text, start, end);
  for (let colon = nextColon(text, start); colon < last; colon = nextColon(text, colon + 1)) {
    if (colon + 1 >= end || text.charCodeAt(colon + 1) === SPACE) return decline("colon in a plain scalar");
  }
  while (last > start && text.charCodeAt(last - 1) === SPACE) last--;
  return last;
}

/** Whether nothing but spaces and a comment follows on the line. */
export function restIsBlank(text: string, start: number, end: number): boolean {
  let i = start;
  while (i < end && text.charCodeAt(i) === SPACE) i++;
  return i >= end || (i > start && text.charCodeAt(i) === HASH);
}

/** Whether only spaces follow on the line. */
export function restIsSpaces(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== SPACE) return false;
  return true;
}
