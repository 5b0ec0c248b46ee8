import type { KeyInfo } from "../lib/cache/mod.ts";

/**
 * Whether the older spelling of a key is the one that the cluster reads: the keys of the bursting add-on changed with
 * CCI 2.0.
 */
export function isOlderInUse({ row }: KeyInfo, generation: "1.0" | "2.0"): boolean {
  return generation === "1.0" && row.current.startsWith("bursting.cci.io/");
}
