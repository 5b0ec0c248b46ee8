// Open addressing over (map, hash of the key text). It only has to be sure that two keys differ: when two look alike,
// the scanner declines and the library decides. Slots of earlier scans are recognised by their generation.
let bits = 12;
let generations = new Int32Array(1 << bits);
let hashes = new Int32Array(1 << bits);
let owners = new Int32Array(1 << bits);
let generation = 0;
let used = 0;

/** Forgets the keys of the previous text. */
export function forgetKeys(): void {
  generation++;
  used = 0;
}

/** Remembers the key `text[start, end)` of the map `owner`; true when that map may have had it before. */
export function seenKey(text: string, start: number, end: number, owner: number): boolean {
  let hash = (owner + 0x9e3779b1) | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  if (++used * 2 > 1 << bits) widen();
  return !insert(hash, owner);
}

function insert(hash: number, owner: number): boolean {
  const mask = (1 << bits) - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (generations[slot] === generation) {
    if (hashes[slot] === hash && owners[slot] === owner) return false;
    slot = (slot + 1) & mask;
  }
  generations[slot] = generation;
  hashes[slot] = hash;
  owners[slot] = owner;
  return true;
}

function widen(): void {
  const old = { generations, hashes, owners };
  bits++;
  generations = new Int32Array(1 << bits);
  hashes = new Int32Array(1 << bits);
  owners = new Int32Array(1 << bits);
  for (let slot = 0; slot < old.generations.length; slot++) {
    if (old.generations[slot] === generation) insert(old.hashes[slot]!, old.owners[slot]!);
  }
}
