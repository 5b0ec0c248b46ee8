import {
  BYTE_ORDER_MARK,
  DASH,
  DOT,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  RETURN,
  SINGLE_QUOTE,
  DOUBLE_QUOTE,
  SPACE,
} from "./characters.ts";
import { forgetKeys, isRepeated } from "./scan-duplicates.ts";
import { forgetMarks } from "./look-ahead.ts";
import { MAX_DEPTH } from "./limits.ts";
import { scanFlow } from "./scan-flow.ts";
import { MAX_KEY, NO_KEY, UNSURE, isDash, isMergeKey, keyColon } from "./scan-key.ts";
import { plainEnd, restIsBlank, restIsSpaces } from "./scan-plain.ts";
import { addRow, clearScratch, decline, declined, scratch, setValue, SHALLOW } from "./scan-state.ts";
import { scanValue } from "./scan-value.ts";
import {
  DOUBLE_KEY,
  KIND_MASK,
  MAP,
  NULL,
  PLAIN_KEY,
  SCALAR,
  SEQUENCE,
  SINGLE_KEY,
  STRIDE,
  VALUE_END,
  closeCollections,
  type Table,
} from "./table.ts";

// The open block collections, outermost first.
const columns = new Int32Array(MAX_DEPTH + 2);
const owners = new Int32Array(MAX_DEPTH + 2);
const youngest = new Int32Array(MAX_DEPTH + 2);
const sizes = new Int32Array(MAX_DEPTH + 2);
const sequences = new Uint8Array(MAX_DEPTH + 2);
let top = -1;
/** Row that the next line may belong to: an entry without a value yet, or a plain scalar that may go on; -1: none. */
let open = -1;

/**
 * Reads one document of block-style YAML line by line and notes where every key and value sits, without resolving them.
 * It answers only when it is sure; otherwise it returns undefined (`scratch.reason` says why) and the `yaml` library decides.
 * NUL characters and lone CRs must have been ruled out.
 */
export function scan(text: string): Table | undefined {
  clearScratch();
  top = -1;
  open = -1;
  forgetKeys();
  forgetMarks();
  if (!lines(text)) return undefined;
  const count = scratch.count;
  closeCollections(scratch.cells, count);
  return { cells: scratch.cells.slice(0, count * STRIDE), count, scanned: true };
}

/**
 * The same for a text that YAML forbids and Kubernetes reads: the parsers of kubectl, kustomize and the API server do not
 * ask how far the lines in quotes and in brackets are indented, and many generators fold long texts at the column of their
 * key. Only for texts that the `yaml` library refuses: everything else in them must be as strict as ever.
 */
export function scanLoosely(text: string): Table | undefined {
  scratch.loose = true;
  try {
    return scan(text);
  } finally {
    scratch.loose = false;
  }
}

/** Whether the scan before this declined a text because a line in quotes or brackets is not deep enough. */
export function wasShallow(): boolean {
  return scratch.reason === SHALLOW;
}

function lines(text: string): boolean {
  const length = text.length;
  const returns = text.includes("\r");
  let position = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  if (text.includes("\ufeff", position)) return declined("byte order mark");
  let tab = text.indexOf("\t", position);
  let marked = false; // a `---` has been seen
  let complete = false; // the root is a collection in brackets and has been read
  while (position < length) {
    let eol = text.indexOf("\n", position);
    const next = eol < 0 ? length : eol + 1;
    if (eol < 0) eol = length;
    const end = returns && eol > position && text.charCodeAt(eol - 1) === RETURN ? eol - 1 : eol;
    let p = position;
    while (p < end && text.charCodeAt(p) === SPACE) p++;
    if (p >= end) {
      position = next;
      continue;
    }
    const first = text.charCodeAt(p);
    if (first === HASH) {
      // A comment between the lines of a plain scalar ends it.
      if (open >= 0 && (scratch.cells[open * STRIDE]! & KIND_MASK) === SCALAR) open = -1;
      position = next;
      continue;
    }
    if (tab >= 0 && tab < position) tab = text.indexOf("\t", position);
    if (tab >= 0 && tab < end) return declined("tab");
    if (p === position) {
      if (first === DASH && text.startsWith("---", p) && (end === p + 3 || text.charCodeAt(p + 3) === SPACE)) {
        if (marked || scratch.count > 0) return declined("several documents");
        if (!restIsBlank(text, p + 3, end)) return declined("text behind a marker");
        marked = true;
        position = next;
        continue;
      }
      if (first === DOT && text.startsWith("...", p)) return declined("end marker");
      if (first === PERCENT) return declined("directive");
    }
    if (complete) return declined("text behind the root");
    if (top < 0 && (first === OPEN_BRACE || first === OPEN_BRACKET)) {
      position = rootFlow(text, p);
      complete = true;
    } else {
      position = entry(text, p, p - position, end, next);
    }
    if (position < 0) return false;
  }
  return true;
}

/** A document that is one collection in brackets (JSON); returns the start of the line behind it. */
function rootFlow(text: string, start: number): number {
  const stop = scanFlow(text, start, addRow(0, -1, -1, -1, -1), -1);
  if (stop < 0) return -1;
  const newline = text.indexOf("\n", stop);
  const next = newline < 0 ? text.length : newline + 1;
  const end = newline > 0 && text.charCodeAt(newline - 1) === RETURN ? newline - 1 : newline < 0 ? next : newline;
  return restIsBlank(text, stop, end) ? next : decline("text behind the root");
}

/** One line with text at `start`; returns where the line behind the entry starts. */
function entry(text: string, start: number, column: number, end: number, next: number): number {
  const inside = top >= 0 ? columns[top]! : -1;
  if (open >= 0 && column > inside && (scratch.cells[open * STRIDE]! & KIND_MASK) === SCALAR) {
    return continuePlain(text, start, end, next);
  }
  const dash = isDash(text, start, end);
  const colon = dash ? NO_KEY : keyColon(text, start, end);
  if (colon === UNSURE) return -1;
  // Most lines belong to the collection of the line above.
  const same = column === inside && (sequences[top] === 1) === dash;
  const nested = same ? 0 : openCollection(column, dash);
  if (nested < 0) return -1;
  if (!dash && colon === NO_KEY) return nested === 1 ? ownLine(text, start, end, next) : decline("no key");
  return entries(text, start, column, end, next, dash, colon, nested === 1);
}

/** A further line of a plain scalar. */
function continuePlain(text: string, start: number, end: number, next: number): number {
  const stop = plainEnd(text, start, end);
  if (stop < 0) return -1;
  scratch.cells[open * STRIDE + VALUE_END] = stop;
  if (!restIsSpaces(text, stop, end)) open = -1;
  return next;
}

/** Closes what is deeper than `column`: 1 when the line opens a collection (or value) below `open`, 0 when it continues one, -1 to decline. */
function openCollection(column: number, dash: boolean): number {
  if (top < 0) return scratch.count > 0 ? decline("second root") : 1;
  if (column > columns[top]!) return open >= 0 ? 1 : decline("indentation");
  while (top >= 0 && columns[top]! > column) top--;
  if (top < 0 || columns[top] !== column) return decline("indentation");
  if (dash && sequences[top] === 0) {
    // A list may stand at the column of its key.
    return open >= 0 && youngest[top] === open && (scratch.cells[open * STRIDE]! & KIND_MASK) === NULL
      ? 1
      : decline("list in a map");
  }
  if (!dash && sequences[top] === 1) {
    top--;
    if (top < 0 || columns[top] !== column || sequences[top] === 1) return decline("map behind a list");
  }
  return 0;
}

/** A value on a line of its own, below its key or dash. */
function ownLine(text: string, start: number, end: number, next: number): number {
  if (open < 0) return decline("root scalar");
  const id = open;
  const position = scanValue(text, start, end, id, columns[top]!, next);
  open = scratch.closed ? -1 : id;
  return position;
}

/** The entries that begin on one line: `- - key: value` has three. */
function entries(
  text: string,
  start: number,
  column: number,
  end: number,
  next: number,
  dash: boolean,
  colon: number,
  nested: boolean,
): number {
  let p = start;
  for (;;) {
    if (nested && !push(column, p, dash)) return -1;
    const id = dash ? addRow(0, p, p + 1, owners[top]!, youngest[top]!) : keyRow(text, p, colon);
    if (id < 0) return -1;
    youngest[top] = id;
    const value = dash ? p + 1 : colon + 1;
    let q = value;
    while (q < end && text.charCodeAt(q) === SPACE) q++;
    if (q >= end || text.charCodeAt(q) === HASH) {
      setValue(id, NULL, value, value);
      open = id;
      return next;
    }
    if (dash) {
      const inner = isDash(text, q, end);
      const innerColon = inner ? NO_KEY : keyColon(text, q, end);
      if (innerColon === UNSURE) return -1;
      if (inner || innerColon >= 0) {
        open = id;
        nested = true;
        column += q - p;
        p = q;
        dash = inner;
        colon = innerColon;
        continue;
      }
    }
    const position = scanValue(text, q, end, id, column, next);
    open = scratch.closed ? -1 : id;
    return position;
  }
}

/** Opens a block collection below `open`, or as the root. */
function push(column: number, start: number, dash: boolean): boolean {
  if (top >= MAX_DEPTH) return declined("depth");
  const owner = top < 0 ? addRow(0, -1, -1, -1, -1) : open;
  setValue(owner, dash ? SEQUENCE : MAP, start, -1);
  top++;
  columns[top] = column;
  owners[top] = owner;
  youngest[top] = -1;
  sizes[top] = 0;
  sequences[top] = dash ? 1 : 0;
  return true;
}

/** Adds the row of an entry with its key, -1 to decline. */
function keyRow(text: string, start: number, colon: number): number {
  let end = colon;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  if (colon - start > MAX_KEY) return decline("long key");
  const first = text.charCodeAt(start);
  const quotes = first === DOUBLE_QUOTE || first === SINGLE_QUOTE ? 1 : 0;
  if (quotes === 0 && isMergeKey(text, start, end)) return decline("merge key");
  const owner = owners[top]!;
  if (isRepeated(text, start + quotes, end - quotes, owner, sizes[top]!++)) return decline("duplicate key");
  const style = quotes === 0 ? PLAIN_KEY : first === DOUBLE_QUOTE ? DOUBLE_KEY : SINGLE_KEY;
  return addRow(style, start, end, owner, youngest[top]!);
}
