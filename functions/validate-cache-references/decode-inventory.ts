import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { type PolicyProblem, policyProblems } from "../lib/krm/mod.ts";
import { CacheInventorySchema, type CacheInventorySpec } from "./cache-inventory.ts";
import { present, without } from "./salvage.ts";

/** A decoded CacheInventory: what could be read of it, and what is wrong with the rest. */
export interface DecodedInventory {
  /** Undefined when not even a part could be read. */
  readonly spec: CacheInventorySpec | undefined;
  readonly problems: readonly PolicyProblem[];
  /** Position in the document of each cache of `spec`, and of each of its images. */
  readonly positions: readonly CachePosition[];
}

interface CachePosition {
  readonly cache: number;
  readonly images: readonly number[];
}

/** Decodes a CacheInventory object. What is wrong is left out of `spec`, so that one bad entry does not spoil its neighbours. */
export function decodeInventory(object: unknown): DecodedInventory {
  const whole = decode(object);
  if (whole.spec !== undefined) return { ...whole, positions: positionsOf(object) };
  const rest = without(
    object,
    whole.problems.map(({ path }) => path),
  );
  const positions = positionsOf(rest);
  return { spec: decode(compact(rest, positions)).spec, problems: whole.problems, positions };
}

function decode(object: unknown): Omit<DecodedInventory, "positions"> {
  const result = Schema.decodeUnknownResult(CacheInventorySchema, { errors: "all", onExcessProperty: "error" })(object);
  if (Result.isSuccess(result)) return { spec: result.success.spec, problems: [] };
  return { spec: undefined, problems: policyProblems(result.failure.issue, object) };
}

interface Loose {
  readonly spec?: { readonly caches?: readonly ({ readonly images?: readonly unknown[] } | undefined)[] };
}

function positionsOf(object: unknown): readonly CachePosition[] {
  const caches = (object as Loose | null)?.spec?.caches;
  if (!Array.isArray(caches)) return [];
  return present(caches).map(([cache, value]) => {
    const images = (value as { readonly images?: unknown } | null)?.images;
    return { cache, images: Array.isArray(images) ? present(images).map(([image]) => image) : [] };
  });
}

/** The object without the gaps that were left in its lists. */
function compact(object: unknown, positions: readonly CachePosition[]): unknown {
  const { spec } = object as Loose;
  const { caches } = spec ?? {};
  if (!Array.isArray(caches)) return object;
  const kept = positions.map(({ cache, images }) => {
    const value = caches[cache] as { readonly images?: readonly unknown[] };
    return Array.isArray(value.images) ? { ...value, images: images.map((image) => value.images?.[image]) } : value;
  });
  return { ...(object as object), spec: { ...spec, caches: kept } };
}
