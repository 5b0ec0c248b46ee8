import type { ImageKey, Prediction, RunnerUp } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle, counted, quoted } from "../found.ts";
import { lostPhrase, type PhraseContext, undecidedPhrase, wonPhrase } from "../match-phrases.ts";
import type { RuleContext } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const CACHES = inventory(`- id: imc-2ze00000000000000001
  createdAt: "2026-10-01T00:00:00Z"
  images:
  - ref: nginx:1.27
- id: imc-2ze00000000000000002
  createdAt: "2026-11-01T00:00:00Z"
  images:
  - ref: nginx:1.27`);

export default defineRule({
  id: "IC116",
  name: "predicted-cache",
  severity: "info",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
    "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html",
  ],
  documentation: {
    what: "A pod that leaves the choice to automatic matching: which cache of the inventory it would get, and why. `tags.cache` is the id (else the name) of the cache, `tags.criterion` what decided: `only-candidate`, `match-degree`, `size`, `newest` or `tie`. Both are absent when no cache would match.",
    why: "It is the order that the vendor documents, applied to the declared caches. The message names the next ones and what decided against them; `warmstart explain FILE` names all. Two points are not documented and can be chosen by `spec.matching` of the policy: names that are equal only after normalisation count as equal, and \"closest in size\" means the smaller cache.",
    example: documents(podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }), CACHES),
    instead: documents(podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze00000000000000002" }), CACHES),
    ignore: "Nobody reads the explanation.",
  },
  looksAt: ["autoMatch"],
  checkUse: (use, context) => {
    const entry = use.entry("autoMatch");
    if (entry === undefined || use.outcome === undefined) return NOTHING;
    const { prediction } = use.outcome;
    if (prediction === undefined) return [atEntry(use.pod.resource, entry, nothing(use))];
    const parts = prediction.images?.flatMap((each) => each.prediction ?? []) ?? [prediction];
    const tags = {
      cache: listOf(parts.map(({ winner }) => winner.label)),
      criterion: listOf(parts.map(({ decidedBy }) => decidedBy)),
    };
    return [atEntry(use.pod.resource, entry, describe(use, prediction, context), { tags })];
  },
});

/** Each once, in one text. */
function listOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] as string) : [...new Set(values)].join(",");
}

function describe(use: CacheUse, prediction: Prediction, { matching }: RuleContext): string {
  const { winner, decidedBy, matched, runnersUp, images } = prediction;
  const phrases = { row: use.row, matching };
  if (images !== undefined) return describeEach(use, prediction, phrases);
  const keys = new Map(use.matchedImages.flatMap(({ image }) => (image === undefined ? [] : [[image.key, image]])));
  const reason = wonPhrase(decidedBy, phrases);
  const title = cacheTitle(use.row, winner.label);
  return `pod would start from ${title} with ${matched} of ${counted(keys.size, "image")}: ${reason}${others(runnersUp, phrases)}${undecidedPhrase(prediction)}${spelling([...keys.values()], prediction)}`;
}

/** The clouds whose caches hold one image choose one per image. */
function describeEach(use: CacheUse, { images = [], matched }: Prediction, phrases: PhraseContext): string {
  const refs = new Map(use.matchedImages.flatMap(({ image }) => (image === undefined ? [] : [[image.key, image.ref]])));
  const held = images.map(({ key, prediction }) => {
    if (prediction === undefined) return `${quoted(refs.get(key) ?? key)} has none that is usable`;
    const { winner, decidedBy, runnersUp } = prediction;
    return `${quoted(refs.get(key) ?? key)} from ${quoted(winner.label)} (${wonPhrase(decidedBy, phrases)}${others(runnersUp, phrases)})`;
  });
  return `pod would start ${matched} of ${counted(refs.size, "image")} from an ${use.row.noun} of its own: ${held.join(", ")}`;
}

/** How many runners-up a message names. */
const SHOWN = 3;

function others(runnersUp: readonly RunnerUp[], phrases: PhraseContext): string {
  if (runnersUp.length === 0) return "";
  const shown = runnersUp.slice(0, SHOWN);
  const list = shown.map(({ cache, lostBy }) => `${quoted(cache.label)} (${lostPhrase(lostBy, phrases)})`).join(", ");
  const more = runnersUp.length - shown.length;
  return `; next ${runnersUp.length === 1 ? "is" : "are"} ${list}${more === 0 ? "" : ` and ${more} more`}`;
}

/** Names that are equal only after normalisation are the one thing no vendor speaks of. */
function spelling(images: readonly ImageKey[], { winner }: Prediction): string {
  const differing = images.filter(
    ({ key, ref }) => winner.held.has(key) && !winner.images.some((held) => held.image.ref === ref),
  );
  if (differing.length === 0) return "";
  return `; ${counted(differing.length, "image")} of it ${differing.length === 1 ? "is" : "are"} written differently there, which is taken as equal (not documented)`;
}

function nothing({ row, atLeast }: CacheUse): string {
  const usual = atLeast === undefined || atLeast === 1;
  const wanted = atLeast === "all" ? "every image" : usual ? "any image" : counted(atLeast, "image");
  const then = usual
    ? `so ${row.matching.onMiss}`
    : `what then happens is not documented, expect that ${row.matching.onMiss}`;
  return `pod would start without ${row.noun}: no usable one of the inventory holds ${wanted} of the pod, ${then}; create one, or change the images`;
}
