import type { CacheUse } from "../cache-use.ts";
import { cacheTitle, quoted } from "../found.ts";
import type { PodImage } from "../model.ts";
import { hasReplacement } from "../replacement-use.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const examplePod = (): string =>
  podWith({
    apiVersion: "cci/v2",
    annotations: `cci.io/image-snapshot-specified-name: web
bursting.cci.io/image-replacement: '[{"repositoryPrefix":"harbor.example","replaceWith":"swr.cn-north-4.myhuaweicloud.com/shop"}]'`,
    spec: "containers:\n- name: web\n  image: harbor.example/web:1.4.0",
  });

export default defineRule({
  id: "IC112",
  name: "replaced-image-not-cached",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "An image whose name is replaced by the bursting add-on, by the pod's annotation or a profile of the package, while the cache lists the name before the replacement and not the one after it.",
    why: "Caches are matched with the name that is pulled. That the add-on replaces before CCI looks for a snapshot is concluded from its pages, not stated there.",
    example: documents(examplePod(), inventory("- name: web\n  images:\n  - ref: harbor.example/web:1.4.0")),
    instead: documents(
      examplePod(),
      inventory("- name: web\n  images:\n  - ref: swr.cn-north-4.myhuaweicloud.com/shop/web:1.4.0"),
    ),
    ignore: "A cache with the new names is created before the change is rolled out.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use) => {
    const entry = use.entry("pin") ?? (use.isTrue("autoMatch") ? use.entry("autoMatch") : undefined);
    if (entry === undefined || !use.inventory.declared) return NOTHING;
    const lost = use.images.flatMap((each) => loss(use, each) ?? []);
    return lost.map(({ path, message, current }) => ({ at: use.pod.resource, path, message, current }));
  },
});

interface Loss {
  readonly path: PodImage["path"];
  readonly message: string;
  readonly current: string;
}

function loss(use: CacheUse, { path, image, before, written }: PodImage): Loss | undefined {
  if (image === undefined || before === undefined || written === undefined) return undefined;
  const cache = stillOld(use, image.key, before.key);
  if (cache === undefined) return undefined;
  const message = `image ${quoted(image.ref)} must be in the cache under its new name: ${cacheTitle(use.row, cache)} lists ${quoted(before.ref)}, the name before the replacement; create the cache again with the new name`;
  return { path, message, current: written };
}

/** A cache that holds the old name only: the named one, or any while automatic matching finds none with the new name. */
function stillOld(use: CacheUse, now: string, before: string): string | undefined {
  if (now === before) return undefined;
  const { pinned } = use;
  if (use.entry("pin") !== undefined) {
    return pinned !== undefined && pinned.held.has(before) && !pinned.held.has(now) ? pinned.label : undefined;
  }
  const { byImage } = use.inventory.index;
  return byImage.has(now) ? undefined : byImage.get(before)?.[0]?.label;
}
