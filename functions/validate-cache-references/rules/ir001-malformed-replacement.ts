import { formatPath } from "../../lib/yaml/mod.ts";
import { atEntry } from "../found.ts";
import { hasReplacement, replacementOf } from "../replacement-use.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const KEY = "bursting.cci.io/image-replacement";

export default defineRule({
  id: "IR001",
  name: "malformed-replacement",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "A replacement annotation that is no JSON list of objects with exactly the two texts `repositoryPrefix` and `replaceWith`; or an entry of an ExtensionProfile without one of them.",
    why: "The add-on cannot read it. Quotes of YAML around quotes of JSON, folded over several lines, are the usual cause.",
    example: podWith({
      annotations: `${KEY}: "[{'repositoryPrefix': 'harbor.example', 'replaceWith': 'swr.example/shop'}]"`,
    }),
    instead: podWith({
      annotations: `${KEY}: '[{"repositoryPrefix": "harbor.example", "replaceWith": "swr.example/shop"}]'`,
    }),
    ignore: "Never: the pods would run with images that nobody meant.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => {
    const read = replacementOf(use);
    if (read === undefined || !read.entry.isString) return NOTHING;
    const { entry, problems } = read;
    return problems.map((problem) => {
      const message = `\`${entry.key}\` must be a JSON list of {"repositoryPrefix": …, "replaceWith": …}: ${problem}`;
      return atEntry(use.pod.resource, entry, message);
    });
  },
  checkProfile: ({ resource, path, isNoList, broken }) => {
    if (isNoList) {
      // In the annotation it is JSON in a text, in a profile it is not.
      const message = `\`${formatPath(path)}\` must be a list of maps with "repositoryPrefix" and "replaceWith"`;
      return [{ at: resource, path, message }];
    }
    return broken.map((index) => {
      const message = `entry ${index + 1} of the replacements must have "repositoryPrefix" and "replaceWith", both as strings`;
      return { at: resource, path: [...path, index], message };
    });
  },
});
