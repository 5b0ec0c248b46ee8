import { judgePin, type KeyInfo, provider, type Provider, valueProblem } from "../../lib/cache/mod.ts";
import { booleanMeant } from "../boolean-word.ts";
import { atEntry, quoted, quotedList, setTo } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
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
  sources: [
    "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html",
    "https://www.tencentcloud.com/document/product/457/36162",
    "https://www.volcengine.com/docs/6460/76920",
  ],
  appliesTo: ({ keys, companions }) =>
    [...Object.values(keys), ...companions].some(
      (row) =>
        row !== null &&
        (isWordOfCache({ row, meaning: undefined }) ||
          isJudged({ row, meaning: row === keys.matchCount ? "matchCount" : undefined })),
    ),
  documentation: () => ({
    what: "A cache annotation of a pod or of a cache object that takes one of a few words with another word (`image-snapshot-usage-strategy: largest`, `imc-cpu-arch: aarch64`), one that takes a word or an id with neither (`use-image-cache: yes`), or a size outside of its bounds (`desired-system-storage: 20`).",
    why: "What the cloud does with other values is not documented.",
    example: uses("largest"),
    instead: uses("size"),
    ignore: "The cloud has a new word that this version does not know yet.",
    fix: "Writes the word that was meant, where the value differs from it in its letters only; takes away blanks around an id.",
  }),
  checkPod: ({ resource, entries }) => entries.flatMap((entry) => judge(resource, entry, isJudged)),
  checkMetadata: ({ resource, entries, on }) =>
    on === "cache" ? entries.flatMap((entry) => judge(resource, entry, isWordOfCache)) : NOTHING,
});

function judge(resource: Resource, entry: Entry, isMine: (info: Judged) => boolean): readonly Found[] {
  const { info, isString, text, key, on } = entry;
  if (info === undefined || !isString || on === "label" || !isMine(info)) return NOTHING;
  const problem = problemOf(info, text);
  if (problem === undefined) return NOTHING;
  const meant = wordMeant(info, text);
  const message = `\`${key}\` must be ${problem}, not ${quoted(text)}`;
  return [atEntry(resource, entry, message, meant === undefined ? {} : setTo(entry, meant))];
}

type Judged = Pick<KeyInfo, "row" | "meaning">;

/** Sizes, retention and addresses of cache objects have rules of their own. */
function isWordOfCache({ row: { value, family, carriers } }: Judged): boolean {
  return value.type === "enum" && family === "cache" && carriers.includes("cache-annotation");
}

/** Counts of images have a rule of their own, and so have plain pins and booleans. */
function isJudged({ row: { value, family, carriers }, meaning }: Judged): boolean {
  if (!carriers.includes("pod-annotation")) return false;
  if (value.type === "enum") return family === "cache";
  if (value.type === "pin") return value.words !== undefined;
  if (value.type !== "integer" || meaning !== undefined) return false;
  return family === "cache" || (value.min !== null && value.max !== null);
}

function problemOf(info: KeyInfo, text: string): string | undefined {
  const { value } = info.row;
  return value.type === "pin" ? pinProblem(provider(info.provider), wordsOf(info), text) : valueProblem(value, text);
}

/** Placeholders, ids of something else and unusual ids are findings of other rules. */
function pinProblem(row: Provider, words: readonly string[], text: string): string | undefined {
  if (words.includes(text) || judgePin(row, text)?.code !== "shape") return undefined;
  return `${quotedList(words, "or")} or ${row.pin.what}`;
}

function wordsOf({ row: { value } }: KeyInfo): readonly string[] {
  return value.type === "enum" ? value.values : value.type === "pin" ? Object.keys(value.words ?? {}) : [];
}

/** The word that differs in its letters only; the only word that switches on, for a boolean; an id without blanks. */
function wordMeant(info: KeyInfo, text: string): string | undefined {
  const words = wordsOf(info);
  const alike = words.find((word) => word.toLowerCase() === text.trim().toLowerCase());
  if (alike !== undefined || info.row.value.type !== "pin") return alike;
  const id = text.trim();
  if (id !== text && judgePin(provider(info.provider), id) === undefined) return id;
  return booleanMeant(text) === "true" ? provider(info.provider).keys.autoMatch?.switch?.on : undefined;
}
