import { judgePin, type PinProblem } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { atEntry, quoted, setTo } from "../found.ts";
import type { Entry, Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC103",
  name: "wrong-identifier",
  severity: "error",
  otherwise: [{ severity: "warning", when: "it could be an id, but is unlike every id seen" }],
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html",
  ],
  appliesTo: ({ keys }) => keys.pin !== null,
  documentation: () => ({
    what: "A pin with the wrong kind of identifier: a snapshot id (`s-…`) or a name for ECI, which wants an image cache id (`imc-…`); an id for CCI, which wants the name of a snapshot.",
    why: "The cloud looks for something that cannot exist. The length of ECI ids is observed, not documented: another length is only a warning.",
    example: podWith({ annotations: "k8s.aliyun.com/eci-image-snapshot-id: s-2ze5hdcnngenmwc1jmwf" }),
    instead: podWith({ annotations: "k8s.aliyun.com/eci-image-snapshot-id: imc-2ze5hdcnngenmwc1jmwf" }),
    ignore: "The warning: your ids have another length.",
    fix: "Takes away blanks around the identifier, or writes that of the cache which the inventory knows by the one that is there.",
  }),
  looksAt: ["pin"],
  checkUse: (use) =>
    use.entries("pin").flatMap((entry) => {
      const problem = entry.isString ? judgePin(use.row, entry.text) : undefined;
      // Placeholders have a rule of their own, and so have values of a key that takes words as well.
      const elsewhere = problem?.code === "placeholder" || (problem?.code === "shape" && takesWords(entry));
      return problem === undefined || elsewhere ? NOTHING : judge(use, entry, problem);
    }),
});

function takesWords({ info }: Entry): boolean {
  return info?.row.value.type === "pin" && info.row.value.words !== undefined;
}

function judge(use: CacheUse, entry: Entry, { severity, message }: PinProblem): readonly Found[] {
  const { pod, row } = use;
  const { byId, byName } = use.inventory.index;
  // A cache that the inventory lists under this very name has that name.
  if (row.pin.by === "name" && byName.has(entry.text)) return NOTHING;
  const trimmed = entry.text.trim();
  const other = (row.pin.by === "id" ? byName : byId).get(trimmed)?.[0];
  const blank = trimmed !== entry.text && judgePin(row, trimmed) === undefined ? trimmed : undefined;
  const proposed = use.pinValue(other) ?? blank;
  const text = `\`${entry.key}\`: ${quoted(entry.text)} ${message}`;
  const called = row.pin.by === "id" ? "the id of the cache of that name" : "the name of the cache of that id";
  const named = use.pinValue(other) === undefined ? "" : `; ${called} is ${quoted(proposed ?? "")}`;
  return [
    atEntry(pod.resource, entry, text + named, { severity, ...(proposed === undefined ? {} : setTo(entry, proposed)) }),
  ];
}
