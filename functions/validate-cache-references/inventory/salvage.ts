import type { Path } from "../../lib/yaml/mod.ts";

/**
 * A copy of a value without the parts at `paths`. Where a path leads to something that is missing, the map around it
 * goes. Items of lists leave `undefined` behind, so that the others keep their positions.
 */
export function without(value: unknown, paths: readonly Path[]): unknown {
  const copy = structuredClone(value);
  for (const path of paths) remove(copy, path);
  return copy;
}

function remove(root: unknown, path: Path): void {
  if (isGone(root, path)) return;
  for (let length = path.length; length > 0; length--) {
    const parent = at(root, path.slice(0, length - 1));
    const key = path[length - 1] as string | number;
    if (Array.isArray(parent) && typeof key === "number" && parent[key] !== undefined) {
      parent[key] = undefined;
      return;
    }
    if (isMap(parent) && Object.hasOwn(parent, key)) {
      delete parent[key];
      return;
    }
  }
}

/** Whether something around the path was removed before. */
function isGone(root: unknown, path: Path): boolean {
  return path.some((key, depth) => {
    const parent = at(root, path.slice(0, depth));
    return Array.isArray(parent) && Number(key) < parent.length && parent[Number(key)] === undefined;
  });
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], root);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The items that are there, with their positions in the list as it was written. */
export function present<T>(list: readonly (T | undefined)[]): readonly (readonly [number, T])[] {
  return list.flatMap((item, index) => (item === undefined ? [] : [[index, item] as const]));
}
