import { quoted } from "../found.ts";
import { hasReplacement, judgeReplacements } from "../replacement-use.ts";
import { defineRule } from "../rule.ts";
import { replacingPod } from "./examples.ts";

export default defineRule({
  id: "IR003",
  name: "trailing-slash",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: {
    what: "A `repositoryPrefix` or `replaceWith` of a replacement annotation that ends with a slash.",
    why: "Neither may: the slash between the new name and the rest is put there by the add-on.",
    example: replacingPod(["harbor.example/", "swr.example/shop"]),
    instead: replacingPod(["harbor.example", "swr.example/shop"]),
    ignore: "Never.",
  },
  looksAt: ["imageReplacement"],
  checkUse: (use) =>
    judgeReplacements(use, (entry) =>
      (["repositoryPrefix", "replaceWith"] as const)
        .filter((field) => entry[field].endsWith("/"))
        .map((field) => {
          const without = entry[field].replace(/\/+$/, "");
          return `${field} ${quoted(entry[field])} must not end with a slash: write ${quoted(without)}`;
        }),
    ),
});
