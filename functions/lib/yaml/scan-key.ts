import {
  AMPERSAND,
  ASTERISK,
  BACKSLASH,
  BANG,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  INDICATOR,
  LESS,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
} from "./characters.ts";
import { commentStart, nextColon } from "./look-ahead.ts";
import { decline } from "./scan-state.ts";

/** Answers of {@link keyColon}: no key here, or one that the scanner leaves to the library. */
export const NO_KEY = -1;
export const UNSURE = -2;

/** Longest key in characters; YAML allows 1024 up to the colon. */
export const MAX_KEY = 1000;

/** Offset of the colon that ends an implicit block key starting at `p`, or {@link NO_KEY}, or {@link UNSURE}. */
export function keyColon(text: string, p: number, end: number): number {
  const first = text.charCodeAt(p);
  if (first < 128 && INDICATOR[first] === 1) {
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return quotedKeyColon(text, p, end, first);
    // Scalars and flow collections have an indicator as well; the value scanner takes those.
    if (first === QUESTION || first === AMPERSAND || first === ASTERISK || first === BANG) return unsure("properties");
    return NO_KEY;
  }
  for (let colon = nextColon(text, p); colon < end; colon = nextColon(text, colon + 1)) {
    if (colon + 1 < end && text.charCodeAt(colon + 1) !== SPACE) continue;
    if (commentStart(text, p + 1, colon) < colon) return NO_KEY;
    return colon === p ? unsure("empty key") : colon;
  }
  return NO_KEY;
}

function quotedKeyColon(text: string, p: number, end: number, quote: number): number {
  let escaped = false;
  let i = p + 1;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      escaped = true;
      i++;
    } else if (code === quote) {
      if (quote !== SINGLE_QUOTE || text.charCodeAt(i + 1) !== SINGLE_QUOTE) break;
      escaped = true;
      i++;
    }
  }
  i++;
  while (i < end && text.charCodeAt(i) === SPACE) i++;
  if (i >= end || text.charCodeAt(i) !== COLON || (i + 1 < end && text.charCodeAt(i + 1) !== SPACE)) return NO_KEY;
  return escaped ? unsure("escape in a key") : i;
}

/** Whether `text[start, end)` is the merge key. */
export function isMergeKey(text: string, start: number, end: number): boolean {
  return end - start === 2 && text.charCodeAt(start) === LESS && text.charCodeAt(start + 1) === LESS;
}

/** Whether a list item's dash stands at `p`. */
export function isDash(text: string, p: number, end: number): boolean {
  return text.charCodeAt(p) === DASH && (p + 1 >= end || text.charCodeAt(p + 1) === SPACE);
}

function unsure(reason: string): number {
  decline(reason);
  return UNSURE;
}
