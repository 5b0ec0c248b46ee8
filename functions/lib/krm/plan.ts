/**
 * A schema as plain data, made when the command is built. It knows fewer constraints than the schema: what it accepts
 * the schema accepts unchanged; what it does not, the schema must judge. `null` stands for a part that it cannot judge.
 */
export type Plan = null | TypePlan | ValuePlan | UnionPlan | ListPlan | MapPlan;

/** A scalar; `ge` and `le` bound a number, `min` and `max` the length of a string, `pattern` its text. */
export interface TypePlan {
  readonly type: "string" | "number" | "boolean" | "any";
  readonly int?: true;
  readonly ge?: number;
  readonly le?: number;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

/** One of these values. */
interface ValuePlan {
  readonly in: readonly unknown[];
}

/** One of these at least. */
interface UnionPlan {
  readonly anyOf: readonly Plan[];
}

/** A list; `min` and `max` bound its length. */
export interface ListPlan {
  readonly items: Plan;
  readonly min?: number;
  readonly max?: number;
}

/** A map of these keys. */
export interface MapPlan {
  readonly keys: Readonly<Record<string, Plan>>;
  /** Keys that must be there. */
  readonly need: readonly string[];
  /** What every other key must hold; absent: there must be no other key. */
  readonly rest?: Plan;
  /** Exactly one of these keys must be there. */
  readonly oneOf?: readonly string[];
  /** How many keys at most. */
  readonly max?: number;
}

/** Whether the plan is sure that the schema takes `value` as it is. */
export function accepts(plan: Plan, value: unknown): boolean {
  if (plan === null) return false;
  if ("type" in plan) return acceptsScalar(plan, value);
  if ("in" in plan) return plan.in.includes(value);
  if ("anyOf" in plan) return plan.anyOf.some((each) => accepts(each, value));
  if ("items" in plan) {
    return Array.isArray(value) && within(plan, value.length) && value.every((each) => accepts(plan.items, each));
  }
  return typeof value === "object" && value !== null && !Array.isArray(value) && acceptsMap(plan, value);
}

function acceptsScalar(plan: TypePlan, value: unknown): boolean {
  if (plan.type === "any") return true;
  if (typeof value === "string") {
    if (plan.type !== "string" || !within(plan, value.length)) return false;
    return plan.pattern === undefined || new RegExp(plan.pattern).test(value);
  }
  if (typeof value !== "number") return plan.type === "boolean" && typeof value === "boolean";
  if (plan.type !== "number" || !Number.isFinite(value)) return false;
  if (plan.int === true && !Number.isSafeInteger(value)) return false;
  return value >= (plan.ge ?? -Infinity) && value <= (plan.le ?? Infinity);
}

function acceptsMap({ keys, need, rest, oneOf, max = Infinity }: MapPlan, value: object): boolean {
  const entries = Object.entries(value);
  if (entries.length > max || !need.every((key) => Object.hasOwn(value, key))) return false;
  if (oneOf !== undefined && oneOf.filter((key) => Object.hasOwn(value, key)).length !== 1) return false;
  return entries.every(([key, each]) => {
    const known = Object.hasOwn(keys, key) ? keys[key] : rest;
    return known !== undefined && accepts(known, each);
  });
}

const within = (
  { min = 0, max = Infinity }: { readonly min?: number; readonly max?: number },
  length: number,
): boolean => length >= min && length <= max;
