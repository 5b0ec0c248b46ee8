// What injecting annotations must do to a text, worked out a second time on plain objects.
import { diffLines } from "diff";
import { parseDocument, stringify } from "yaml";
import { type Data, dig, isData } from "./resources.ts";
import { expect, expectSame } from "./suite.ts";
import { documentsOf, hasCollectionKey } from "./survey.ts";

/** The annotations that a pod template must get; undefined: it stays as it is. */
export type Wanted = (resource: Data, template: Data) => Readonly<Record<string, string>> | undefined;

/**
 * Fails unless `after` is `before` with the wanted annotations on every pod template: the same data otherwise, and in
 * the text nothing but lines for these annotations.
 */
export function expectInjected(before: string, after: string, wanted: Wanted, what: string): void {
  const expected = dataOf(before);
  for (const resource of expected.flatMap(resourcesOf)) annotate(resource, wanted);
  expectSame(print(dataOf(after)), print(expected), what);
  for (const { added, removed, value } of diffLines(before, after)) {
    if (!added && !removed) continue;
    const bad = value.split("\n").filter((line) => !ANNOTATION_LINE.test(line));
    expect(bad.length === 0, `${what}: these lines must not be touched\n${bad.join("\n")}`);
  }
}

/** A line that carries nothing but an annotation, or a parent of annotations that was empty or in one line. */
const ANNOTATION_LINE =
  /^(?:\s*(?:metadata|annotations):\s*(?:\{.*\}|null|~)?\s*(?:#.*)?|\s*["']?(?:k8s\.aliyun\.com|cci\.io)\/[\w-]+["']?: ?\S.*|.*\bannotations:.*|\s*)\r?$/;

/** The documents of a text as plain values; those that the yaml library or Kubernetes refuses are left out on both sides. */
function dataOf(text: string): unknown[] {
  return documentsOf(text)
    .map(({ body }) => parseDocument(body, { logLevel: "silent" }))
    .filter((document) => document.errors.length === 0 && !hasCollectionKey(document))
    .map((document): unknown => document.toJS());
}

const print = (documents: unknown[]): string => documents.map((each) => stringify(each, PLAIN)).join("---\n");
const PLAIN = { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false } as const;

function annotate(resource: Data, wanted: Wanted): void {
  for (const template of templatesOf(resource)) {
    const add = wanted(resource, template);
    if (add === undefined) continue;
    const metadata = (template["metadata"] ??= {}) as Data;
    metadata["annotations"] = { ...(metadata["annotations"] as Data | null), ...add };
  }
}

function resourcesOf(value: unknown): Data[] {
  if (!isData(value)) return [];
  if (typeof value["apiVersion"] !== "string" || typeof value["kind"] !== "string") return [];
  if (value["kind"] === "CustomResourceDefinition") return [];
  return Array.isArray(value["items"]) ? value["items"].flatMap(resourcesOf) : [value];
}

/** Every map with `spec.containers` that is a Pod or stands under a key `template`. */
function templatesOf(resource: Data): Data[] {
  const found: Data[] = [];
  const walk = (value: unknown, isTemplate: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, false);
    if (!isData(value)) return;
    if (isTemplate && Array.isArray(dig(value, "spec", "containers"))) found.push(value);
    for (const [key, entry] of Object.entries(value)) walk(entry, key === "template");
  };
  walk(resource, resource["kind"] === "Pod");
  return found;
}
