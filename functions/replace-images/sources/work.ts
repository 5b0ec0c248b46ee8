import type { WorkloadKind } from "../../lib/kubernetes/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import type { Annotating } from "../annotate-item.ts";
import type { ReplaceImagesSpec } from "../policy.ts";

/** Where a policy looks for images. */
export type Source = NonNullable<ReplaceImagesSpec["sources"]>[number];

/** What handling an item needs to know of the policy. */
export interface Work extends Annotating {
  readonly reads: (source: Source) => boolean;
  readonly flags: Flags;
  readonly needles: readonly string[];
  /** The policy also means images that name none of its prefixes: single words, or short names of Docker Hub's. */
  readonly words: boolean;
  /** How many texts are around the item. */
  readonly depth: number;
  /** By type, the row of a kind in which only image fields need a look; null: everything does. */
  readonly usual: Map<string, WorkloadKind | null>;
}

/** The names of environment variables and arguments whose values are images. */
export interface Flags {
  readonly isVariable: (name: string) => boolean;
  /** `--config-reloader-image`. */
  readonly isArgument: (name: string) => boolean;
}

/** The nodes of an item that have been dealt with, changed or not. */
export type Handled = Node[];
