import { detached } from "../../lib/yaml/mod.ts";

/** Texts that stand in nearly every resource: keys of paths, values such as `true`. */
const known = new Map<string, string>();
const MOST = 20_000;

/**
 * One copy of equal texts. A piece of a larger text keeps the whole of it in memory, and ten thousand pods have the same
 * few keys.
 */
export function intern(text: string): string {
  const one = known.get(text);
  if (one !== undefined) return one;
  if (known.size >= MOST) known.clear();
  const own = detached(text);
  known.set(own, own);
  return own;
}

/** A path with one copy of each of its keys. */
export function internPath(path: readonly (string | number)[]): readonly (string | number)[] {
  return path.map((step) => (typeof step === "string" ? intern(step) : step));
}
