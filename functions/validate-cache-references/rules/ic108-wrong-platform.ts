import { atEntry, cacheTitle } from "../found.ts";
import { wrongPlatform } from "../read/platform.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const exampleCaches = (): string =>
  inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  arch: amd64\n  images:\n  - ref: nginx:1.27");
const on = (arch: string): string =>
  podWith({
    annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf",
    spec: `nodeSelector:\n  kubernetes.io/arch: ${arch}\ncontainers:\n- name: web\n  image: nginx:1.27`,
  });

export default defineRule({
  id: "IC108",
  name: "wrong-platform",
  severity: "error",
  otherwise: [{ severity: "warning", when: "automatic matching would take the cache" }],
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache"],
  documentation: () => ({
    what: "A pod that names a cache of another processor or operating system than its node selector, node affinity or `spec.os` allows; or that would get such a cache by automatic matching.",
    why: "The cache holds the images of the wrong platform, so they are of no use to the pod. Whether automatic matching passes over such a cache is not documented.",
    example: documents(on("arm64"), exampleCaches()),
    instead: documents(on("amd64"), exampleCaches()),
    ignore: "The inventory states the platform wrongly.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use) => {
    const pin = use.entry("pin");
    const entry = pin ?? use.entry("autoMatch");
    if (entry === undefined) return NOTHING;
    return use.caches.flatMap((cache) => {
      const wrong = wrongPlatform(use.pod.placement, cache);
      if (wrong.length === 0) return NOTHING;
      const title = cacheTitle(use.row, cache.label);
      const must = `must be for the platform of the pod, which does not run on ${wrong.join(" and ")}`;
      if (pin !== undefined) return [atEntry(use.pod.resource, pin, `${title} ${must}: name a cache made for it`)];
      const message = `${title}, which automatic matching would take, ${must}: that matching looks at the platform is not documented; create a cache made for it`;
      return [atEntry(use.pod.resource, entry, message, { severity: "warning" })];
    });
  },
});
