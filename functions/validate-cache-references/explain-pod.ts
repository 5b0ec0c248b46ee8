import {
  type Cache,
  coverImage,
  type Level,
  type MatchAssumptions,
  type Obstacle,
  type Outcome,
  type Prediction,
  type RunnerUp,
  type Survey,
} from "../lib/cache/mod.ts";
import type { ContainerType } from "../lib/kubernetes/mod.ts";
import type { CacheUse } from "./cache-use.ts";
import { explainPin, type PinState } from "./explain-pin.ts";
import type { PodImage } from "./model.ts";
import { missSentence, predictionSentence } from "./prediction-sentence.ts";

/** A cache as an explanation names it. */
export interface NamedCache {
  readonly id?: string;
  readonly name?: string;
  /** Where it was declared. */
  readonly source: string;
}

/** One image of a pod against the cache that the pod starts from. */
export interface ExplainedImage {
  readonly container?: string;
  readonly type: ContainerType;
  /** What the container pulls, as text; absent where the manifest holds no text. */
  readonly image?: string;
  /** `unreadable`: a template or a variable, or no reference at all. `unknown`: no inventory, or the cache is not in it. */
  readonly coverage: Level | "unreadable" | "unknown";
  /** The image of the cache that covers it, or comes closest. */
  readonly held?: string;
  /** The cache that holds it, where every image has its own. */
  readonly cache?: NamedCache;
}

/** What one cloud would do with a pod. */
export interface CloudExplanation {
  readonly provider: string;
  readonly title: string;
  /** What the annotations ask for. */
  readonly asks: "named" | "automatic" | "off" | "nothing";
  /** The cache that the pod starts from; absent: none, or it cannot be told. */
  readonly cache?: NamedCache;
  /** Why that one. */
  readonly criterion?: Prediction["decidedBy"] | "named";
  /** The sentence a reviewer needs. */
  readonly sentence: string;
  readonly images: readonly ExplainedImage[];
  readonly runnersUp: readonly (NamedCache & { readonly matched: number; readonly lostBy: RunnerUp["lostBy"] })[];
  readonly passedOver: readonly (NamedCache & {
    readonly matched: number;
    readonly why: Obstacle;
    readonly phase?: string;
  })[];
}

/** What a cloud would do with a pod, as far as its pages say. */
export function explainUse(
  use: CacheUse,
  matching: Required<MatchAssumptions>,
  present: (cache: Cache) => number | undefined,
): CloudExplanation {
  const base = { provider: use.row.name, title: use.row.title, runnersUp: [], passedOver: [] };
  if (use.entry("pin") !== undefined) {
    const state = explainPin(use, matching.names, present);
    const images = coverageOf(use, state.cache, matching, state.known);
    return { ...base, asks: "named", ...startFrom(state), sentence: state.sentence, images };
  }
  const entry = use.entry("autoMatch");
  if (entry === undefined || !use.isTrue("autoMatch")) {
    const asks = entry === undefined ? "nothing" : "off";
    return { ...base, asks, sentence: withoutCache(use), images: coverageOf(use, undefined, matching, false) };
  }
  if (use.outcome === undefined) {
    const images = coverageOf(use, undefined, matching, false);
    return { ...base, asks: "automatic", sentence: undecidable(use), images };
  }
  return { ...base, asks: "automatic", ...explainOutcome(use, use.outcome, matching) };
}

function startFrom({ cache }: PinState): Pick<CloudExplanation, "cache" | "criterion"> {
  return cache === undefined ? {} : { cache: nameOf(cache), criterion: "named" };
}

function explainOutcome(
  use: CacheUse,
  { prediction, survey }: Outcome,
  matching: Required<MatchAssumptions>,
): Omit<CloudExplanation, "provider" | "title" | "asks"> {
  const others = describeSurvey(survey());
  if (prediction === undefined) {
    return { sentence: missSentence(use), images: coverageOf(use, undefined, matching, true), ...others };
  }
  const { winner, decidedBy, images } = prediction;
  const caches = new Map(images?.map((each) => [each.key, each.prediction?.winner]));
  return {
    ...(images === undefined ? { cache: nameOf(winner), criterion: decidedBy } : {}),
    sentence: predictionSentence(use, prediction, matching, 0),
    images:
      images === undefined
        ? coverageOf(use, winner, matching, true)
        : use.images.map((each) => {
            const { image } = each;
            const own = image && caches.get(matching.names === "written" ? image.ref : image.key);
            return { ...coverOne(each, own, matching, true), ...(own && { cache: nameOf(own) }) };
          }),
    ...others,
  };
}

function describeSurvey({ runnersUp, passedOver }: Survey): Pick<CloudExplanation, "runnersUp" | "passedOver"> {
  return {
    runnersUp: runnersUp.map(({ cache, matched, lostBy }) => ({ ...nameOf(cache), matched, lostBy })),
    passedOver: passedOver.map(({ cache, matched, why }) => {
      const { phase } = cache.entry;
      return { ...nameOf(cache), matched, why, ...(phase === undefined ? {} : { phase }) };
    }),
  };
}

/** How a cache is called in an explanation. */
export function nameOf({ entry: { id, name, source } }: Cache): NamedCache {
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }), source };
}

function coverageOf(
  use: CacheUse,
  cache: Cache | undefined,
  matching: Required<MatchAssumptions>,
  known: boolean,
): readonly ExplainedImage[] {
  return use.images.map((each) => coverOne(each, cache, matching, known));
}

function coverOne(
  { container, type, written, image }: PodImage,
  cache: Cache | undefined,
  { names }: Required<MatchAssumptions>,
  known: boolean,
): ExplainedImage {
  const text = image?.ref ?? written;
  const base = {
    ...(container === undefined ? {} : { container }),
    type,
    ...(text === undefined ? {} : { image: text }),
  };
  if (image === undefined) return { ...base, coverage: "unreadable" };
  if (cache === undefined) return { ...base, coverage: known ? "none" : "unknown" };
  const { level, held } = coverImage(image, cache, names);
  return { ...base, coverage: level, ...(held && { held: held.image.ref }) };
}

/** A pod that asks for no cache. */
function withoutCache(use: CacheUse): string {
  const { row } = use;
  const entry = use.entry("autoMatch");
  const pulls = "every image is pulled from its registry";
  if (entry !== undefined)
    return `pod would start without ${row.noun}: \`${entry.key}\` is "${entry.text}", so ${pulls}`;
  const key = row.keys.autoMatch;
  if (key?.default === "true") {
    return `pod asks for no ${row.noun}, so ${pulls}; the vendor's table says that \`${key.current}\` is on by default, what an absent one does is not documented`;
  }
  return `pod asks for no ${row.noun}, so ${pulls}`;
}

/** Why a prediction cannot be made. */
function undecidable(use: CacheUse): string {
  const { row, inventory } = use;
  const start = `which ${row.noun} the pod would start from cannot be told`;
  if (!inventory.declared) return `${start}: no inventory of ${row.title} is declared`;
  if (use.atLeast === undefined) return `${start}: "${use.text("matchCount")}" is no number of images`;
  if (use.matchedImages.every(({ image }) => image === undefined)) return `${start}: none of its images is a reference`;
  if (use.atLeast === "all") return `${start}: one of its images is no reference, and all must match`;
  return `${start}: "${use.text("usageStrategy")}" is no strategy of ${row.title}`;
}
