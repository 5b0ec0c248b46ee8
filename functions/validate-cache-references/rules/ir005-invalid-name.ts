import type { VendorReplacement } from "../model.ts";
import { nameProblem } from "../../lib/image/mod.ts";
import { hasReplacement, judgeReplacements } from "../replacement-use.ts";
import { judgeProfile } from "../read/replacing-profile.ts";
import { defineRule } from "../rule.ts";
import { replacingPod } from "./examples.ts";

export default defineRule({
  id: "IR005",
  name: "invalid-name",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "A `repositoryPrefix` or `replaceWith` of a replacement annotation, or of an ExtensionProfile, that is no image name: with a scheme, a tag, a digest, blanks or upper-case letters in its path.",
    why: "Both are checked like image names, without tag and digest.",
    example: replacingPod(["harbor.example", "https://swr.example/shop"]),
    instead: replacingPod(["harbor.example", "swr.example/shop"]),
    ignore: "Never.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => judgeReplacements(use, judge),
  checkProfile: (profile) => judgeProfile(profile, judge),
});

function judge(entry: VendorReplacement): readonly string[] {
  return (["repositoryPrefix", "replaceWith"] as const).flatMap((field) => {
    const text = entry[field];
    // An empty prefix has a meaning, an empty target is not documented, and a slash at the end has its own rule.
    if (text === "" || text.endsWith("/")) return [];
    const problem = nameProblem(text);
    return problem === undefined ? [] : [`${field} ${problem}`];
  });
}
