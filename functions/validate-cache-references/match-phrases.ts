import type { Coverage, Deciding, MatchAssumptions, Obstacle, Prediction, Provider } from "../lib/cache/mod.ts";
import { quoted } from "./found.ts";
import { readImage } from "./read/read-image.ts";

/** What the words depend on: the provider's ranking, and what the policy assumes about it. */
export interface PhraseContext {
  readonly row: Provider;
  readonly matching: MatchAssumptions;
}

type Words = Readonly<Record<Deciding | "only-candidate", string>>;

const WON: Words = {
  "only-candidate": "it is the only usable one with an image of the pod",
  "match-degree": "it matches the images of the pod best",
  size: "it is the smallest of those that match as well",
  newest: "it is the newest of those that match as well",
  tie: "nothing documented decides between those that match as well, so the first id or name is shown",
};

/** What "closest in size" was taken for; the vendor does not define it. */
const CLOSEST: Readonly<Record<NonNullable<MatchAssumptions["size"]>, string>> = {
  cache: "it is the closest in size of those that match as well, taken as the smaller cache (not documented)",
  images: "it is the closest in size of those that match as well, taken as the larger matching images (not documented)",
};

/** Why the winner wins, in words that follow a colon. */
export function wonPhrase(decidedBy: Prediction["decidedBy"], { row, matching }: PhraseContext): string {
  return decidedBy === "size" && ranksBy(row, "closest-size") ? CLOSEST[matching.size ?? "cache"] : WON[decidedBy];
}

/** Why a cache of one image wins, in a word or two: they are named one after the other. */
export const WON_ALONE: Words = {
  "only-candidate": "the only usable one",
  "match-degree": "matches best",
  size: "the smallest",
  newest: "the newest",
  tie: "nothing documented decides",
};

const LOST: Readonly<Record<Deciding, string>> = {
  "match-degree": "matches less",
  size: "larger",
  newest: "older",
  tie: "as good",
};

/** What decided against a candidate, in a word or two. */
export function lostPhrase(lostBy: Deciding, { row }: PhraseContext): string {
  return lostBy === "size" && ranksBy(row, "closest-size") ? "less close in size" : LOST[lostBy];
}

function ranksBy({ matching }: Provider, wanted: string): boolean {
  return Object.values(matching.strategies).some((criteria) => criteria.some((each) => each === wanted));
}

const VALUES: Readonly<Record<Deciding, string>> = {
  "match-degree": "the sizes of images",
  size: "the size",
  newest: "the time of creation",
  tie: "",
};

/** What could not be compared; empty when everything could. */
export function undecidedPhrase({ undecided, withoutSizes, assumed, decidedBy }: Prediction): string {
  const order =
    assumed && decidedBy !== "only-candidate"
      ? "; the cloud documents no order, this one is assumed (`spec.matching.order`)"
      : "";
  const lacking = undecided.map((name) => VALUES[name]).join(" and ");
  const sizes = withoutSizes ? "; the inventory lacks image sizes, so images were counted instead" : "";
  return lacking === ""
    ? sizes + order
    : `${sizes}${order}; the inventory lacks ${lacking} of some, so that was not compared`;
}

/** Why a cache that holds images of the pod is no candidate; follows the name of the cache. */
export const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  phase: "not usable in its state",
  region: "in another region",
  account: "of another account",
  expired: "expired",
  "too-few-images": "holds fewer images than the pod asks for",
  "too-large": "larger than the storage of the pod",
};

const NEAR: Readonly<Record<Coverage["level"], string>> = {
  exact: "same reference",
  "other-spelling": "same image, written differently",
  "same-digest": "same digest, other name",
  "other-tag": "same repository, other tag",
  none: "",
};

/** How an image of a cache that comes close differs from the one that is wanted; both as they are written. */
export function nearPhrase(level: Coverage["level"], wanted: string, held: string): string {
  const [one, other] = [readImage(wanted), readImage(held)];
  if (one === undefined || other === undefined || (one.digest ?? other.digest) === undefined) return NEAR[level];
  const moved = one.tag !== undefined && other.tag !== undefined && one.tag !== other.tag;
  if (level !== "other-tag" || moved) return NEAR[level];
  if (one.digest !== undefined && other.digest !== undefined) return "same repository, other digest";
  const same = one.tag === other.tag ? "same repository and tag" : "same repository";
  return one.digest === undefined ? `${same}, but pinned to a digest` : `${same}, but not by that digest`;
}

/** What one image needs and what the cache has instead; follows the name of the container. */
export function coveragePhrase({ image, level, held }: Coverage): string {
  const needs = `needs ${quoted(image.ref)}`;
  if (held === undefined) return `${needs}, which the cache does not have`;
  return `${needs}, and the cache has ${quoted(held.image.ref)} (${nearPhrase(level, image.ref, held.image.ref)})`;
}
