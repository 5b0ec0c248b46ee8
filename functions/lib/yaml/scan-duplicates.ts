// Open addressing over (map, hash of the key text). It only has to be sure that two keys differ: when two look alike,
// the scanner declines and the library decides. Slots of earlier scans are recognised by their generation.

/** Numbers per slot: generation, map, hash. */
const WIDTH = 3;
/** Slots from the start, less one; a large document has more for the time of its scan. */
const USUAL_MASK = (1 << 12) - 1;
let mask = USUAL_MASK;
let slots = new Int32Array((mask + 1) * WIDTH);
let generation = 0;
let used = 0;

/** Forgets the keys of the previous text. */
export function forgetKeys(): void {
  generation++;
  used = 0;
  if (mask <= 16 * USUAL_MASK + 15) return;
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
