import type { Family, Grammar, Key } from "./key.ts";
import type { Source } from "./source.ts";

/** A key that steers no cache: an annotation of pods with any text, written by users, unless `more` says otherwise. */
export function companion(
  current: string,
  family: Family,
  about: string,
  source: Source,
  more: Partial<Omit<Key, "current" | "family" | "about" | "source">> = {},
): Key {
  return {
    current,
    legacy: [],
    carriers: ["pod-annotation"],
    value: { type: "text" },
    by: "user",
    family,
    about,
    source,
    ...more,
  };
}

/** A comma list of registry hosts. */
export function hosts(): Grammar {
  const what = "a host, with its port when the image has one";
  return { type: "list", max: null, of: { type: "pattern", pattern: "^[A-Za-z0-9.-]+(:[0-9]{1,5})?$", what } };
}

/** A whole number within bounds, both inclusive. */
export function integer(min: number | null, max: number | null, unit: string | null): Grammar {
  return { type: "integer", min, max, unit };
}

/** One of some words. */
export function oneOf(...values: readonly string[]): Grammar {
  return { type: "enum", values };
}
