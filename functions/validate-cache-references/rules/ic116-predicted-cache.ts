import type { Deciding, Prediction } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle, counted, quoted } from "../found.ts";
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

/** What decided, in words that follow "by". */
const REASONS: Readonly<Record<Deciding, string>> = {
  "only-candidate": "it is the only usable one with an image of the pod",
  "match-degree": "it matches the images of the pod best",
  size: "it is the closest in size of those that match as well",
  newest: "it is the newest of those that match as well",
  tie: "nothing documented decides between those that match as well, so the first id or name is shown",
};

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
    why: "It is the order that the vendor documents, applied to the declared caches. How the clouds compare names that are written differently is not documented: equal after normalisation counts as equal.",
    example: documents(podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }), CACHES),
    instead: documents(podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze00000000000000002" }), CACHES),
    ignore: "Nobody reads the explanation.",
  },
  looksAt: ["autoMatch"],
  checkUse: (use) => {
    const entry = use.entry("autoMatch");
    if (entry === undefined || use.outcome === undefined) return NOTHING;
    const { prediction } = use.outcome;
    if (prediction === undefined) return [atEntry(use.pod.resource, entry, nothing(use))];
    const { winner, decidedBy } = prediction;
    const tags = { cache: winner.label, criterion: decidedBy };
    return [atEntry(use.pod.resource, entry, describe(use, prediction), { tags })];
  },
});

function describe(use: CacheUse, { winner, decidedBy, matched, runnerUp, withoutSizes }: Prediction): string {
  const images = new Set(use.matchedImages.flatMap(({ image }) => image?.key ?? [])).size;
  const joint = decidedBy === "tie" ? "; as good is" : "; next is";
  const second = runnerUp === undefined ? "" : `${joint} ${quoted(runnerUp.label)}`;
  const sizes = withoutSizes ? "; the inventory lacks image sizes, so images were counted instead" : "";
  return `pod would start from ${cacheTitle(use.row, winner.label)} with ${matched} of ${counted(images, "image")}: ${REASONS[decidedBy]}${second}${sizes}`;
}

function nothing({ row, atLeast }: CacheUse): string {
  const usual = atLeast === undefined || atLeast === 1;
  const wanted = atLeast === "all" ? "every image" : usual ? "any image" : counted(atLeast, "image");
  const then = usual
    ? `so ${row.matching.onMiss}`
    : `what then happens is not documented, expect that ${row.matching.onMiss}`;
  return `pod would start without ${row.noun}: no usable one of the inventory holds ${wanted} of the pod, ${then}; create one, or change the images`;
}
