import { RULES } from "./index.ts";

const range = (prefix: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${String(first + index).padStart(3, "0")}`);

/** Ids whose checks live elsewhere, and where. A policy may name them, so that one policy serves several versions. */
export const ELSEWHERE: readonly { readonly ids: string; readonly list: readonly string[]; readonly where: string }[] =
  [
    {
      ids: "IC012, IC317",
      list: ["IC012", "IC317"],
      where: "compare two versions of a resource, so only a comparison of two revisions can tell; a function sees one",
    },
    {
      ids: "IC301 to IC316",
      list: range("IC", 301, 316),
      where: "the objects that describe caches (ImageCache, ImageSnapshot) as such: a later version",
    },
    {
      ids: "the other IR rules up to IR021",
      list: range("IR", 1, 21),
      where: "`replace-images` reports what concerns its own policy and the images that it meets",
    },
  ];

/** Ids of {@link ELSEWHERE} that no rule of this function has. */
export const RESERVED: readonly string[] = ELSEWHERE.flatMap(({ list }) => list).filter((id) =>
  RULES.every((rule) => rule.id !== id),
);

/** Every id that a policy may name, in the order of the table. */
export const RULE_IDS: readonly string[] = [...RULES.map(({ id }) => id), ...RESERVED].sort();
