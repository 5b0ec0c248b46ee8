import { coverImage, isCovered, type Provider } from "../../lib/cache/mod.ts";
import { atEntry, cacheTitle, canChange, quoted } from "../found.ts";
import { coveragePhrase } from "../match-phrases.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const examplePod = (): string =>
  podWith({
    annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf",
    spec: "containers:\n- name: web\n  image: nginx:1.27\n- name: proxy\n  image: envoyproxy/envoy:v1.31.0",
  });

export default defineRule({
  id: "IC109",
  name: "uncovered-container",
  severity: "warning",
  otherwise: [{ severity: "error", when: "the cache covers none of the pod's images" }],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0112.html",
  ],
  documentation: () => ({
    what: "A pod that names a cache which does not hold the images of all of its containers. An image is covered when the cache lists the same reference after normalisation (`nginx` is `docker.io/library/nginx:latest`), or the same repository with the digest that the pod wants. `tags.coverage` counts covered containers (`2/3`); the message says for each of the others what comes closest. `coverage: some` is content with one container, `coverage: none` with nothing.",
    why: "What the cache lacks is pulled while the pod starts, which is what the cache was for.",
    example: documents(
      examplePod(),
      inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n  - ref: envoyproxy/envoy:v1.30.0"),
    ),
    instead: documents(
      examplePod(),
      inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n  - ref: envoyproxy/envoy:v1.31.0"),
    ),
    ignore: "One container decides how fast the pod starts: `coverage: some`.",
  }),
  looksAt: ["pin"],
  checkUse: (use, context) => {
    const { coverage, matching } = context;
    const entry = use.entry("pin");
    const { pinned } = use;
    if (entry === undefined || pinned === undefined || coverage === "none") return NOTHING;
    if (pinned.entry.isIncomplete === true) return NOTHING;
    const judged = use.mainImages.flatMap((each) =>
      each.image === undefined ? [] : [{ each, ...coverImage(each.image, pinned, matching.names) }],
    );
    const missing = judged.filter(({ level }) => level !== "exact");
    const covered = judged.length - missing.length;
    // An image that is not known may be the one that the cache was made for.
    const anything =
      covered > 0 ||
      judged.length < use.mainImages.length ||
      use.otherImages.some(({ image }) => image !== undefined && isCovered(image, pinned, matching.names));
    if (missing.length === 0 || (coverage === "some" && covered > 0)) return NOTHING;
    const details = missing
      .map(({ each: { container }, ...one }) => {
        const who = container === undefined ? "a container" : quoted(container);
        return `${who} ${coveragePhrase(one)}`;
      })
      .join("; ");
    const pinForAll = use.pinForAll(context);
    const message = `${cacheTitle(use.row, entry.text)} must cover the containers of the pod, and covers ${covered} of ${judged.length}: ${details}; ${advice(use.row, pinForAll)}`;
    return [
      atEntry(use.pod.resource, entry, message, {
        severity: anything ? "warning" : "error",
        tags: { coverage: `${covered}/${judged.length}` },
        ...(pinForAll === undefined ? {} : { proposed: pinForAll }),
      }),
    ];
  },
});

function advice(row: Provider, pinForAll: string | undefined): string {
  const other = pinForAll === undefined ? undefined : `name ${cacheTitle(row, pinForAll)}, which holds every image`;
  if (!canChange(row))
    return other ?? `create one that holds every image and name it: an ${row.noun} cannot be changed`;
  const add = "add what is missing to the cache";
  return other === undefined ? add : `${add}, or ${other}`;
}
