import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle, quoted } from "../found.ts";
import { OBSTACLES } from "../match-phrases.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const examplePod = (): string =>
  podWith({
    annotations: 'k8s.aliyun.com/eci-auto-imc: "true"\nk8s.aliyun.com/imc-perfect-match: "true"',
    spec: "containers:\n- name: web\n  image: nginx:1.27\n- name: proxy\n  image: envoyproxy/envoy:v1.31.0",
  });

export default defineRule({
  id: "IC110",
  name: "no-full-match",
  severity: "error",
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
  ],
  appliesTo: ({ keys }) => keys.fullMatch !== null,
  documentation: () => ({
    what: "A pod that wants a cache with all of its images (`imc-perfect-match`, `image-snapshot-exact-match`), while no usable cache of the inventory holds them all.",
    why: "It never matches, so the pod always pulls. That ECI then also creates a cache beside every such pod follows from its pages, what else it does is not documented. Beside `cci.io/image-snapshot-create-if-not-present` it is no error: CCI creates a snapshot when none matches.",
    example: documents(examplePod(), inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27")),
    instead: documents(
      examplePod(),
      inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n  - ref: envoyproxy/envoy:v1.31.0"),
    ),
    ignore: "The cache is created by the first pod.",
  }),
  looksAt: ["fullMatch"],
  checkUse: (use, { matching }) => {
    const entry = use.entry("fullMatch");
    if (entry?.text !== "true" || use.entry("pin") !== undefined || use.text("autoMatch") === "false") return NOTHING;
    const images = use.matchedImages;
    const readable = images.length > 0 && images.every(({ image }) => image !== undefined);
    // What could not be read of the inventory may be the cache that holds them all.
    if (!use.inventory.declared || use.inventory.damaged || !readable || use.match("all") !== undefined) return NOTHING;
    const missing = use.heldNowhere(matching).flatMap(({ image }) => (image === undefined ? [] : quoted(image.ref)));
    const lacking = missing.length === 0 ? whyNone(use) : `no cache holds ${missing.join(", ")}`;
    const must = `\`${entry.key}\` must be satisfied by a cache with every image of the pod: ${lacking}`;
    const creates = use.entry("createIfNotPresent");
    if (creates?.text === "true") {
      const message = `${must}; the first pod pulls, because \`${creates.key}\` creates one only then`;
      return [atEntry(use.pod.resource, entry, message, { severity: "info" })];
    }
    return [atEntry(use.pod.resource, entry, `${must}; create one, or remove the annotation`)];
  },
});

/** Why caches do not do, although each image is in one of them. */
function whyNone(use: CacheUse): string {
  const wanted = new Set(use.matchedImages.map(({ image }) => image?.key)).size;
  const held = use.outcome?.survey().passedOver[0];
  if (held === undefined || held.matched < wanted) return "each is in some cache, but no usable one holds all";
  return `${cacheTitle(use.row, held.cache.label)} would, and is ${OBSTACLES[held.why]}`;
}
