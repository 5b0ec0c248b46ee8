import { isPlaceholder, judgePin, provider, valueProblem } from "../../lib/cache/mod.ts";
import { atEntry, quoted } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC102",
  name: "placeholder-pin",
  severity: "error",
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  appliesTo: ({ keys }) => keys.pin !== null,
  documentation: () => ({
    what: "A pin that is a placeholder: a masked id of the documentation (`imc-2ze5tm5gehgtiiga****`), `${…}`, `imc-xxx`, `<id>`, `your_…`; also an id in an annotation of a cache object (`vswitch-ids`, `eip-instance-id`) that is one.",
    why: "It names nothing. Documentation masks the last characters of every id, and people paste them.",
    example: podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5tm5gehgtiiga****" }),
    instead: podWith({ annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf" }),
    ignore: "A tool fills the variable in after this function ran; running the function after that tool is better.",
  }),
  checkMetadata: ({ resource, entries, on }) =>
    on === "cache" ? entries.flatMap((entry) => placeholderOf(resource, entry)) : NOTHING,
  looksAt: ["pin"],
  checkUse: (use, context) => {
    const { pod, row } = use;
    return use.entries("pin").flatMap((entry) => {
      if (judgePin(row, entry.text)?.code !== "placeholder") return NOTHING;
      const pinForAll = use.pinForAll(context);
      const message = `\`${entry.key}\` must be ${row.pin.what}, not the placeholder ${quoted(entry.text)}`;
      return [atEntry(pod.resource, entry, message, pinForAll === undefined ? {} : { proposed: pinForAll })];
    });
  },
});

/** Annotations with which a cache is built. Lists of hosts have a rule of their own. */
function placeholderOf(resource: Resource, entry: Entry): readonly Found[] {
  const { info, on, text, key } = entry;
  if (info === undefined || on === "label" || !info.row.carriers.includes("cache-annotation")) return NOTHING;
  const { type } = info.row.value;
  if ((type !== "pattern" && type !== "list") || !isPlaceholder(text)) return NOTHING;
  const { plainHttp, insecure } = provider(info.provider).cacheObject?.settings ?? {};
  if (key === plainHttp?.annotation || key === insecure?.annotation) return NOTHING;
  const must = valueProblem(info.row.value, text);
  return must === undefined
    ? NOTHING
    : [atEntry(resource, entry, `\`${key}\` must be ${must}, not the placeholder ${quoted(text)}`)];
}
