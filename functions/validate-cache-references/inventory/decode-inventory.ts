import { decodeObject, type FunctionDefinition, type PolicyProblem } from "../../lib/krm/mod.ts";
import type { CacheInventorySpec, ICacheInventory } from "./cache-inventory.ts";
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
  /** Whether images were left out. */
  readonly isIncomplete: boolean;
}

/** Schema of a CacheInventory; the built command has a lighter stand-in for it, so it is handed in. */
export type InventorySchema = FunctionDefinition<ICacheInventory>["policy"];

/** Decodes a CacheInventory object. What is wrong is left out of `spec`, so that one bad entry does not spoil its neighbours. */
export function decodeInventory(schema: InventorySchema, object: unknown): DecodedInventory {
  const whole = decode(schema, object);
  if (whole.spec !== undefined) return { ...whole, positions: positionsOf(object) };
  const rest = without(
    object,
    // An image without its reference is none, so it goes as a whole.
    whole.problems.map(({ path }) => (path.at(-1) === "ref" ? path.slice(0, -1) : path)),
  );
  const positions = positionsOf(rest);
  return { spec: decode(schema, compact(rest, positions)).spec, problems: whole.problems, positions };
}

function decode(schema: InventorySchema, object: unknown): Omit<DecodedInventory, "positions"> {
  const decoded = decodeObject(schema, object);
  return "policy" in decoded
    ? { spec: decoded.policy.spec, problems: [] }
    : { spec: undefined, problems: decoded.problems };
}

interface Loose {
  readonly spec?: { readonly caches?: readonly ({ readonly images?: readonly unknown[] } | undefined)[] };
}

function positionsOf(object: unknown): readonly CachePosition[] {
  const caches = (object as Loose | null)?.spec?.caches;
  if (!Array.isArray(caches)) return [];
  return present(caches).map(([cache, value]) => {
    const images = (value as { readonly images?: unknown } | null)?.images;
    const kept = Array.isArray(images) ? present(images).map(([image]) => image) : [];
    return { cache, images: kept, isIncomplete: Array.isArray(images) && kept.length < images.length };
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
