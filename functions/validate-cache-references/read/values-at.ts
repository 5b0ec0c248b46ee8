import type { Node, Path } from "../../lib/yaml/mod.ts";

/** A node with its path. */
interface Place {
  readonly path: Path;
  readonly node: Node;
}

/** The values that a dotted path names; `[]` behind a key means every item. */
export function valuesAt(root: Node, dotted: string): readonly Place[] {
  return dotted.split(".").reduce<Place[]>(step, [{ path: [], node: root }]);
}

function step(values: readonly Place[], part: string): Place[] {
  const key = part.endsWith("[]") ? part.slice(0, -2) : part;
  const below = values.flatMap(({ path, node }): Place[] => {
    const next = node.get(key);
    return next === undefined ? [] : [{ path: [...path, key], node: next }];
  });
  if (key === part) return below;
  return below.flatMap(({ path, node }) =>
    node.kind === "sequence" ? node.children().map((item, index) => ({ path: [...path, index], node: item })) : [],
  );
}
