import { isCovered } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { cacheTitle, canChange, quoted } from "../found.ts";
import type { PodImage } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const examplePod = (): string =>
  podWith({
    annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf",
    spec: "initContainers:\n- name: owner\n  image: busybox:1.36\ncontainers:\n- name: web\n  image: nginx:1.27",
  });

export default defineRule({
  id: "IC115",
  name: "uncovered-helper",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0112.html",
  ],
  documentation: () => ({
    what: "Init containers, sidecars and image volumes whose images are not in the cache that the pod names, or that automatic matching would take.",
    why: "They are pulled before the pod starts, like every other image, and are usually forgotten when a cache is made. Whether a cloud uses a cache for image volumes is not documented.",
    example: documents(examplePod(), inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27")),
    instead: documents(
      examplePod(),
      inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n  - ref: busybox:1.36"),
    ),
    ignore: "The helper images are small: `coverage: some`.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use, { coverage, matching }) => {
    const { caches } = use;
    if (caches.length === 0 || coverage !== "all") return NOTHING;
    if (caches.some(({ entry }) => entry.isIncomplete)) return NOTHING;
    return use.otherImages.flatMap((each) => {
      const { image, written, path } = each;
      if (image === undefined || caches.some((cache) => isCovered(image, cache, matching.names))) return NOTHING;
      const message = `${who(each)} must be in the cache too: ${lacking(use, image.ref)}`;
      return [{ at: use.pod.resource, path, message, ...(written === undefined ? {} : { current: written }) }];
    });
  },
});

/** Why an image is pulled, and what to do. Some clouds have a cache for every image. */
function lacking({ row, caches }: CacheUse, ref: string): string {
  const then = `${quoted(ref)}, which is then pulled before the pod starts`;
  if (row.matching.chosenFor === "image") return `no usable ${row.noun} holds ${then}; create one for it`;
  return `${cacheTitle(row, caches[0]?.label ?? "")} does not have ${then}; ${canChange(row) ? "add it to the cache" : "create one that has it, too"}`;
}

function who({ type, container }: PodImage): string {
  const noun = type === "volume" ? "image volume" : "init container";
  return container === undefined ? noun : `${noun} ${quoted(container)}`;
}
