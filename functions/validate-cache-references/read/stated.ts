import type { Provider } from "../../lib/cache/mod.ts";
import type { DeclaredObject, Stated, Value } from "./declared-object.ts";
import { quoted } from "../found.ts";
import type { Found } from "../model.ts";

/** All places where an object states something: the field of its spec first. */
export function cacheFields({ fields, annotation }: Stated): readonly Value[] {
  return annotation === undefined ? fields : [...fields, annotation];
}

/** What an object says, whatever the way; undefined when it says nothing. The field wins, as far as anybody knows. */
export function statedText(stated: Stated): string | undefined {
  return cacheFields(stated)[0]?.text;
}

/** A number outside of its range. A range that the vendor does not document is a reason to warn only. */
export function statedProblem(
  value: Value,
  { resource, row }: DeclaredObject,
  { min, max, unit, source }: Provider["limits"]["size"],
): readonly Found[] {
  const { path, text, type } = value;
  const annotation = path[0] === "metadata";
  // An annotation must be a string and a field must not be, which other tools tell: here the number counts.
  const whole = /^(0|[1-9]\d*)$/.test(text) && (annotation || type === "number");
  const number = Number(text);
  if (whole && number >= (min ?? 0) && number <= (max ?? Number.MAX_SAFE_INTEGER)) return [];
  const key = `\`${String(path.at(-1))}\``;
  const range = max === null ? `of at least ${min ?? 0}` : `from ${min ?? 0} to ${max}`;
  const known = source.mark === "documented" && (min ?? max) !== null;
  const doubt = known ? "" : `; the range of ${row.title} is not documented`;
  const written = type === "string" && !annotation ? `the text ${quoted(text)}` : quoted(text);
  const message = `${key} must be a whole number ${range} (${unit}), not ${written}${doubt}`;
  const severity = known || !whole ? "error" : "warning";
  return [{ at: resource, path, message, severity, current: text }];
}
