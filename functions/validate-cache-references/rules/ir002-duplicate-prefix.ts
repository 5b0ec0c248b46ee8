import type { VendorReplacement } from "../model.ts";
import { quoted } from "../found.ts";
import { hasReplacement, judgeReplacements } from "../replacement-use.ts";
import { judgeProfile } from "../read/replacing-profile.ts";
import { defineRule } from "../rule.ts";
import { replacingPod } from "./examples.ts";

export default defineRule({
  id: "IR002",
  name: "duplicate-prefix",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "One `repositoryPrefix` in two entries of a replacement annotation, or of an ExtensionProfile that replaces images.",
    why: "Prefixes must be unique: their order means nothing, so nobody can say which of the two counts.",
    example: replacingPod(["harbor.example", "swr.example/a"], ["harbor.example", "swr.example/b"]),
    instead: replacingPod(["harbor.example", "swr.example/a"]),
    ignore: "Never.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => judgeReplacements(use, judge),
  checkProfile: (profile) => judgeProfile(profile, judge),
});

function judge(
  { repositoryPrefix }: VendorReplacement,
  index: number,
  all: readonly VendorReplacement[],
): readonly string[] {
  const before = all.findIndex((other) => other.repositoryPrefix === repositoryPrefix);
  if (before === index) return [];
  return [`repositoryPrefix ${quoted(repositoryPrefix)} must be unique: remove all entries but one`];
}
