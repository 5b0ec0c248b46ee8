import { visitPath } from "./field-path.ts";
import type { Path, Tree } from "./tree.ts";
import type { WorkloadKind } from "./workload-kind.ts";

/** A field that names an image and is left alone whatever a policy says. */
export interface KeptField<N extends Tree> {
  /** Not always a string. */
  readonly node: N;
  /** From the resource. */
  readonly path: Path;
  /** Reads well behind "is left alone, because". */
  readonly why: string;
}

/** The fields of a resource that name images and are never rewritten; none of them is among its image fields. */
export function keptFields<N extends Tree>(root: N, kind: WorkloadKind): KeptField<N>[] {
  const found: KeptField<N>[] = [];
  for (const { path, why } of kind.kept ?? []) {
    visitPath(root, path, (node) => found.push({ node, path: node.path.slice(root.path.length), why }));
  }
  return found;
}
