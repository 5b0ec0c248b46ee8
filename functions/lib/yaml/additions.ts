/** Entries to be added below one map, in the order of the calls: strings, or maps that do not exist yet. */
export type Additions = Map<string, string | Additions>;

/** A copy that shares no map with the original. */
export function cloneAdditions(additions: Additions | undefined): Additions {
  const copy: Additions = new Map();
  for (const [key, value] of additions ?? []) copy.set(key, typeof value === "string" ? value : cloneAdditions(value));
  return copy;
}

/** Adds a string and the maps above it; answers what stands in the way: a string above it, a map in its place. */
export function addAt(
  additions: Additions,
  keys: readonly string[],
  value: string,
): "string above" | "map" | undefined {
  let map = additions;
  for (const key of keys.slice(0, -1)) {
    const next: string | Additions = map.get(key) ?? new Map();
    if (typeof next === "string") return "string above";
    map.set(key, next);
    map = next;
  }
  const last = keys.at(-1)!;
  if (typeof map.get(last) === "object") return "map";
  map.set(last, value);
  return undefined;
}

/** The map that holds the last key of a path; undefined when there is none. */
export function mapAt(additions: Additions | undefined, keys: readonly string[]): Additions | undefined {
  let map: string | Additions | undefined = additions;
  for (const key of keys.slice(0, -1)) map = typeof map === "object" ? map.get(key) : undefined;
  return typeof map === "object" ? map : undefined;
}

/** Takes back an addition; maps that were only made for it go as well. */
export function removeAt(additions: Additions, keys: readonly string[]): void {
  for (let length = keys.length; length > 0; length--) {
    const map = mapAt(additions, keys.slice(0, length));
    map?.delete(keys[length - 1]!);
    if (map === undefined || map.size > 0) return;
  }
}

/** Gives an entry another key, in its place. */
export function renameIn(map: Additions, from: string, to: string): void {
  const entries = [...map];
  map.clear();
  for (const [key, value] of entries) map.set(key === from ? to : key, value);
}
