import { RULES } from "./index.ts";

const range = (prefix: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${String(first + index).padStart(3, "0")}`);

/** Ids whose checks live elsewhere; `elsewhere.ts` says where. A policy may name them, so that one serves several tools. */
const ELSEWHERE: readonly string[] = ["IC012", "IC317", ...range("IR", 1, 24)];

/** Ids that a policy may name and no rule of this function has. */
export function reservedIds(): readonly string[] {
  const own = new Set(RULES.map(({ id }) => id));
  return ELSEWHERE.filter((id) => !own.has(id));
}

let known: readonly string[] | undefined;

/** Every id that a policy may name, in the order of the table. Most runs do without. */
export function ruleIds(): readonly string[] {
  known ??= [...RULES.map(({ id }) => id), ...reservedIds()].sort();
  return known;
}
