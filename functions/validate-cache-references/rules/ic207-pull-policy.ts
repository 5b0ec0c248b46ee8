import type { Path } from "../../lib/yaml/mod.ts";
import { quoted } from "../found.ts";
import type { PodImage } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const uses = (container: string): string =>
  podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"', spec: `containers:\n- name: web\n  ${container}` });

export default defineRule({
  id: "IC207",
  name: "pull-policy",
  severity: "warning",
  otherwise: [{ severity: "error", when: "the cloud uses caches with one policy only (ACS)" }],
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/doc-detail/273116.htm",
    "https://help.aliyun.com/zh/cs/user-guide/use-imagecache-to-accelerate-acs-pod-startup",
    "https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting",
  ],
  appliesTo: ({ pullPolicy }) => pullPolicy !== null,
  documentation: () => ({
    what: "A container of a pod that asks for a cache, with a pull policy that defeats it. For ECI that is `Always`, written or by default: an image without tag and digest, or with the tag `latest`, is always pulled unless the pod says otherwise. For ACS it is the opposite: every policy but `Always`.",
    why: "ECI: the registry is asked again, even for layers that the cache has. ACS: the cache is not used.",
    example: uses("image: nginx:latest"),
    instead: uses("image: nginx:latest\n  imagePullPolicy: IfNotPresent"),
    ignore: "The registry must decide at every start whether the image may be used.",
  }),
  looksAt: ["pin", "autoMatch"],
  checkUse: (use) => {
    const { pullPolicy } = use.row;
    if (pullPolicy === null || !use.wantsCache) return NOTHING;
    return use.images.flatMap((each) => {
      const policy = each.type === "ephemeral" ? undefined : effectivePolicy(each);
      if (policy === undefined || !pullPolicy.wrong.includes(policy)) return NOTHING;
      const path = policyPath(each);
      const reason =
        each.pullPolicy === undefined ? `defaults to ${quoted(policy)}, because ${why(each)}` : `is ${quoted(policy)}`;
      const message = `\`${path.at(-1)}\` must be ${quoted(pullPolicy.advised)} for a pod that starts from an ${use.row.noun}, and ${reason}: ${pullPolicy.about}; set it`;
      const current = each.pullPolicy === undefined ? {} : { current: each.pullPolicy };
      const severity = pullPolicy.strength === "required" ? ({ severity: "error" } as const) : {};
      return [{ at: use.pod.resource, path, message, proposed: pullPolicy.advised, ...current, ...severity }];
    });
  },
});

/** The policy as Kubernetes fills it in when the object is created; undefined when the image cannot be read. */
function effectivePolicy({ pullPolicy, image, type }: PodImage): string | undefined {
  if (pullPolicy !== undefined) return pullPolicy;
  // Fields of other kinds have pull policies at places of their own.
  if (image === undefined || type === "field") return undefined;
  // The tag decides where an image has both: only without a tag does a digest count.
  return image.tag === "latest" ? "Always" : "IfNotPresent";
}

function policyPath({ path, type }: PodImage): Path {
  return [...path.slice(0, -1), type === "volume" ? "pullPolicy" : "imagePullPolicy"];
}

function why({ image, written = "" }: PodImage): string {
  if (image?.tag === "latest") return /:latest(@|$)/.test(written) ? `the tag is "latest"` : "the image has no tag";
  return image?.digest === undefined ? `the tag is not "latest"` : "the image has a digest";
}
