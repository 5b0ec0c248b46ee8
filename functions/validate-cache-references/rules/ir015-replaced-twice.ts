import { atEntry, quoted } from "../found.ts";
import { hasReplacement } from "../replacement-use.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, replacingPod } from "./examples.ts";

const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata:
  name: mirror
spec:
  action: rewrite
  replacements:
  - repositoryPrefix: docker.io
    replaceWith: swr.example/shop
`;

export default defineRule({
  id: "IR015",
  name: "replaced-twice",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "A replacement annotation, or an ExtensionProfile that replaces images, in a package that also has a ReplaceImages or ApplyCachePolicy policy which rewrites image fields.",
    why: "Images are replaced in Git first, and what comes of that once more in the cluster. The two drift apart, and the second may undo or double the first.",
    example: documents(POLICY, replacingPod(["", "swr.example/shop"])),
    instead: documents(POLICY.replace("rewrite", "annotate"), replacingPod(["", "swr.example/shop"])),
    ignore: "The two are about different images.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use, { surroundings: { replacePolicies } }) => {
    const entry = use.replacement;
    const [policy] = replacePolicies;
    if (entry === undefined || policy === undefined) return NOTHING;
    const message = `\`${entry.key}\` must not stand beside the policy ${quoted(policy)}, which rewrites images of the same package: keep one of them, or let the policy write the annotation (\`action: annotate\`)`;
    return [atEntry(use.pod.resource, entry, message)];
  },
  checkProfile: ({ resource, path }, { replacePolicies }) => {
    const [policy] = replacePolicies;
    if (policy === undefined) return NOTHING;
    const message = `${resource.kind} must not replace images beside the policy ${quoted(policy)}, which rewrites images of the same package: keep one of them`;
    return [{ at: resource, path, message }];
  },
});
