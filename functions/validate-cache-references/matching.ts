import type { MatchAssumptions } from "../lib/cache/mod.ts";
import type { ValidateCacheReferencesSpec } from "./policy.ts";

/** What a policy assumes where the clouds' pages leave matching open, in the words of the matcher. */
export function assumptionsOf({ matching }: ValidateCacheReferencesSpec): Required<MatchAssumptions> {
  return {
    names: matching?.names ?? "normalized",
    size: matching?.closestSize ?? "cache",
    order: matching?.order ?? ["matched-images", "newest"],
  };
}
