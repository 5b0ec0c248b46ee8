import { type Cache, coverImage, type Level, type MatchAssumptions, type nearestCaches } from "../../lib/cache/mod.ts";
import type { ContainerType } from "../../lib/kubernetes/mod.ts";
import type { PodImage } from "../model.ts";

/** A cache as an explanation names it. */
export interface NamedCache {
  readonly id?: string;
  readonly name?: string;
  /** Where it was declared. */
  readonly source: string;
}

/** How a cache is called in an explanation. */
export function nameOf({ entry: { id, name, source } }: Cache): NamedCache {
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }), source };
}

/** One image of a pod against the cache that the pod starts from. */
export interface ExplainedImage {
  readonly container?: string;
  readonly type: ContainerType;
  /** What the container pulls, as text; absent where the manifest holds no text. */
  readonly image?: string;
  /**
   * `none`: it is pulled, and nothing in the cache comes close. `unreadable`: a template or a variable, or no reference at
   * all. `unknown`: no inventory says what the cache holds, or the pod does not start.
   */
  readonly coverage: Level | "unreadable" | "unknown";
  /** The image of the cache that covers it, or comes closest. */
  readonly held?: string;
  /** The cache that holds it, where every image has its own. */
  readonly cache?: NamedCache;
  /** What another cache of the inventory has, when that is closer. */
  readonly elsewhere?: NamedCache & { readonly held: string; readonly coverage: Level };
}

/** What images are compared with. */
interface CoverageContext {
  readonly matching: Required<MatchAssumptions>;
  readonly nearest: ReturnType<typeof nearestCaches>;
}

/** What an explanation depends on beside the pod. */
export interface ExplainContext extends CoverageContext {
  /** Present for the expiry of a cache, in milliseconds since 1970. */
  readonly present: (cache: Cache) => number | undefined;
}

/** What an image is called when nothing else is said about it. */
function describe({ container, type, written, image }: PodImage): Pick<ExplainedImage, "container" | "type" | "image"> {
  const text = image?.ref ?? written;
  return {
    ...(container === undefined ? {} : { container }),
    type,
    ...(text === undefined ? {} : { image: text }),
  };
}

/** An image of a pod of which nobody can say where it comes from. */
export function unknownCoverage(each: PodImage): ExplainedImage {
  return { ...describe(each), coverage: each.image === undefined ? "unreadable" : "unknown" };
}

/** An image of a pod that starts from `cache`, or from none. */
export function coverageIn(
  each: PodImage,
  cache: Cache | undefined,
  { matching, nearest }: CoverageContext,
): ExplainedImage {
  const { image } = each;
  if (image === undefined) return { ...describe(each), coverage: "unreadable" };
  const own = cache && coverImage(image, cache, matching.names);
  const level = own?.level ?? "none";
  const closest = level === "exact" ? undefined : nearest(image);
  // Another cache is worth a word only when it has something closer.
  const other = closest === undefined || closest.coverage.level === level ? undefined : closest;
  const held = other?.coverage.held;
  return {
    ...describe(each),
    coverage: level,
    ...(own?.held && { held: own.held.image.ref }),
    ...(other &&
      held && { elsewhere: { ...nameOf(other.cache), held: held.image.ref, coverage: other.coverage.level } }),
  };
}
