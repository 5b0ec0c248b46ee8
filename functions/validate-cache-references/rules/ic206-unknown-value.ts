import { valueProblem } from "../../lib/cache/mod.ts";
import { atEntry, quoted } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const uses = (strategy: string): string =>
  podWith({
    apiVersion: "cci/v2",
    annotations: `cci.io/image-snapshot-auto-match: "true"\ncci.io/image-snapshot-usage-strategy: ${strategy}`,
  });

export default defineRule({
  id: "IC206",
  name: "unknown-value",
  severity: "error",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html"],
  appliesTo: ({ keys }) => Object.values(keys).some((key) => key?.family === "cache" && key.value.type === "enum"),
  documentation: {
    what: "A cache annotation that takes one of a few words, with another word (`image-snapshot-usage-strategy: largest`).",
    why: "What the cloud does with other words is not documented.",
    example: uses("largest"),
    instead: uses("size"),
    ignore: "The cloud has a new word that this version does not know yet.",
  },
  checkPod: ({ resource, entries }) =>
    entries.flatMap((entry) => {
      const { info, isString, text, key } = entry;
      if (info === undefined || !isString || info.row.family !== "cache" || info.row.value.type !== "enum")
        return NOTHING;
      const problem = valueProblem(info.row.value, text);
      if (problem === undefined) return NOTHING;
      const meant = info.row.value.values.find((value) => value.toLowerCase() === text.trim().toLowerCase());
      const message = `\`${key}\` must be ${problem}, not ${quoted(text)}`;
      return [atEntry(resource, entry, message, meant === undefined ? {} : { proposed: meant })];
    }),
});
