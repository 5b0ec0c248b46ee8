import { formatPath } from "../../lib/yaml/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry } from "../found.ts";
import type { Entry } from "../model.ts";
import { missSentence, predictionSentence } from "../prediction-sentence.ts";
import { isShared } from "../read/shared-metadata.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const exampleCaches = (): string =>
  inventory(`- id: imc-2ze00000000000000001
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
  documentation: () => ({
    what: "A pod that leaves the choice to automatic matching: which cache of the inventory it would get, and why. `tags.cache` is the id (else the name) of the cache, `tags.criterion` what decided: `only-candidate`, `match-degree`, `size`, `newest` or `tie`. Both are absent when no cache would match.",
    why: 'It is the order that the vendor documents, applied to the declared caches. The message names the next ones and what decided against them; `warmstart explain FILE` names all. Two points are not documented and can be chosen by `spec.matching` of the policy: names that are equal only after normalisation count as equal, and "closest in size" means the smaller cache.',
    example: documents(podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }), exampleCaches()),
    instead: documents(
      podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze00000000000000002" }),
      exampleCaches(),
    ),
    ignore: "Nobody reads the explanation.",
  }),
  looksAt: ["autoMatch"],
  checkUse: (use, { matching }) => {
    const entry = use.entry("autoMatch");
    if (entry === undefined || use.outcome === undefined) return NOTHING;
    const { prediction } = use.outcome;
    // That none matches cannot be told while parts of the inventory, or of the pod, are not known.
    const isUnsure = use.inventory.damaged || use.matchedImages.some(({ image }) => image === undefined);
    if (prediction === undefined && isUnsure) return NOTHING;
    if (prediction === undefined) return [atEntry(use.pod.resource, entry, missSentence(use) + whichPod(use, entry))];
    const parts = prediction.images?.flatMap((each) => each.prediction ?? []) ?? [prediction];
    const tags = {
      cache: listOf(parts.map(({ winner }) => winner.label)),
      criterion: listOf(parts.map(({ decidedBy }) => decidedBy)),
    };
    const message = predictionSentence(use, prediction, matching) + whichPod(use, entry);
    return [atEntry(use.pod.resource, entry, message, { tags })];
  },
});

/** An annotation that pods share does not tell which of them is spoken of. */
function whichPod({ pod }: CacheUse, entry: Entry): string {
  if (!isShared(pod, entry)) return "";
  const path = pod.annotationsPath;
  const end = path.findLastIndex((step) => step !== "annotations" && step !== "metadata");
  return ` (pod of \`${formatPath(path.slice(0, end + 1))}\`)`;
}

/** Each once, in one text. */
function listOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] as string) : [...new Set(values)].join(",");
}
