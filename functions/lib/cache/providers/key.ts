import type { Source } from "./source.ts";

/** Where a key is read: on which object, as annotation or label. */
export type Carrier = "pod-annotation" | "cache-annotation" | "pod-label" | "workload-label" | "namespace-label";

/**
 * What a key's value may be. Values are always strings; `pattern` is the source of an anchored regular expression.
 *
 * A `pin` names a cache in the provider's shape; one of its `words` does not, and gives the key another meaning.
 */
export type Grammar =
  | { readonly type: "boolean" }
  | { readonly type: "integer"; readonly min: number | null; readonly max: number | null; readonly unit: string | null }
  | { readonly type: "enum"; readonly values: readonly string[] }
  | { readonly type: "pattern"; readonly pattern: string; readonly what: string }
  | { readonly type: "list"; readonly of: Grammar; readonly max: number | null }
  | { readonly type: "json"; readonly what: string }
  | { readonly type: "pin"; readonly words?: Readonly<Record<string, Meaning>> }
  | { readonly type: "text" };

/** What a key is about. `cache` and `replacement` are ours to write; the others are known so that they are never "unknown". */
export type Family = "cache" | "replacement" | "registry" | "network" | "storage" | "routing" | "instance";

/** One key with its older spellings. `current` is what the newest documentation tells users to write. */
export interface Key {
  readonly current: string;
  readonly legacy: readonly string[];
  readonly carriers: readonly Carrier[];
  readonly value: Grammar;
  /** `platform`: a result that the cloud writes into live objects, wrong in Git. */
  readonly by: "user" | "platform";
  readonly family: Family;
  readonly about: string;
  readonly source: Source;
  /** The key of the other carrier with the same meaning (pod `eci-vswitch`, cache object `vswitch-ids`). */
  readonly twin?: string;
  /** What holds when the key is absent, as the vendor states it. */
  readonly default?: string;
}

/** A key that a policy sets through a field of `autoMatch` or `specifiedName`. */
export interface SteeringKey extends Key {
  readonly option: { readonly of: "autoMatch" | "specifiedName"; readonly field: string } | null;
  /** What switches on or off; absent: `"true"` and `"false"`. `off: null` = nothing documented does, the key must be absent. */
  readonly switch?: { readonly on: string; readonly off: string | null };
}

/** Meanings that code asks for; every provider says which key carries it, or null. */
export type Meaning =
  | "autoMatch"
  | "fullMatch"
  | "matchCount"
  | "usageStrategy"
  | "createIfNotPresent"
  | "pin"
  | "rejectIfNotAvailable"
  | "matched"
  | "imageReplacement"
  | "burst";
