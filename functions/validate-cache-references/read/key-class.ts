import { keyInfo, type KeyInfo, knownKeys, PROVIDER_NAMES, type ProviderName } from "../../lib/cache/mod.ts";
import { withinEdits } from "../edits.ts";
import type { Misspelt } from "../model.ts";

/** What a key is to us: one of a provider's, or one that looks like it. */
export interface KeyClass {
  readonly key: string;
  readonly info: KeyInfo | undefined;
  readonly misspelt: Misspelt | undefined;
}

/** Words that only keys about caches and image replacement have in their names. */
const FAMILY = /(^|-)imc(-|$)|image-?cache|image-?snapshot|image-?replacement/;

const classes = new Map<string, KeyClass | null>();

/**
 * Classifies an annotation or label key; undefined for keys that are none of our business, which are nearly all.
 * Answers come from memory, because the same few keys stand on every workload of a package.
 */
export function classifyKey(key: string): KeyClass | undefined {
  let known = classes.get(key);
  if (known === undefined) {
    known = classify(key);
    classes.set(key, known);
  }
  return known ?? undefined;
}

function classify(key: string): KeyClass | null {
  const info = keyInfo(key);
  if (info !== undefined) return { key, info, misspelt: undefined };
  const slash = key.indexOf("/");
  if (slash < 0) return null;
  const misspelt = misspeltKey(key, key.slice(0, slash), key.slice(slash + 1));
  return misspelt === undefined ? null : { key, info: undefined, misspelt };
}

interface Family {
  readonly provider: ProviderName;
  readonly keys: readonly string[];
  /** Domains of the keys that steer caches and image replacement. */
  readonly domains: ReadonlySet<string>;
}

let families: readonly Family[] | undefined;

function familiesOf(): readonly Family[] {
  families ??= PROVIDER_NAMES.map((provider) => {
    const keys = knownKeys(provider);
    const steering = keys.filter((key) => isSteering(keyInfo(key)));
    return { provider, keys, domains: new Set(steering.map((key) => key.slice(0, key.indexOf("/")))) };
  });
  return families;
}

function isSteering(info: KeyInfo | undefined): boolean {
  return info?.row.family === "cache" || info?.row.family === "replacement";
}

/**
 * The known key that is closest, within two edits of it; or a key of a cache family under a domain whose cache keys we know all of. Other
 * keys of a vendor are right or wrong for reasons we know nothing about.
 */
function misspeltKey(key: string, domain: string, name: string): Misspelt | undefined {
  for (const edits of [1, 2]) {
    const close = familiesOf().flatMap(({ provider, keys }) =>
      keys.filter((known) => isCloseTo(key, known, edits)).map((meant) => ({ provider, meant })),
    );
    if (close[0] !== undefined) return { ...close[0], sure: close.length === 1 };
  }
  if (!FAMILY.test(name)) return undefined;
  const owner = familiesOf().find(({ domains }) => domains.has(domain));
  return owner === undefined ? undefined : { provider: owner.provider, meant: undefined, sure: false };
}

/** Short names are close to everything: `acs` and `eci` are two products, not a typo. */
function isCloseTo(key: string, known: string, edits: number): boolean {
  const name = known.length - known.indexOf("/") - 1;
  return withinEdits(key, known, Math.min(edits, name >= 10 ? 2 : name >= 6 ? 1 : 0));
}
