import { keyInfo, type KeyInfo, knownKeys, PROVIDER_NAMES, type ProviderName } from "../../lib/cache/mod.ts";
import { detached } from "../../lib/yaml/mod.ts";
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

/** Edits that a typo takes at most. */
const MOST_EDITS = 2;

const classes = new Map<string, KeyClass | null>();
const MOST = 20_000;

/**
 * Classifies an annotation or label key; undefined for keys that are none of our business, which are nearly all.
 * Answers come from memory, because the same few keys stand on every workload of a package. The memory is bounded, so
 * that a long-lived program does not grow.
 */
export function classifyKey(key: string): KeyClass | undefined {
  let known = classes.get(key);
  if (known === undefined) {
    const own = detached(key);
    known = classify(own);
    if (classes.size >= MOST) {
      classes.clear();
      candidates.clear();
    }
    classes.set(own, known);
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
  /** Its keys by their domains. */
  readonly all: readonly { readonly domain: string; readonly keys: readonly string[] }[];
  /** Domains of the keys that steer caches and image replacement. */
  readonly domains: ReadonlySet<string>;
}

let families: readonly Family[] | undefined;

function familiesOf(): readonly Family[] {
  families ??= PROVIDER_NAMES.map((provider) => {
    const keys = knownKeys(provider);
    const steering = keys.filter((key) => isSteering(keyInfo(key)));
    const all = [...new Set(keys.map(domainOf))].map((domain) => ({
      domain,
      keys: keys.filter((key) => domainOf(key) === domain),
    }));
    return { provider, all, domains: new Set(steering.map(domainOf)) };
  });
  return families;
}

const domainOf = (key: string): string => key.slice(0, key.indexOf("/"));

function isSteering(info: KeyInfo | undefined): boolean {
  return info?.row.family === "cache" || info?.row.family === "replacement";
}

interface Candidate {
  readonly provider: ProviderName;
  readonly meant: string;
}

const candidates = new Map<string | undefined, readonly Candidate[]>();

/**
 * The known keys that a key of this domain can have been meant to be; undefined: of any. A package has many keys, and few
 * domains.
 */
function candidatesOf(domain: string | undefined): readonly Candidate[] {
  let found = candidates.get(domain);
  if (found === undefined) {
    found = familiesOf().flatMap(({ provider, all }) =>
      all
        .filter((known) => domain === undefined || mayBecome(domain, known.domain))
        .flatMap(({ keys }) => keys.map((meant) => ({ provider, meant }))),
    );
    candidates.set(domain, found);
  }
  return found;
}

/** Whether two edits of a whole key can make this domain of that one: also by moving the slash, which takes both. */
function mayBecome(domain: string, known: string): boolean {
  return domain.startsWith(known) || known.startsWith(domain) || withinEdits(domain, known, MOST_EDITS);
}

/**
 * The known key that is closest, within two edits of it; or a key of a cache family under a domain whose cache keys we
 * know all of, or one that has its name under another domain of the same cloud. Other keys of a vendor are right or wrong
 * for reasons we know nothing about.
 */
function misspeltKey(key: string, domain: string, name: string): Misspelt | undefined {
  // With a second slash nobody knows which one was meant.
  const possible = candidatesOf(name.includes("/") ? undefined : domain);
  // Keys are compared letter by letter, so one in capitals is another key, however close it looks.
  const lower = name.toLowerCase();
  const alike = lower === name ? undefined : possible.find(({ meant }) => meant.toLowerCase() === `${domain}/${lower}`);
  if (alike !== undefined) return { ...alike, sure: true };
  for (let edits = 1; edits <= MOST_EDITS; edits++) {
    const close = possible.filter(({ meant }) => isCloseTo(key, meant, edits));
    if (close[0] !== undefined) return { ...close[0], sure: close.length === 1 };
  }
  if (!FAMILY.test(lower)) return undefined;
  for (const family of familiesOf()) {
    const knowsAll = family.domains.has(domain);
    if (!knowsAll && !family.all.some((known) => known.domain === domain)) continue;
    const meant = namesake(family, lower);
    if (knowsAll || meant !== undefined) return { provider: family.provider, meant, sure: false };
  }
  return undefined;
}

/** The key that steers caches or image replacement and has this name under another of the cloud's domains. */
function namesake({ all }: Family, name: string): string | undefined {
  const keys = all.flatMap((known) => known.keys).map(keyInfo);
  return keys.find((info) => isSteering(info) && info?.key.slice(info.key.indexOf("/") + 1) === name)?.row.current;
}

/** Short names are close to everything: `acs` and `eci` are two products, not a typo. */
function isCloseTo(key: string, known: string, edits: number): boolean {
  const name = known.length - known.indexOf("/") - 1;
  return withinEdits(key, known, Math.min(edits, name >= 10 ? MOST_EDITS : name >= 6 ? 1 : 0));
}
