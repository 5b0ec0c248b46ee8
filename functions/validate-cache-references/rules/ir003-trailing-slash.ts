import { quoted, setTo } from "../found.ts";
import type { Entry, Found, VendorReplacement } from "../model.ts";
import { hasReplacement, judgeReplacements } from "../replacement-use.ts";
import { judgeProfile } from "../read/replacing-profile.ts";
import { defineRule } from "../rule.ts";
import { replacingPod } from "./examples.ts";

export default defineRule({
  id: "IR003",
  name: "trailing-slash",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "A `repositoryPrefix` or `replaceWith` of a replacement annotation, or of an ExtensionProfile that replaces images, that ends with a slash.",
    why: "Neither may: the slash between the new name and the rest is put there by the add-on.",
    example: replacingPod(["harbor.example/", "swr.example/shop"]),
    instead: replacingPod(["harbor.example", "swr.example/shop"]),
    ignore: "Never.",
    fix: "Takes the slashes away.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => judgeReplacements(use, judge, repair),
  checkProfile: (profile) => judgeProfile(profile, judge),
});

function judge(entry: VendorReplacement): readonly string[] {
  return FIELDS.filter((field) => entry[field].endsWith("/")).map((field) => {
    const without = entry[field].slice(0, entry[field].search(/(?<!\/)\/*$/));
    // An empty text has a meaning of its own, which nobody who wrote a slash had in mind.
    const advice = without === "" ? "name a registry" : `write ${quoted(without)}`;
    return `${field} ${quoted(entry[field])} must not end with a slash: ${advice}`;
  });
}

const FIELDS = ["repositoryPrefix", "replaceWith"] as const;

function repair(entry: Entry): Pick<Found, "proposed" | "fix"> {
  const value = stripped(entry.text);
  return value === entry.text ? {} : setTo(entry, value);
}

/** The annotation without slashes at the end of its texts; its own blanks and line breaks stay. */
function stripped(json: string): string {
  return json.replace(/("(?:repositoryPrefix|replaceWith)"\s*:\s*"(?!\/)[^"\\]*[^"\\/])\/+"/g, '$1"');
}
