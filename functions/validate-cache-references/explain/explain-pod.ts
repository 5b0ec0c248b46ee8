import type { Obstacle, Outcome, Prediction, RunnerUp, Survey } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import {
  coverageIn,
  type ExplainContext,
  type ExplainedImage,
  type NamedCache,
  nameOf,
  unknownCoverage,
} from "./explain-image.ts";
import { explainPin } from "./explain-pin.ts";
import { lostPhrase, OBSTACLES, type PhraseContext } from "../match-phrases.ts";
import { missSentence, predictionSentence } from "../prediction-sentence.ts";

/** A cache that the pod does not start from. */
interface OtherCache extends NamedCache {
  /** Distinct images of the pod that it holds. */
  readonly matched: number;
  readonly reason: string;
}

/** What one cloud would do with a pod. */
export interface CloudExplanation {
  readonly provider: string;
  readonly title: string;
  /** What the annotations ask for. */
  readonly asks: "named" | "automatic" | "off" | "nothing";
  /** The cache that the pod starts from; absent: none, several (see the images), or it cannot be told. */
  readonly cache?: NamedCache;
  /** Why that one. */
  readonly criterion?: Prediction["decidedBy"] | "named";
  /** The sentence a reviewer needs. */
  readonly sentence: string;
  readonly images: readonly ExplainedImage[];
  /** Candidates that are not taken, the best first; `reason` says in words what decided. */
  readonly runnersUp: readonly (OtherCache & { readonly lostBy: RunnerUp["lostBy"] })[];
  /** Caches with an image of the pod that are no candidates. */
  readonly passedOver: readonly (OtherCache & { readonly why: Obstacle })[];
  /** What the vendor's pages leave open about the way this cache was chosen. */
  readonly undocumented?: string;
}

/** What a cloud would do with a pod, as far as its pages say. */
export function explainUse(use: CacheUse, context: ExplainContext): CloudExplanation {
  const { name: provider, title } = use.row;
  const explained = use.entry("pin") === undefined ? explainMatching(use, context) : explainNamed(use, context);
  return { provider, title, runnersUp: [], passedOver: [], ...explained };
}

type Explained = Omit<CloudExplanation, "provider" | "title" | "runnersUp" | "passedOver"> & Partial<CloudExplanation>;

function explainNamed(use: CacheUse, context: ExplainContext): Explained {
  const { cache, known, sentence } = explainPin(use, context);
  const images = use.images.map((each) => (known ? coverageIn(each, cache, context) : unknownCoverage(each)));
  if (cache === undefined) return { asks: "named", sentence, images };
  return { asks: "named", cache: nameOf(cache), criterion: "named", sentence, images };
}

function explainMatching(use: CacheUse, context: ExplainContext): Explained {
  const entry = use.entry("autoMatch");
  if (entry === undefined || !use.isTrue("autoMatch")) {
    const images = use.images.map((each) => coverageIn(each, undefined, context));
    return { asks: entry === undefined ? "nothing" : "off", sentence: withoutCache(use), images };
  }
  if (use.outcome === undefined) {
    return { asks: "automatic", sentence: undecidable(use), images: use.images.map(unknownCoverage) };
  }
  const { note } = use.row.matching.source;
  const outcome = explainOutcome(use, use.outcome, context);
  return { asks: "automatic", ...outcome, ...(note === undefined ? {} : { undocumented: note }) };
}

function explainOutcome(
  use: CacheUse,
  { prediction, survey }: Outcome,
  context: ExplainContext,
): Omit<Explained, "asks"> {
  const { matching } = context;
  const others = describeSurvey(survey(), { row: use.row, matching });
  if (prediction === undefined) {
    const images = use.images.map((each) => coverageIn(each, undefined, context));
    return { sentence: missSentence(use), images, ...others };
  }
  const sentence = predictionSentence(use, prediction, matching, 0);
  if (prediction.images !== undefined) return { sentence, images: imagesOfEach(use, prediction, context), ...others };
  const { winner, decidedBy } = prediction;
  const images = use.images.map((each) => coverageIn(each, winner, context));
  return { cache: nameOf(winner), criterion: decidedBy, sentence, images, ...others };
}

/** The images of a pod where every image starts from a cache of its own. */
function imagesOfEach(use: CacheUse, { images = [] }: Prediction, context: ExplainContext): readonly ExplainedImage[] {
  const caches = new Map(images.map(({ key, prediction }) => [key, prediction?.winner]));
  const keyOf = ({ key, ref }: { key: string; ref: string }): string =>
    context.matching.names === "written" ? ref : key;
  return use.images.map((each) => {
    const own = each.image && caches.get(keyOf(each.image));
    const covered = coverageIn(each, own, context);
    return own === undefined ? covered : { ...covered, cache: nameOf(own) };
  });
}

function describeSurvey(
  { runnersUp, passedOver }: Survey,
  phrases: PhraseContext,
): Pick<CloudExplanation, "runnersUp" | "passedOver"> {
  return {
    runnersUp: runnersUp.map(({ cache, matched, lostBy }) => {
      return { ...nameOf(cache), matched, lostBy, reason: lostPhrase(lostBy, phrases) };
    }),
    passedOver: passedOver.map(({ cache, matched, why }) => {
      const { phase } = cache.entry;
      const reason = why === "phase" ? `${OBSTACLES[why]} ("${phase}")` : OBSTACLES[why];
      return { ...nameOf(cache), matched, why, reason };
    }),
  };
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
