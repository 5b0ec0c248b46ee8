import { BACKSLASH, DOUBLE_QUOTE, NEWLINE, RETURN, SINGLE_QUOTE, SPACE, TAB } from "./characters.ts";
import { nextBackslash, nextNewline } from "./look-ahead.ts";
import { decline, scratch, SHALLOW } from "./scan-state.ts";

/** 1 for the characters that may follow a backslash alone; `x`, `u` and `U` take hexadecimal digits. */
const ESCAPES = new Uint8Array(128);
for (const character of '0abtnvfre "/\\N_LP') ESCAPES[character.charCodeAt(0)] = 1;
const LOWER_X = 120;
const LOWER_U = 117;

/**
 * Offset behind the closing quote of the quoted scalar at `start`, -1 to decline.
 * Lines that continue it must be deeper than `column` (unless `scratch.loose`); -2 allows a single line only.
 */
export function quotedEnd(text: string, start: number, column: number): number {
  const quote = text.charCodeAt(start);
  const close = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start + 1);
  if (close < 0) return decline("open quote");
  if (isSimple(text, start, close, quote)) return close + 1;
  for (let i = start + 1; i < text.length;) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(i + 1) !== SINGLE_QUOTE) return i + 1;
      i += 2;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      i = escapeEnd(text, i, column);
      if (i < 0) return -1;
    } else if (code === NEWLINE) {
      i = continuation(text, i + 1, column);
      if (i < 0) return -1;
    } else {
      i++;
    }
  }
  return decline("open quote");
}

/** Whether the first quote that follows closes: one line without anything that stands for something else. */
function isSimple(text: string, start: number, close: number, quote: number): boolean {
  if (quote === DOUBLE_QUOTE ? nextBackslash(text, start) < close : text.charCodeAt(close + 1) === SINGLE_QUOTE)
    return false;
  return nextNewline(text, start) > close;
}

/** Offset behind the escape whose backslash stands at `i`. A backslash that joins lines is left at its line break. */
function escapeEnd(text: string, i: number, column: number): number {
  const code = text.charCodeAt(i + 1);
  if (code < 128 && ESCAPES[code] === 1) return i + 2;
  if (code === NEWLINE || code === RETURN) return column === -2 ? decline("lines in a quoted flow scalar") : i + 1;
  if (code !== LOWER_X && code !== LOWER_U) return decline("escape");
  const digits = code === LOWER_X ? 2 : 4;
  for (let k = i + 2; k < i + 2 + digits; k++) {
    const digit = text.charCodeAt(k);
    const letter = digit | 32;
    if (!((digit >= 48 && digit <= 57) || (letter >= 97 && letter <= 102))) return decline("escape");
  }
  return i + 2 + digits;
}

/** First character of a line that continues a quoted scalar; blank lines are passed. */
function continuation(text: string, lineStart: number, column: number): number {
  if (column === -2) return decline("lines in a quoted flow scalar");
  let i = lineStart;
  while (text.charCodeAt(i) === SPACE) i++;
  const code = text.charCodeAt(i);
  if (code === NEWLINE || (code === RETURN && text.charCodeAt(i + 1) === NEWLINE)) return i;
  if (code === TAB) return decline("tab");
  if (isMarker(text, i, lineStart)) return decline("marker in quotes");
  return i - lineStart > column || scratch.loose ? i : decline(SHALLOW);
}

/** Whether a line begins with `---` or `...`, which end a document in quotes as well. */
function isMarker(text: string, at: number, lineStart: number): boolean {
  return at === lineStart && (text.startsWith("---", at) || text.startsWith("...", at));
}
