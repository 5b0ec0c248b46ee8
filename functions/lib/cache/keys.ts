import { type ProviderName, PROVIDER_NAMES, provider } from "./providers.ts";
import type { Key, Meaning, SteeringKey } from "./providers/key.ts";
import type { Provider } from "./providers/provider.ts";

/** The two generations of keys that live side by side. */
export type Generation = "current" | "legacy";

/** What is known about one annotation or label key. */
export interface KeyInfo {
  readonly provider: ProviderName;
  /** The key as asked for. */
  readonly key: string;
  /**
   * What it means among the keys that steer caches; undefined for companions (registries, network, storage). A key
   * with two meanings has that of a pin here, see `meaningOf`.
   */
  readonly meaning: Meaning | undefined;
  readonly generation: Generation;
  /** The row: carriers, grammar, who writes it, the current spelling in `current`. */
  readonly row: Key;
}

/** The meanings that a provider has keys for, with their rows. */
export function steeringKeys(row: Provider): readonly (readonly [Meaning, SteeringKey])[] {
  const entries = Object.entries(row.keys) as [Meaning, SteeringKey | null][];
  return entries.filter((entry): entry is [Meaning, SteeringKey] => entry[1] !== null);
}

function index(): ReadonlyMap<string, KeyInfo> {
  const found = new Map<string, KeyInfo>();
  for (const name of PROVIDER_NAMES) {
    const table = provider(name);
    const rows: (readonly [Meaning | undefined, Key])[] = [...steeringKeys(table)];
    for (const row of table.companions) rows.push([undefined, row]);
    for (const [meaning, row] of rows) {
      found.set(row.current, { provider: name, key: row.current, meaning, generation: "current", row });
      for (const key of row.legacy) found.set(key, { provider: name, key, meaning, generation: "legacy", row });
    }
  }
  return found;
}

let known: ReadonlyMap<string, KeyInfo> | undefined;

function keyIndex(): ReadonlyMap<string, KeyInfo> {
  known ??= index();
  return known;
}

/** What is known about a key, of whatever provider and generation; undefined for keys of nobody in the table. */
export function keyInfo(key: string): KeyInfo | undefined {
  return keyIndex().get(key);
}

/** What a key means with a value: a word such as `auto` may turn the key of a pin into another one. */
export function meaningOf({ meaning, row: { value } }: KeyInfo, text: string): Meaning | undefined {
  if (value.type !== "pin" || value.words === undefined) return meaning;
  return Object.hasOwn(value.words, text) ? value.words[text] : meaning;
}

/** Every known key, of one provider or of all, in the table's order (for suggestions). */
export function knownKeys(name?: ProviderName): readonly string[] {
  const all = [...keyIndex().values()];
  return all.filter((info) => name === undefined || info.provider === name).map((info) => info.key);
}

/** The domains of all known keys with their slash, without those that end in another one: every known key holds one of them. */
export function keyDomains(): readonly string[] {
  const all = [...new Set([...keyIndex().keys()].map((key) => key.slice(0, key.indexOf("/") + 1)))];
  return all.filter((domain) => !all.some((other) => other !== domain && domain.endsWith(other)));
}

/** The spellings of one meaning: the current key first, then the older ones; empty when the provider has none. */
export function spellings(row: Provider, meaning: Meaning): readonly string[] {
  const key = row.keys[meaning];
  return key === null ? [] : [key.current, ...key.legacy];
}
