import {
  BAR,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  INDICATOR,
  OPEN_BRACE,
  OPEN_BRACKET,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
} from "./characters.ts";
import { scanBlockScalar } from "./scan-block-scalar.ts";
import { scanFlow } from "./scan-flow.ts";
import { plainEnd, restIsBlank, restIsSpaces } from "./scan-plain.ts";
import { quotedEnd } from "./scan-quoted.ts";
import { decline, scratch, setValue } from "./scan-state.ts";
import { DOUBLE, PLAIN, SCALAR, SINGLE } from "./table.ts";

/**
 * Reads the value of row `id` at `start`, whose line ends at `end`; lines that belong to it are deeper than `column`.
 * Returns where the line behind the value starts, -1 to decline. A plain scalar may go on there unless `scratch.closed`.
 */
export function scanValue(text: string, start: number, end: number, id: number, column: number, next: number): number {
  const first = text.charCodeAt(start);
  if (first >= 128 || INDICATOR[first] === 0) {
    if ((first === DASH || first === COLON) && (start + 1 >= end || text.charCodeAt(start + 1) === SPACE))
      return decline("indicator");
    const stop = plainEnd(text, start, end);
    if (stop < 0) return -1;
    setValue(id, SCALAR | PLAIN, start, stop);
    scratch.closed = stop < end && !restIsSpaces(text, stop, end);
    return next;
  }
  scratch.closed = true;
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) {
    const stop = quotedEnd(text, start, column);
    if (stop < 0) return -1;
    setValue(id, SCALAR | (first === DOUBLE_QUOTE ? DOUBLE : SINGLE), start, stop);
    return lineBehind(text, stop, end, next);
  }
  if (first === BAR || first === GREATER) return scanBlockScalar(text, start, end, id, column, next);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) {
    const stop = scanFlow(text, start, id, column);
    return stop < 0 ? -1 : lineBehind(text, stop, end, next);
  }
  return decline("indicator");
}

/** Start of the line behind a value that ends at `stop`, maybe on a later line than the one that ends at `end`. */
function lineBehind(text: string, stop: number, end: number, next: number): number {
  if (stop <= end) return restIsBlank(text, stop, end) ? next : decline("text behind a value");
  const newline = text.indexOf("\n", stop);
  const eol = newline < 0 ? text.length : newline;
  const lineEnd = newline > 0 && text.charCodeAt(newline - 1) === RETURN ? eol - 1 : eol;
  if (!restIsBlank(text, stop, lineEnd)) return decline("text behind a value");
  return newline < 0 ? text.length : newline + 1;
}
