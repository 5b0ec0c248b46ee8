import { judgePin, provider, valueProblem } from "../../lib/cache/mod.ts";
import { booleanMeant } from "../boolean-word.ts";
import { atEntry, quoted, quotedList, setTo } from "../found.ts";
import type { Entry, Found, Resource } from "../model.ts";
import { defineRule } from "../rule.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC002",
  name: "non-string-value",
  severity: "error",
  since: "0.1.0",
  sources: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/"],
  documentation: () => ({
    what: "A provider's annotation or label whose value is not a string: `true`, `7`, nothing, or `on`, `yes` and `off` without quotes.",
    why: "Annotations and labels are strings. The API server refuses the whole resource; `on`, `yes`, `off` and `no` are booleans for the YAML 1.1 readers that Kubernetes tools use.",
    example: podWith({ annotations: "k8s.aliyun.com/eci-auto-imc: true" }),
    instead: podWith({ annotations: 'k8s.aliyun.com/eci-auto-imc: "true"' }),
    ignore: "Never: a tool that quotes the value later does so for every value, and can do it before this function.",
    fix: "Writes the value in quotes, where that makes it a good one.",
  }),
  checkPod: ({ resource, entries }) => unquoted(resource, entries),
  checkMetadata: ({ resource, entries }) => unquoted(resource, entries),
});

function unquoted(resource: Resource, entries: readonly Entry[]): readonly Found[] {
  return entries
    .filter(({ isString }) => !isString)
    .map((entry) => {
      const text = valueMeant(entry);
      const problem = text === undefined ? undefined : refusal(entry, text);
      if (text === undefined || problem !== undefined) {
        const advice = problem === undefined ? "give it a value in quotes, or remove it" : `write ${problem} in quotes`;
        return atEntry(resource, entry, `\`${entry.key}\` must be a string: ${advice}`);
      }
      const message = `\`${entry.key}\` must be a string: write ${quoted(text)} in quotes`;
      return atEntry(resource, entry, message, setTo(entry, text));
    });
}

/** What a value must be instead, when quotes alone would not make it right: no proposal is to be refused afterwards. */
function refusal({ info }: Entry, text: string): string | undefined {
  if (info === undefined) return undefined;
  const { value } = info.row;
  // No number and no boolean is a list, whatever stands around it.
  if (value.type === "json") return `JSON, ${value.what},`;
  if (value.type !== "pin") return valueProblem(value, text);
  const row = provider(info.provider);
  const words = Object.keys(value.words ?? {});
  if (words.includes(text) || judgePin(row, text)?.severity !== "error") return undefined;
  return words.length === 0 ? row.pin.what : `${quotedList(words, "or")} or ${row.pin.what}`;
}

/** The text to quote: `true` for what YAML reads as a boolean, where the key takes one; else the word that switches on. */
function valueMeant({ text, info }: Entry): string | undefined {
  if (text === "") return undefined;
  const meant = info === undefined ? undefined : booleanMeant(text);
  if (info === undefined || meant === undefined) return text;
  const { value } = info.row;
  if (value.type === "boolean") return meant;
  const takesWords = value.type === "pin" && value.words !== undefined;
  return (takesWords && meant === "true" ? provider(info.provider).keys.autoMatch?.switch?.on : undefined) ?? text;
}
