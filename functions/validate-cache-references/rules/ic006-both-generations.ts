import { atEntry, quoted, removal } from "../found.ts";
import { isOlderInUse } from "../generation.ts";
import type { Entry, Found, Resource, RuleContext } from "../model.ts";
import { isBeside, isShared } from "../read/shared-metadata.ts";
import { defineRule } from "../rule.ts";
import { replaceAlike } from "../vendor-replacement.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC006",
  name: "both-generations",
  severity: "warning",
  otherwise: [{ severity: "error", when: "their values disagree" }],
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  appliesTo: ({ keys, companions }) =>
    [...Object.values(keys), ...companions].some((key) => key !== null && key.legacy.length > 0),
  documentation: () => ({
    what: "The older and the newer spelling of one key side by side.",
    why: "Which of the two the cloud takes is not documented. When they disagree, nobody can say what the pod does.",
    example: podWith({
      annotations: `k8s.aliyun.com/eci-auto-imc: "true"
k8s.aliyun.com/eci-image-cache: "false"`,
    }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "The same manifest is used with virtual nodes of both generations, and the values agree.",
    fix: "Removes the older key, where both say the same; of keys that send pods to a cloud none is removed.",
  }),
  checkPod: (pod, context) => doubled(pod.resource, pod.entries, context, (entry) => isShared(pod, entry)),
  checkMetadata: ({ resource, entries }, context) => doubled(resource, entries, context, () => false),
});

/** `isCommon`: whether other pods have an entry as well. */
function doubled(
  resource: Resource,
  entries: readonly Entry[],
  { generation }: RuleContext,
  isCommon: (entry: Entry) => boolean,
): readonly Found[] {
  return entries.flatMap((entry) => {
    const { info, on } = entry;
    if (info === undefined || info.generation === "current") return [];
    const current = entries.find((other) => other.key === info.row.current && other.on === on);
    if (current === undefined) return [];
    const isOlder = isOlderInUse(info, generation);
    const [extra, other] = isOlder ? [current, entry] : [entry, current];
    // That it is an older key is said of the other pods: renamed for them it says the same for this one.
    if (!isBeside(extra, other) && isCommon(extra) && sayTheSame(extra, other)) return [];
    return [judge(resource, extra, other, isOlder ? OLDER_IN_USE : NEWER_ADVISED)];
  });
}

const OLDER_IN_USE = { about: "CCI 1.0 reads the older one", advice: "remove the newer key" };
const NEWER_ADVISED = { about: "which of them counts is not documented", advice: "remove the older key" };

/** `extra`: the one of the two that should go. */
function judge(resource: Resource, extra: Entry, other: Entry, { about, advice }: typeof OLDER_IN_USE): Found {
  const { key, info, text } = extra;
  if (sayTheSame(extra, other)) {
    const message = `\`${key}\` must not stand beside \`${other.key}\`, which says the same: ${advice}`;
    // Which key routes pods depends on the add-on of the cluster, which Git does not know.
    return atEntry(resource, extra, message, info?.row.family === "routing" ? {} : removal(extra));
  }
  const message = `\`${key}\` must agree with \`${other.key}\`, which says ${quoted(other.text)} instead of ${quoted(text)}; ${about}: ${advice}`;
  return atEntry(resource, extra, message, { severity: "error" });
}

/** The order of replacements makes no difference to the add-on, and nor does white space. */
function sayTheSame(one: Entry, other: Entry): boolean {
  return one.text === other.text || (one.info?.row.family === "replacement" && replaceAlike(one.text, other.text));
}
