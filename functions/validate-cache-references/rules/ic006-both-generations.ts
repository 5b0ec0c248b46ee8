import { atEntry, quoted, removal } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
import { defineRule } from "../rule.ts";
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
    fix: "Removes the older key, where both say the same.",
  }),
  checkPod: ({ resource, entries }) => doubled(resource, entries),
  checkMetadata: ({ resource, entries }) => doubled(resource, entries),
});

function doubled(resource: Resource, entries: readonly Entry[]): readonly Found[] {
  return entries.flatMap((entry) => {
    const { key, info, on, text } = entry;
    if (info === undefined || info.generation === "current") return [];
    const current = entries.find((other) => other.key === info.row.current && other.on === on);
    if (current === undefined) return [];
    if (current.text === text) {
      const message = `\`${key}\` must not stand beside \`${current.key}\`, which says the same: remove the older key`;
      return [atEntry(resource, entry, message, removal(entry))];
    }
    const message = `\`${key}\` must agree with \`${current.key}\`, which says ${quoted(current.text)} instead of ${quoted(text)}; which of them counts is not documented: remove the older key`;
    return [atEntry(resource, entry, message, { severity: "error", proposed: current.text })];
  });
}
