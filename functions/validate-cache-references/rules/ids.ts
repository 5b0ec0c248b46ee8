import { RULES } from "./index.ts";

const range = (prefix: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${String(first + index).padStart(3, "0")}`);

/**
 * Ids whose checks live elsewhere: rules about cache objects, rules that compare two versions, and what
 * replace-images reports itself. A policy may name them, so that one policy serves several versions of the program.
 */
export const RESERVED: readonly string[] = ["IC012", ...range("IC", 301, 317), ...range("IR", 1, 21)];

/** Every id that a policy may name, in the order of the table. */
export const RULE_IDS: readonly string[] = [...new Set([...RULES.map(({ id }) => id), ...RESERVED])].sort();
