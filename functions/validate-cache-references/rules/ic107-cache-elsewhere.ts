import { pinRegion } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, cacheTitle, quoted } from "../found.ts";
import type { RuleContext } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const examplePod = (): string => podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" });
const CACHE = "- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27";

export default defineRule({
  id: "IC107",
  name: "cache-elsewhere",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2"],
  appliesTo: ({ keys }) => keys.pin !== null,
  documentation: () => ({
    what: "A pod that names a cache of another region or account than `target.region` and `target.account` of the policy. Where the inventory does not state the region, the first letters of an ECI id do, as far as they are known (observed, not documented).",
    why: "Caches are found in the region and account of the pod only.",
    example: documents(examplePod(), inventory(CACHE, "region: cn-hangzhou")),
    instead: documents(examplePod(), inventory(CACHE, "region: cn-beijing")),
    policy: { target: { region: "cn-beijing" } },
    ignore: "The manifest is for clusters in several regions, and something else fills in the cache.",
  }),
  looksAt: ["pin"],
  checkUse: (use, context) => {
    const entry = use.entry("pin");
    const why = entry === undefined ? undefined : elsewhere(use, entry.text, context);
    if (entry === undefined || why === undefined) return NOTHING;
    const message = `${cacheTitle(use.row, entry.text)} must be ${why}: a pod finds caches of its own region and account only; name a cache of the cluster's`;
    return [atEntry(use.pod.resource, entry, message)];
  },
});

function elsewhere({ row, pinned }: CacheUse, value: string, { region, account }: RuleContext): string | undefined {
  const own = pinned?.entry.region ?? pinRegion(row, value);
  if (region !== undefined && own !== undefined && own !== region) {
    const how = pinned?.entry.region === undefined ? "its id looks like" : "the inventory says";
    return `in region ${quoted(region)}, and ${how} ${quoted(own)}`;
  }
  const owner = pinned?.entry.account;
  if (account === undefined || owner === undefined || owner === account) return undefined;
  return `of account ${quoted(account)}, and the inventory says ${quoted(owner)}`;
}
