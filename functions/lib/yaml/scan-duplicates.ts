import { scratch } from "./scan-state.ts";
import { KEY_END, KEY_MASK, KEY_START, NEXT, PLAIN_KEY, STRIDE } from "./table.ts";

// Open addressing over (map, hash of the key text). It only has to be sure that two keys differ: when two look alike,
// the scanner declines and the library decides. Slots of earlier scans are recognised by their generation.

/** Numbers per slot: generation, map, hash. */
const WIDTH = 3;
/** Slots from the start, less one: most documents need none. */
const USUAL_MASK = (1 << 8) - 1;
/** Those that are kept between scans; a larger document has more for the time of its scan. */
const MOST_MASK = (1 << 16) - 1;
let mask = USUAL_MASK;
let slots = new Int32Array((mask + 1) * WIDTH);
let generation = 0;
let used = 0;

/** Forgets the keys of the previous text. */
export function forgetKeys(): void {
  generation++;
  used = 0;
  if (mask <= MOST_MASK) return;
  mask = USUAL_MASK;
  slots = new Int32Array((mask + 1) * WIDTH);
}

/** Remembers the key `text[start, end)` of the map `owner`; true when that map may have had it before. */
export function seenKey(text: string, start: number, end: number, owner: number): boolean {
  let hash = (owner + 0x9e3779b1) | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  if (++used * 2 > mask) widen();
  return !insert(hash, owner);
}

function insert(hash: number, owner: number): boolean {
  const table = slots;
  let slot = (hash ^ (hash >>> 15)) & mask;
  let at = slot * WIDTH;
  while (table[at] === generation) {
    if (table[at + 2] === hash && table[at + 1] === owner) return false;
    slot = (slot + 1) & mask;
    at = slot * WIDTH;
  }
  table[at] = generation;
  table[at + 1] = owner;
  table[at + 2] = hash;
  return true;
}

function widen(): void {
  const old = slots;
  mask = mask * 2 + 1;
  slots = new Int32Array((mask + 1) * WIDTH);
  for (let at = 0; at < old.length; at += WIDTH) {
    if (old[at] === generation) insert(old[at + 2]!, old[at + 1]!);
  }
}

/** Entries up to which a key is compared with those above it, which takes less than to hash it. */
const FEW = 12;

/** Whether the map in row `owner`, which has `size` entries so far, has (or may have) the key `text[start, end)`. */
export function isRepeated(text: string, start: number, end: number, owner: number, size: number): boolean {
  if (size > FEW) return seenKey(text, start, end, owner);
  const { cells } = scratch;
  let row = (owner + 1) * STRIDE;
  for (let i = 0; i < size; i++) {
    const quotes = (cells[row]! & KEY_MASK) === PLAIN_KEY ? 0 : 1;
    const from = cells[row + KEY_START]! + quotes;
    const to = cells[row + KEY_END]! - quotes;
    if (size === FEW) seenKey(text, from, to, owner);
    if (to - from === end - start && isSame(text, from, start, end - start)) return true;
    row = cells[row + NEXT]! * STRIDE;
  }
  return size === FEW && seenKey(text, start, end, owner);
}

function isSame(text: string, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (text.charCodeAt(a + i) !== text.charCodeAt(b + i)) return false;
  return true;
}
