import { booleanMeant } from "../boolean-word.ts";
import { atEntry, quoted, setTo } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
import { isOfOtherSide, type Side, sideOf } from "../read/side.ts";
import { defineRule } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC003",
  name: "invalid-boolean",
  severity: "error",
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
  ],
  documentation: () => ({
    what: 'A boolean cache annotation whose value is neither "true" nor "false": "yes", "True", "1", or one with a blank behind it.',
    why: 'Only "true" and "false" are documented. What the cloud makes of other values is not documented; do not rely on it.',
    example: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "True"' }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "The value is a variable that is filled in after this function ran.",
    fix: 'Writes "true" or "false", where the value means one of them.',
  }),
  checkPod: ({ resource, entries }) => invalid(resource, entries, "pod-annotation"),
  checkMetadata: ({ resource, entries, on }) => invalid(resource, entries, sideOf(on)),
});

function invalid(resource: Resource, entries: readonly Entry[], side: Side): readonly Found[] {
  const wrong = entries.filter((entry) => isInvalid(entry) && !isOfOtherSide(entry, side));
  return wrong.map((entry) => {
    const meant = booleanMeant(entry.text);
    const message = `\`${entry.key}\` must be "true" or "false", not ${quoted(entry.text)}`;
    return atEntry(resource, entry, message, meant === undefined ? {} : setTo(entry, meant));
  });
}

function isInvalid({ info, isString, text }: Entry): boolean {
  if (info === undefined || !isString || text === "true" || text === "false") return false;
  const { family, carriers, value } = info.row;
  return value.type === "boolean" && (family === "cache" || carriers.includes("cache-annotation"));
}
