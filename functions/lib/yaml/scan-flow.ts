import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  INDICATOR,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
  TAB,
  isBreak,
} from "./characters.ts";
import { MAX_DEPTH } from "./limits.ts";
import { seenKey } from "./scan-duplicates.ts";
import { MAX_KEY, isMergeKey } from "./scan-key.ts";
import { quotedEnd } from "./scan-quoted.ts";
import { addRow, decline, scratch, setValue, SHALLOW } from "./scan-state.ts";
import {
  DOUBLE,
  DOUBLE_KEY,
  FLOW,
  KEY_END,
  KEY_START,
  MAP,
  META,
  NULL,
  PARENT,
  PLAIN,
  PLAIN_KEY,
  SCALAR,
  SEQUENCE,
  SINGLE,
  SINGLE_KEY,
  STRIDE,
  VALUE_END,
} from "./table.ts";

/** Column that further lines must be deeper than: -1 at the root of a document. */
let margin = -1;
/** Levels that the enclosing collections leave. */
let room = MAX_DEPTH;

/**
 * Reads the collection in brackets at `start` as the value of row `id`, entries included, over several lines if need be.
 * Returns the offset behind its closing bracket, -1 to decline: comments, tabs, anchors, tags, `? ` keys, keys without
 * a value, plain scalars over several lines.
 */
export function scanFlow(text: string, start: number, id: number, column: number): number {
  margin = column;
  room = MAX_DEPTH;
  for (let row = id; row >= 0; row = scratch.cells[row * STRIDE + PARENT]!) room--;
  return collection(text, start, id, 1);
}

function collection(text: string, start: number, id: number, depth: number): number {
  if (depth > room) return decline("depth");
  const isMap = text.charCodeAt(start) === OPEN_BRACE;
  const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
  setValue(id, FLOW | (isMap ? MAP : SEQUENCE), start, -1);
  let elder = -1;
  let p = skipBlanks(text, start + 1, depth);
  while (p >= 0) {
    if (text.charCodeAt(p) === close) {
      scratch.cells[id * STRIDE + VALUE_END] = p + 1;
      return p + 1;
    }
    const child = addRow(0, -1, -1, id, elder);
    elder = child;
    p = isMap ? pair(text, p, child, id, depth) : node(text, p, child, depth);
    if (p < 0) return -1;
    p = skipBlanks(text, p, depth);
    if (p < 0) return -1;
    const code = text.charCodeAt(p);
    if (code === COMMA) p = skipBlanks(text, p + 1, depth);
    else if (code !== close) return decline("flow separator");
  }
  return -1;
}

/** An entry `key: value`. */
function pair(text: string, start: number, id: number, map: number, depth: number): number {
  const first = text.charCodeAt(start);
  const quoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
  const end = quoted ? quotedEnd(text, start, -2) : plain(text, start);
  if (end < 0) return -1;
  if (end - start > MAX_KEY) return decline("long key");
  const from = quoted ? start + 1 : start;
  const to = quoted ? end - 1 : end;
  if (quoted && hasEscape(text, from, to)) return decline("escape in a key");
  if (!quoted && isMergeKey(text, from, to)) return decline("merge key");
  let colon = end;
  while (text.charCodeAt(colon) === SPACE) colon++;
  if (text.charCodeAt(colon) !== COLON) return decline("flow key without a value");
  const behind = text.charCodeAt(colon + 1);
  if (!isBreak(behind) && !(quoted && colon === end && behind !== COLON)) return decline("flow key");
  if (seenKey(text, from, to, map)) return decline("duplicate key");
  const row = id * STRIDE;
  scratch.cells[row + META]! |= quoted ? (first === DOUBLE_QUOTE ? DOUBLE_KEY : SINGLE_KEY) : PLAIN_KEY;
  scratch.cells[row + KEY_START] = start;
  scratch.cells[row + KEY_END] = end;
  const p = skipBlanks(text, colon + 1, depth);
  if (p < 0) return -1;
  const code = text.charCodeAt(p);
  if (code === COMMA || code === CLOSE_BRACE) {
    setValue(id, NULL, colon + 1, colon + 1);
    return p;
  }
  return node(text, p, id, depth);
}

function node(text: string, start: number, id: number, depth: number): number {
  const first = text.charCodeAt(start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return collection(text, start, id, depth + 1);
  const quoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
  const end = quoted ? quotedEnd(text, start, margin) : plain(text, start);
  if (end < 0) return -1;
  setValue(id, SCALAR | (first === DOUBLE_QUOTE ? DOUBLE : first === SINGLE_QUOTE ? SINGLE : PLAIN), start, end);
  return end;
}

/** End of the plain scalar at `start`; a line break ends it, and what follows then must be a comma or a bracket. */
function plain(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if ((first < 128 && INDICATOR[first] === 1) || first === COLON) return decline("indicator");
  if (first === DASH && (isBreak(text.charCodeAt(start + 1)) || isFlowIndicator(text.charCodeAt(start + 1))))
    return decline("indicator");
  let last = start;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE) continue;
    if (code === NEWLINE || code === RETURN || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) break;
    if (code === OPEN_BRACE || code === OPEN_BRACKET || code === TAB) return decline("flow scalar");
    if (code === HASH && text.charCodeAt(i - 1) === SPACE) return decline("flow comment");
    if (code === COLON) {
      const behind = text.charCodeAt(i + 1);
      if (isBreak(behind) || isFlowIndicator(behind)) break;
    }
    last = i + 1;
  }
  return last;
}

function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA || code === OPEN_BRACE || code === CLOSE_BRACE || code === OPEN_BRACKET || code === CLOSE_BRACKET
  );
}

function hasEscape(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH || code === SINGLE_QUOTE) return true;
  }
  return false;
}

/** Next character that is no space or line break; the last closing bracket may stand at the margin itself. */
function skipBlanks(text: string, start: number, depth: number): number {
  let p = start;
  for (;;) {
    while (text.charCodeAt(p) === SPACE) p++;
    if (text.charCodeAt(p) === RETURN) p++;
    if (text.charCodeAt(p) !== NEWLINE) break;
    const lineStart = p + 1;
    p = lineStart;
    while (text.charCodeAt(p) === SPACE) p++;
    const code = text.charCodeAt(p);
    if (code === NEWLINE || code === RETURN) continue;
    const column = p - lineStart;
    const closes = depth === 1 && (code === CLOSE_BRACE || code === CLOSE_BRACKET);
    if (column <= margin && !(closes && column === margin) && !scratch.loose) return decline(SHALLOW);
    if (column === 0 && (text.startsWith("---", p) || text.startsWith("...", p))) return decline("marker in flow");
  }
  if (p >= text.length) return decline("open flow collection");
  return p;
}
