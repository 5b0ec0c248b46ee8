import type { Cache, CacheIndex, ImageKey } from "./inventory.ts";
import type { Deciding, Ranker } from "./predict-criteria.ts";
import { lookupOf, type Names } from "./predict-lookup.ts";
import { findBest, type Found, largestOf, type Prepared, type Question } from "./predict-match.ts";
import { type MatchScope, obstacles } from "./predict-obstacle.ts";
import { type RunnerUp, runnersUpOf, type Survey, survey } from "./predict-survey.ts";
import type { Criterion } from "./providers/provider.ts";

/** What a pod asks of automatic matching. */
export interface MatchRequest {
  readonly images: readonly ImageKey[];
  /** Ranking of the provider's strategy, most important first. */
  readonly criteria: readonly Criterion[];
  /** Candidates must hold at least this many of the distinct images; `"all"` = every one. */
  readonly atLeast: number | "all";
  /** Image storage of the pod in GiB; undefined = no limit known. */
  readonly storageGiB: number | undefined;
}

/** What vendors leave open, decided by the policy; what is absent has the default. */
export interface MatchAssumptions {
  /** Default `normalized`. */
  readonly names?: Names;
  /** What "closest in size" means: `cache` (default), the smaller cache, or `images`, the larger sum of matched images. */
  readonly size?: "cache" | "images";
  /** Ranking of clouds that document none; default the most images, then the newest. */
  readonly order?: readonly Criterion[];
}

/** How matching works over one inventory. */
export interface PredictorOptions extends MatchScope, MatchAssumptions {
  /** What a cache is chosen for; default the pod. */
  readonly chosenFor?: "pod" | "image";
}

/** The cache that automatic matching would take. */
export interface Prediction {
  readonly winner: Cache;
  /** `only-candidate`: nothing had to decide. */
  readonly decidedBy: Deciding | "only-candidate";
  /** Distinct images of the pod that the winner holds; where every image has its own cache, those that have one. */
  readonly matched: number;
  /** Up to three, the best first; caches that match less may be missing: `Outcome.survey` has them all. */
  readonly runnersUp: readonly RunnerUp[];
  /** Whether sizes had to be ignored because the inventory does not state them. */
  readonly withoutSizes: boolean;
  /** What could not be compared, because the inventory lacks a value of one of the best. */
  readonly undecided: readonly Deciding[];
  /** Whether the cloud documents no order, so that the policy's was taken. */
  readonly assumed: boolean;
  /** Present where every image is matched by itself: what each would start from, in the order of the pod. */
  readonly images?: readonly ImagePrediction[];
}

/** What one image would start from, where caches are chosen image by image. */
interface ImagePrediction {
  readonly key: string;
  readonly prediction: Prediction | undefined;
}

/** Outcome of a prediction. `tooLarge`: a cache that would have matched more, but does not fit the pod's storage. */
export interface Outcome {
  readonly prediction: Prediction | undefined;
  readonly tooLarge: Cache | undefined;
  /** Every other cache with an image of the pod, worked out when it is asked for first. */
  survey(): Survey;
}

/** Predicts for many pods over one inventory; equal requests are answered from memory. */
export type Predict = (request: MatchRequest) => Outcome;

/** Not documented, but what every cloud does that documents its order. */
const USUAL: readonly Criterion[] = ["matched-images", "newest"];

const NOTHING: Outcome = {
  prediction: undefined,
  tooLarge: undefined,
  survey: () => ({ runnersUp: [], passedOver: [] }),
};

/** Prepares predictions over an inventory. */
export function predictor(index: CacheIndex, options: PredictorOptions): Predict {
  const lookup = lookupOf(index, options.names ?? "normalized");
  const obstacle = obstacles(options);
  const prepared: Prepared = { lookup, obstacle, largest: largestOf(lookup, obstacle), shared: new Map() };
  const answer = options.chosenFor === "image" ? answerPerImage : answerPerPod;
  const known = new Map<string, Outcome>();
  return ({ images, atLeast, storageGiB, criteria: given }) => {
    const distinct = [...new Set(images.map(lookup.keyOf))];
    const held = distinct.filter((key) => lookup.caches(key).length > 0);
    if (held.length === 0) return NOTHING;
    const keys = options.chosenFor === "image" ? distinct : held.sort();
    const wanted = atLeast === "all" ? distinct.length : atLeast;
    const assumed = given.length === 0;
    const ranking = assumed ? (options.order ?? USUAL) : given;
    const criteria = options.size === "images" ? ranking.map(bySizeOfImages) : ranking;
    const memo = [wanted, assumed, storageGiB ?? "", ...criteria, ...keys].join("\n");
    let outcome = known.get(memo);
    if (outcome === undefined) {
      outcome = answer(prepared, { keys, wanted, storageGiB, criteria, assumed });
      known.set(memo, outcome);
    }
    return outcome;
  };
}

function bySizeOfImages(criterion: Criterion): Ranker {
  return criterion === "closest-size" ? "matched-size" : criterion;
}

function answerPerPod(prepared: Prepared, question: Question): Outcome {
  let known: Survey | undefined;
  const all = (): Survey => (known ??= survey(prepared, question));
  if (question.keys.length < question.wanted) return { prediction: undefined, tooLarge: undefined, survey: all };
  const found = findBest(prepared, question);
  return { prediction: predictionOf(found, question), tooLarge: found.tooLarge, survey: all };
}

function predictionOf(found: Found, { criteria, assumed, keys, wanted }: Question): Prediction | undefined {
  const { placed, others, bySize, undecided } = found;
  const [first, second] = placed;
  if (first === undefined) return undefined;
  const { candidate } = first;
  return {
    winner: candidate.cache,
    decidedBy: second?.lostBy ?? (others ? "match-degree" : "only-candidate"),
    matched: candidate.matched.length,
    runnersUp: runnersUpOf(placed),
    // Where every image must be held, all candidates hold the same, and sizes would say nothing.
    withoutSizes: criteria[0] === "matched-bytes" && !bySize && wanted < keys.length,
    undecided,
    assumed,
  };
}

/** Every image has a cache of its own, so the pod starts from several; the first one stands for them. */
function answerPerImage(prepared: Prepared, question: Question): Outcome {
  const outcomes = question.keys.map((key) => ({
    key,
    outcome: answerPerPod(prepared, { ...question, keys: [key], wanted: 1 }),
  }));
  const images = outcomes.map(({ key, outcome }) => ({ key, prediction: outcome.prediction }));
  const held = images.flatMap(({ prediction }) => prediction ?? []);
  const [first] = held;
  return {
    prediction: first === undefined ? undefined : { ...first, matched: held.length, images },
    tooLarge: outcomes.find(({ outcome }) => outcome.tooLarge !== undefined)?.outcome.tooLarge,
    survey: () => {
      const all = outcomes.map(({ outcome }) => outcome.survey());
      return { runnersUp: all.flatMap((each) => each.runnersUp), passedOver: all.flatMap((each) => each.passedOver) };
    },
  };
}
