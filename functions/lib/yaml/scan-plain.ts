import { COLON, HASH, SPACE } from "./characters.ts";
import { decline } from "./scan-state.ts";

/** End of the plain scalar text on this line (trailing spaces and a comment excluded); -1 when it holds `: `, which YAML forbids. */
export function plainEnd(text: string, start: number, end: number): number {
  let last = start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE) continue;
    if (code === HASH && text.charCodeAt(i - 1) === SPACE) return last;
    if (code === COLON && (i + 1 >= end || text.charCodeAt(i + 1) === SPACE)) return decline("colon in a plain scalar");
    last = i + 1;
  }
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
