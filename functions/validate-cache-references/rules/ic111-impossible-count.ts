import type { CacheUse } from "../cache-use.ts";
import { atEntry, counted, quoted } from "../found.ts";
import type { Entry, Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

const wants = (count: string): string =>
  podWith({ annotations: `k8s.aliyun.com/eci-auto-imc: "true"\nk8s.aliyun.com/imc-match-count-request: "${count}"` });

export default defineRule({
  id: "IC111",
  name: "impossible-count",
  severity: "error",
  otherwise: [{ severity: "warning", when: "the number is possible, but no usable cache of the inventory reaches it" }],
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  appliesTo: ({ keys }) => keys.matchCount !== null,
  documentation: () => ({
    what: "A number of images that a cache must hold (`imc-match-count-request`) which is no positive whole number, which is larger than the number of containers and init containers, or which no cache reaches.",
    why: "It can never match, so the pod always pulls.",
    example: wants("2"),
    instead: wants("1"),
    ignore: "Never; the warning while caches are being created.",
  }),
  looksAt: ["matchCount"],
  checkUse: (use) => {
    const entry = use.entry("matchCount");
    // Of what is no string, a number becomes one by its quotes; anything else is IC002 alone.
    if (entry === undefined || !(entry.isString || /^[1-9]\d*$/.test(entry.text))) return NOTHING;
    const images = use.matchedImages;
    const problem = wrongNumber(entry.text, isRead(use) ? images.length : 0);
    if (problem === undefined) return unreached(use, entry);
    const message = `\`${entry.key}\` must be ${problem}, not ${quoted(entry.text)}`;
    const proposed = images.length > 0 && /^[1-9]\d*$/.test(entry.text) ? { proposed: String(images.length) } : {};
    return [atEntry(use.pod.resource, entry, message, proposed)];
  },
});

/** Whether anything reads the count: beside a named cache or a perfect match nothing does, which is another finding. */
function isRead(use: CacheUse): boolean {
  return use.entry("pin") === undefined && use.text("autoMatch") !== "false" && !use.isTrue("fullMatch");
}

/** `images`: at most so many; 0 = not known, or of no interest. */
function wrongNumber(text: string, images: number): string | undefined {
  if (!/^[1-9]\d*$/.test(text)) return "a positive whole number";
  if (images === 0 || Number(text) <= images) return undefined;
  return `at most the number of images of the pod's containers (${images})`;
}

function unreached(use: CacheUse, entry: Entry): readonly Found[] {
  const images = use.matchedImages;
  const readable = images.length > 0 && images.every(({ image }) => image !== undefined);
  if (!isRead(use) || !readable || !use.inventory.declared || use.inventory.damaged) return NOTHING;
  if (use.match(Number(entry.text)) !== undefined) return NOTHING;
  const most = use.match(1)?.matched ?? 0;
  const message = `\`${entry.key}\` must be reached by a cache, and ${most === 0 ? "no usable one holds any image of the pod" : `the best one holds ${counted(most, "image")}`}: create a cache with more of them, or ask for fewer`;
  const proposed = most === 0 ? {} : { proposed: String(most) };
  return [atEntry(use.pod.resource, entry, message, { severity: "warning", ...proposed })];
}
