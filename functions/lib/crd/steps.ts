/** Every item of a list. */
export const ITEMS: unique symbol = Symbol("[]");

/** Every value of a map. */
export const VALUES: unique symbol = Symbol("*");

/** One step from a resource towards a field. */
export type Step = string | typeof ITEMS | typeof VALUES;

/** The way from a resource to a field. */
export type Steps = readonly Step[];

/** `spec.tasks[].image` for the steps to it, as policies and the catalogue write field paths. */
export function formatSteps(steps: Steps): string {
  return steps
    .map((step, index) => {
      if (step === ITEMS) return "[]";
      const text = step === VALUES ? "*" : step;
      if (step !== VALUES && /[.[\]"*]/.test(text)) return `["${text}"]`;
      return index === 0 ? text : `.${text}`;
    })
    .join("");
}

/** A value of an object with the keys and indices that lead to it. */
export interface FoundValue {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** Every value of an object at the end of `steps`; shapes that do not fit hold none. */
export function valuesAt(object: unknown, steps: Steps): FoundValue[] {
  let found: FoundValue[] = [{ path: [], value: object }];
  for (const step of steps) found = found.flatMap((each) => next(each, step));
  return found;
}

function next({ path, value }: FoundValue, step: Step): FoundValue[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) !== (step === ITEMS)) return [];
  if (Array.isArray(value)) return value.map((item, index) => ({ path: [...path, index], value: item as unknown }));
  const keys = step === VALUES ? Object.keys(value) : Object.hasOwn(value, step) ? [step as string] : [];
  return keys.map((key) => ({ path: [...path, key], value: (value as Record<string, unknown>)[key] }));
}
