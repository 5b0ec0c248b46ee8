import type { Meaning, Provider } from "../lib/cache/mod.ts";
import { steeringKeys } from "../lib/cache/mod.ts";

/** What a rule asks of a pod template, in the words of the policy. Option values are those of the policy's fields. */
export interface Action {
  readonly autoMatch?: Options | undefined;
  readonly specifiedName?: (Options & { readonly name: string }) | undefined;
  readonly none?: object | undefined;
  readonly asIs?: object | undefined;
}

type Options = Readonly<Record<string, boolean | number | string | undefined>>;

/** What the annotations of a pod template must say, by meaning; spellings come later. */
export interface Wanted {
  /** Values that must be there, as text, in the order in which they are written. */
  readonly values: ReadonlyMap<Meaning, string>;
  /** What must not be there, because it would change which cache is used; a value of `unless` is harmless. */
  readonly forbidden: ReadonlyMap<Meaning, { readonly unless: string | null }>;
  /** What has no effect beside the values. */
  readonly dead: readonly Meaning[];
  /** Options of the rule that have no effect beside another option of the same rule, and that other one. */
  readonly overruled: readonly { readonly meaning: Meaning; readonly by: Meaning }[];
}

type Forbidden = readonly [Meaning, { readonly unless: string | null }];

/** The meanings that decide which cache a pod gets; all others only steer. */
export const DECIDING: ReadonlySet<Meaning> = new Set<Meaning>(["autoMatch", "pin"]);

/** The options that a provider has for one action: the policy's field and what it means. */
export function options(row: Provider, of: "autoMatch" | "specifiedName"): ReadonlyMap<string, Meaning> {
  const found = new Map<string, Meaning>();
  for (const [meaning, key] of steeringKeys(row)) {
    if (key.option?.of === of) found.set(key.option.field, meaning);
  }
  return found;
}

/** What a rule asks for, on one provider. Options that the provider does not have are not looked at. */
export function wantedBy(row: Provider, action: Action): Wanted {
  if (action.specifiedName !== undefined) return wantPin(row, action.specifiedName);
  if (action.autoMatch !== undefined) return wantMatch(row, action.autoMatch);
  if (action.asIs !== undefined) return { values: new Map(), forbidden: new Map(), dead: [], overruled: [] };
  return wantNone(row);
}

/** Nothing matches by itself: by the word that switches it off, or, where none is documented, without the key. */
function wantNone(row: Provider): Wanted {
  const { off } = matchSwitch(row);
  const unless = row.keys.autoMatch?.value.type === "boolean" ? "false" : null;
  return {
    values: new Map(off === null ? [] : [["autoMatch", off]]),
    forbidden: new Map([...forbiddenPin(row), ...(off === null ? [["autoMatch", { unless }] as const] : [])]),
    dead: [...options(row, "autoMatch").values(), ...options(row, "specifiedName").values()],
    overruled: [],
  };
}

/** The words that switch automatic matching on and off; `off: null` = none is documented. */
export function matchSwitch({ keys: { autoMatch } }: Provider): {
  readonly on: string;
  readonly off: string | null;
} {
  return autoMatch?.switch ?? { on: "true", off: "false" };
}

/** A named cache stands against all else, unless the same key says both: then its value is wrong, and not its presence. */
function forbiddenPin({ keys: { autoMatch, pin } }: Provider): readonly Forbidden[] {
  return pin === null || pin.current === autoMatch?.current ? [] : [["pin", { unless: null }]];
}

function wantMatch(row: Provider, given: Options): Wanted {
  const stated = texts(given, options(row, "autoMatch"));
  const overruled: { meaning: Meaning; by: Meaning }[] = [];
  for (const { keys, when, outcome } of row.exclusions) {
    const [first, second] = keys;
    if (!stated.has(first) || !stated.has(second)) continue;
    if (when === "first-true" && stated.get(first) !== "true") continue;
    overruled.push(outcome === "first-wins" ? { meaning: second, by: first } : { meaning: first, by: second });
  }
  for (const { meaning } of overruled) stated.delete(meaning);
  return {
    values: new Map([["autoMatch", matchSwitch(row).on], ...stated]),
    forbidden: new Map(forbiddenPin(row)),
    dead: [...options(row, "specifiedName").values(), ...overruled.map(({ meaning }) => meaning)],
    overruled,
  };
}

function wantPin(row: Provider, { name, ...given }: Options & { readonly name: string }): Wanted {
  const clash = row.exclusions.some(
    ({ keys: [first, second], outcome }) => first === "autoMatch" && second === "pin" && outcome === "rejected",
  );
  return {
    values: new Map([["pin", name], ...texts(given, options(row, "specifiedName"))]),
    forbidden: clash ? new Map([["autoMatch", { unless: "false" }]]) : new Map(),
    dead: [...options(row, "autoMatch").values()],
    overruled: [],
  };
}

function texts(given: Options, fields: ReadonlyMap<string, Meaning>): Map<Meaning, string> {
  const found = new Map<Meaning, string>();
  for (const [field, meaning] of fields) {
    const value = given[field];
    if (value !== undefined) found.set(meaning, String(value));
  }
  return found;
}
