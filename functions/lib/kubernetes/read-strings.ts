import type { PodTemplate, Tree } from "./tree.ts";

/** What this needs of a YAML outline. */
interface StringMap {
  /** What aliases and merge keys add is among them. */
  entries(): Iterable<readonly [string, { readonly string: string | undefined }]>;
}

/** A map of strings (labels, annotations, a node selector) as plain data; other values are left out. */
export function readStrings(node: StringMap | undefined): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const [key, { string }] of node?.entries() ?? []) if (string !== undefined) found.push([key, string]);
  return Object.fromEntries(found);
}

/** What a resource says of the pods of a template, the weakest first: what it says for several of its pods, then their own. */
export function podStrings<N extends Tree & StringMap>(
  { inherited, labels, annotations }: PodTemplate<N>,
  field: "labels" | "annotations",
): readonly Readonly<Record<string, string>>[] {
  const shared = inherited.map(({ metadata }) => readStrings(metadata?.get(field) as N | undefined));
  return [...shared, readStrings(field === "labels" ? labels : annotations)];
}
