import { provider, PROVIDER_NAMES, type ProviderName } from "../../lib/cache/mod.ts";
import { atEntry } from "../found.ts";
import type { Entry } from "../model.ts";
import { isRouted } from "../read/routing.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC009",
  name: "two-providers",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  documentation: () => ({
    what: "Cache annotations of two providers on one pod template.",
    why: "A pod runs in one cloud, so the keys of the other have no effect there. Mostly they were copied from another project.",
    example: podWith({
      annotations: `k8s.aliyun.com/eci-auto-imc: "true"
cci.io/image-snapshot-auto-match: "true"`,
    }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "One manifest is deployed to several clouds on purpose.",
  }),
  checkPod: (pod, { surroundings }) => {
    const { resource, entries, foreign } = pod;
    const [first, ...others] = entries.filter(isSteering);
    if (first === undefined) return NOTHING;
    const steering = [first, ...others, ...foreign.filter(isSteering)];
    if (steering.every((entry) => ownerOf(entry) === ownerOf(first))) return NOTHING;
    // Where the pod goes tells whose keys are meant.
    const own = [first, ...others].find((entry) => isRouted(pod, provider(ownerOf(entry)), surroundings)) ?? first;
    const mine = provider(ownerOf(own)).title;
    return PROVIDER_NAMES.flatMap((name) => {
      const other = name === ownerOf(own) ? undefined : steering.find((entry) => ownerOf(entry) === name);
      if (other === undefined) return NOTHING;
      const theirs = provider(name).title;
      const message = `\`${other.key}\` of ${theirs} must not stand beside keys of ${mine}: only one cloud runs the pod; remove the keys of ${theirs}`;
      return [atEntry(resource, other, message)];
    });
  },
});

function isSteering({ info, on }: Entry): boolean {
  if (info === undefined || on === "label" || info.row.by === "platform") return false;
  return info.row.family === "cache" || info.row.family === "replacement";
}

function ownerOf({ info }: Entry): ProviderName {
  return (info as NonNullable<Entry["info"]>).provider;
}
