import type { ImageKey } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { quoted, quotedList } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const OLD = `sha256:${"0".repeat(63)}1`;
const NEW = `sha256:${"0".repeat(63)}2`;
const examplePod = (): string =>
  podWith({
    annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf",
    spec: `containers:\n- name: web\n  image: nginx:1.27@${NEW}`,
  });
const holding = (digest: string): string =>
  inventory(`- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27\n    digest: ${digest}`);

export default defineRule({
  id: "IC114",
  name: "stale-digest",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html"],
  documentation: () => ({
    what: "An image that a pod wants by digest, while the cache has the same repository and tag with another digest.",
    why: "The content of the cache is not what the pod runs, so the image is pulled.",
    example: documents(examplePod(), holding(OLD)),
    instead: documents(examplePod(), holding(NEW)),
    ignore: "The digests are those of an index and of one of its images.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use) => {
    if (!use.wantsCache || !use.inventory.declared) return NOTHING;
    return use.images.flatMap(({ image, path, written }) => {
      if (image?.digest === undefined) return NOTHING;
      const cached = digestsOf(use, image);
      if (cached.length === 0 || cached.includes(image.digest)) return NOTHING;
      const message = `image ${quoted(image.ref)} must have the digest that is cached, which is ${quotedList(cached, "or")}: the cache holds other content; create it again, or pin that digest`;
      return [{ at: use.pod.resource, path, message, ...(written === undefined ? {} : { current: written }) }];
    });
  },
});

/** Digests under which the same name is cached: with the same tag; without a tag only when there is just one. */
function digestsOf(use: CacheUse, { name, tag }: ImageKey): readonly string[] {
  const {
    pinned,
    inventory: { index },
  } = use;
  if (use.entry("pin") === undefined) {
    return tag === undefined ? [] : [...(index.digests.get(`${name}:${tag}`) ?? [])];
  }
  const same = pinned?.images.filter(({ image }) => image.name === name) ?? [];
  const held = tag === undefined ? (same.length === 1 ? same : []) : same.filter(({ image }) => image.tag === tag);
  return held.flatMap(({ digest }) => digest ?? []);
}
