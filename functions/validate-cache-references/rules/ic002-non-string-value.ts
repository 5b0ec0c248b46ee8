import { provider } from "../../lib/cache/mod.ts";
import { booleanMeant } from "../boolean-word.ts";
import { atEntry, quoted, setTo } from "../found.ts";
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
    fix: "Writes the value in quotes.",
  }),
  checkPod: ({ resource, entries }) => unquoted(resource, entries),
  checkMetadata: ({ resource, entries }) => unquoted(resource, entries),
});

function unquoted(resource: Resource, entries: readonly Entry[]): readonly Found[] {
  return entries
    .filter(({ isString }) => !isString)
    .map((entry) => {
      const proposed = valueMeant(entry);
      const advice =
        proposed === undefined ? "give it a value in quotes, or remove it" : `write ${quoted(proposed)} in quotes`;
      const message = `\`${entry.key}\` must be a string: ${advice}`;
      return atEntry(resource, entry, message, proposed === undefined ? {} : setTo(entry, proposed));
    });
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
