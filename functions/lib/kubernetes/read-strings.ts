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
