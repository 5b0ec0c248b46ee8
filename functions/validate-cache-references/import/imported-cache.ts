import type { ProviderName } from "../../lib/cache/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import type { DeclaredCache } from "../inventory/cache-inventory.ts";
import type { ImportContext } from "./import-problem.ts";

/** A cache of an export, as an inventory declares it. */
export interface ImportedCache {
  readonly provider: ProviderName;
  /** As the export states it. */
  readonly region: string | undefined;
  readonly cache: DeclaredCache;
  /** Where it stands, for messages; without a node: the first line. */
  readonly at: { readonly context: ImportContext; readonly node: Node | undefined };
}
