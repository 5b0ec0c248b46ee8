/** Rules that judge by declared caches: without an inventory they say nothing. */
export const NEEDS_INVENTORY: ReadonlySet<string> = new Set([
  "IC101",
  "IC104",
  "IC105",
  "IC106",
  "IC107",
  "IC108",
  "IC109",
  "IC110",
  "IC111",
  "IC112",
  "IC114",
  "IC115",
  "IC116",
  "IC208",
]);

/**
 * Rules that only the policy can silence: those about inventories, because a cache that counts for every pod is nothing
 * that one file decides, and those about suppressions.
 */
export const OF_POLICY_ONLY: ReadonlySet<string> = new Set(["IC401", "IC402", "IC403", "IC501", "IC502"]);

/** Rules that `replace-images` has too: one function cannot tell whether the other needs the suppression. */
export const OF_SEVERAL_FUNCTIONS: ReadonlySet<string> = new Set(["IR002", "IR003", "IR004", "IR005", "IR007"]);
