import type { CacheUse } from "../cache-use.ts";
import { atEntry, quoted } from "../found.ts";
import type { RuleContext } from "../model.ts";
import { hasReplacement } from "../replacement-use.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { replacingPod } from "./examples.ts";

const examplePod = (): string => replacingPod(["", "swr.example/shop"]);

export default defineRule({
  id: "IR013",
  name: "no-pull-secret",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "A pod whose images are replaced, without any pull secret of its own or of its service account. A service account that is not in the package is taken to have one.",
    why: "The new registry is usually private. Vendor examples always name a secret; that both registries may need one is observed, not documented.",
    example: examplePod(),
    instead: examplePod().replace("spec:\n", "spec:\n  imagePullSecrets:\n  - name: default-secret\n"),
    ignore: "The new registry is public, or a webhook adds the secret.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use, context) => {
    const entry = use.replacement;
    if (entry === undefined || hasSecret(use, context)) return NOTHING;
    const replaced = use.images.find((each, index) => each !== use.pod.images[index])?.image;
    if (replaced === undefined) return NOTHING;
    const registry = replaced.name.slice(0, replaced.name.indexOf("/"));
    const message = `pod must have a pull secret for ${quoted(registry)}, where its images come from after the replacement: add it to \`imagePullSecrets\` of the pod or of its service account`;
    return [atEntry(use.pod.resource, entry, message)];
  },
});

function hasSecret({ pod: { placement, resource } }: CacheUse, { surroundings }: RuleContext): boolean {
  const { pullSecrets, serviceAccount = "default" } = placement;
  if (pullSecrets > 0) return true;
  const { serviceAccounts } = surroundings;
  // An account without a namespace gets one when it is applied.
  const own = serviceAccounts.get(`${resource.namespace ?? ""}/${serviceAccount}`);
  const secrets = own ?? serviceAccounts.get(`/${serviceAccount}`);
  return secrets === undefined ? serviceAccount !== "default" : secrets > 0;
}
