import type { VendorReplacement } from "../model.ts";
import { quoted } from "../found.ts";
import { hasReplacement, judgeReplacements } from "../replacement-use.ts";
import { judgeProfile } from "../read/replacing-profile.ts";
import { defineRule } from "../rule.ts";
import { replacingPod } from "./examples.ts";

export default defineRule({
  id: "IR004",
  name: "no-change",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "An entry of a replacement annotation, or of an ExtensionProfile, whose `replaceWith` equals its `repositoryPrefix`.",
    why: "The two must differ; what the add-on does with such an entry is not documented.",
    example: replacingPod(["harbor.example", "harbor.example"]),
    instead: replacingPod(["harbor.example", "swr.example/shop"]),
    ignore: "Never: remove the entry instead.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => judgeReplacements(use, judge),
  checkProfile: (profile) => judgeProfile(profile, judge),
});

function judge({ repositoryPrefix, replaceWith }: VendorReplacement): readonly string[] {
  if (repositoryPrefix !== replaceWith) return [];
  return [
    `replaceWith ${quoted(replaceWith)} must differ from its repositoryPrefix: remove the entry, or name another registry`,
  ];
}
