import type { Replacement } from "./replace.ts";

/** What happens to the replacement annotation of a pod template. */
export type Annotation =
  /** Write `value` under each of `set`, take the keys of `remove` away. */
  | {
      readonly do: "write";
      readonly value: string;
      readonly set: readonly string[];
      readonly remove: readonly string[];
    }
  /** It says this already, or it says something else and the policy keeps that. */
  | { readonly do: "nothing" }
  | { readonly do: "keep" | "fail"; readonly key: string; readonly value: string };

/** The keys of the two generations and which of them the policy wants. */
export interface AnnotationKeys {
  readonly current: string;
  readonly legacy: string;
  readonly wanted: "current" | "legacy" | "both";
}

/**
 * The annotation's value as the bursting add-on reads it: a JSON list of `{repositoryPrefix, replaceWith}`, in the
 * policy's order, on one line.
 *
 * Source: support.huaweicloud.com/bestpractice-cci/cci_04_0059.html.
 */
export function annotationValue(replacements: readonly Replacement[]): string {
  return JSON.stringify(replacements.map(({ repositoryPrefix, replaceWith }) => ({ repositoryPrefix, replaceWith })));
}

/**
 * Decides about one pod template: `present` holds its annotations. A value counts as the same when it means the same
 * list, however its JSON is laid out and ordered, because the order makes no difference to the add-on.
 */
export function decideAnnotation(
  present: Readonly<Record<string, unknown>>,
  replacements: readonly Replacement[],
  keys: AnnotationKeys,
  onExisting: "keep" | "replace" | "fail",
): Annotation {
  const wanted = keys.wanted === "both" ? [keys.current, keys.legacy] : [keys[keys.wanted]];
  const value = annotationValue(replacements);
  const meaning = meaningOf(value);
  const all = [keys.current, keys.legacy].filter((key) => Object.hasOwn(present, key));
  const other = all.find((key) => meaningOf(present[key]) !== meaning);
  if (other !== undefined && onExisting !== "replace") {
    return { do: onExisting, key: other, value: String(present[other]) };
  }
  const set = wanted.filter((key) => meaningOf(present[key]) !== meaning);
  const remove = onExisting === "replace" ? all.filter((key) => !wanted.includes(key)) : [];
  return set.length === 0 && remove.length === 0 ? { do: "nothing" } : { do: "write", value, set, remove };
}

/** A text that is equal for values of the same meaning; undefined for what is no list of replacements. */
function meaningOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const list: unknown = JSON.parse(value);
    if (!Array.isArray(list)) return undefined;
    return list
      .map(({ repositoryPrefix, replaceWith }) => JSON.stringify([repositoryPrefix, replaceWith]))
      .sort()
      .join();
  } catch {
    return undefined;
  }
}
