import type { ImageKey, MatchAssumptions, Prediction, RunnerUp } from "../lib/cache/mod.ts";
import type { CacheUse } from "./cache-use.ts";
import { cacheTitle, counted, quoted } from "./found.ts";
import { lostPhrase, type PhraseContext, undecidedPhrase, WON_ALONE, wonPhrase } from "./match-phrases.ts";

interface SentenceContext extends PhraseContext {
  /** How many runners-up are named; default 3. */
  readonly shown: number;
}

/** What automatic matching would do with a pod, and why, in one sentence that names `shown` runners-up. */
export function predictionSentence(
  use: CacheUse,
  prediction: Prediction,
  matching: MatchAssumptions,
  shown = 3,
): string {
  const { winner, decidedBy, matched, runnersUp, images } = prediction;
  const phrases = { row: use.row, matching, shown };
  if (images !== undefined) return describeEach(use, prediction, phrases);
  const keys = new Map(use.matchedImages.flatMap(({ image }) => (image === undefined ? [] : [[image.key, image]])));
  const reason = wonPhrase(decidedBy, phrases);
  const title = cacheTitle(use.row, winner.label);
  return `pod would start from ${title} with ${matched} of ${counted(keys.size, "image")}: ${reason}${others(runnersUp, phrases)}${undecidedPhrase(prediction)}${spelling([...keys.values()], prediction)}`;
}

/** The clouds whose caches hold one image choose one per image. */
function describeEach(use: CacheUse, { images = [], matched }: Prediction, phrases: SentenceContext): string {
  const refs = new Map(use.matchedImages.flatMap(({ image }) => (image === undefined ? [] : [[image.key, image.ref]])));
  const held = images.map(({ key, prediction }) => {
    if (prediction === undefined) return `${quoted(refs.get(key) ?? key)} has none that is usable`;
    const { winner, decidedBy, runnersUp } = prediction;
    return `${quoted(refs.get(key) ?? key)} from ${quoted(winner.label)} (${WON_ALONE[decidedBy]}${others(runnersUp, phrases)}${undecidedPhrase(prediction)})`;
  });
  return `pod would start ${matched} of ${counted(refs.size, "image")} from an ${use.row.noun} of its own: ${held.join(", ")}`;
}

function others(runnersUp: readonly RunnerUp[], phrases: SentenceContext): string {
  if (runnersUp.length === 0 || phrases.shown === 0) return "";
  const named = runnersUp.slice(0, phrases.shown);
  const list = named.map(({ cache, lostBy }) => `${quoted(cache.label)} (${lostPhrase(lostBy, phrases)})`).join(", ");
  return `; next ${runnersUp.length === 1 ? "is" : "are"} ${list}`;
}

/** Names that are equal only after normalisation are the one thing no vendor speaks of. */
function spelling(images: readonly ImageKey[], { winner }: Prediction): string {
  const differing = images.filter(
    ({ key, ref }) => winner.held.has(key) && !winner.images.some((held) => held.image.ref === ref),
  );
  if (differing.length === 0) return "";
  return `; ${counted(differing.length, "image")} ${differing.length === 1 ? "is" : "are"} written differently there, which is taken as equal (not documented)`;
}

/** That no cache would be matched, and what the cloud then does. */
export function missSentence({ row, atLeast }: CacheUse): string {
  const usual = atLeast === undefined || atLeast === 1;
  const wanted = atLeast === "all" ? "every image" : usual ? "any image" : counted(atLeast, "image");
  const then = usual
    ? `so ${row.matching.onMiss}`
    : `what then happens is not documented, expect that ${row.matching.onMiss}`;
  return `pod would start without ${row.noun}: no usable one of the inventory holds ${wanted} of the pod, ${then}; create one, or change the images`;
}
