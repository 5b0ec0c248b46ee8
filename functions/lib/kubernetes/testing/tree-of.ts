import type { Tree } from "../tree.ts";

/** A {@link Tree} over plain data, as a YAML outline would give it. */
export function treeOf(value: unknown, path: readonly (string | number)[] = []): Tree {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : [];
  return {
    kind: Array.isArray(value) ? "sequence" : value === null ? "null" : typeof value === "object" ? "map" : "scalar",
    key: path.at(-1),
    path,
    string: typeof value === "string" ? value : undefined,
    size: entries.length,
    get: (key) => {
      if (Array.isArray(value)) return undefined;
      const entry = entries.find(([name]) => name === key);
      return entry && treeOf(entry[1], [...path, entry[0]]);
    },
    children: () => entries.map(([key, child]) => treeOf(child, [...path, key])),
  };
}
