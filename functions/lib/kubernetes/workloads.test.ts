import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { fieldPathProblem, imageFields, podTemplates, workloadKind, workloadKinds } from "./mod.ts";
import { treeOf } from "./testing/tree-of.ts";

interface Sample {
  readonly apiVersion: string;
  readonly kind: string;
}

const folder = new URL("testing/samples/", import.meta.url);
const samples = readdirSync(folder).flatMap((name) =>
  parseAllDocuments(readFileSync(new URL(name, folder), "utf8")).map((document) => document.toJS() as Sample),
);

const groupOf = ({ apiVersion }: Sample): string =>
  apiVersion.includes("/") ? (apiVersion.split("/")[0] as string) : "";
const nameOf = (sample: Sample): string => `${groupOf(sample)}/${sample.kind}`;

/** Paths of everything in a value that a test accepts. */
function pathsOf(
  value: unknown,
  wanted: (value: unknown) => boolean,
  path: readonly (string | number)[] = [],
): string[] {
  const here = wanted(value) ? [JSON.stringify(path)] : [];
  if (typeof value !== "object" || value === null) return here;
  const entries = Object.entries(value).map(([key, child]): [string | number, unknown] => [
    Array.isArray(value) ? Number(key) : key,
    child,
  ]);
  return [...here, ...entries.flatMap(([key, child]) => pathsOf(child, wanted, [...path, key]))];
}

const isWanted = (value: unknown): boolean => typeof value === "string" && value.startsWith("want.example/");
const isAnnotated = (value: unknown): boolean => typeof value === "object" && value !== null && "here" in value;
const json = (paths: readonly (readonly (string | number)[] | undefined)[]): string[] =>
  paths.flatMap((path) => (path === undefined ? [] : [JSON.stringify(path)]));

describe("the catalogue", () => {
  test.each(samples.map((sample): [string, Sample] => [nameOf(sample), sample]))("%s", (_, sample) => {
    const row = workloadKind(groupOf(sample), sample.kind);
    if (row === undefined) throw new Error("must have a row");
    const root = treeOf(sample);
    const templates = podTemplates(root, row);
    const fields = imageFields(root, row);
    expect(json(fields.map((field) => field.path)).toSorted()).toEqual(pathsOf(sample, isWanted).toSorted());
    expect(json(templates.map((template) => template.annotationsPath)).toSorted()).toEqual(
      pathsOf(sample, isAnnotated).toSorted(),
    );
    for (const { annotations, annotationsPath } of templates) {
      expect(annotations?.get("here")?.string).toBe(annotationsPath && "pod");
    }
    const inPods = templates.flatMap((template) => json(template.images.map((image) => image.path)));
    expect(json(fields.map((field) => field.path))).toEqual(expect.arrayContaining(inPods));
  });

  test("has a sample for every kind", () => {
    const known = workloadKinds().flatMap((row) => row.kinds.map((kind) => `${row.group}/${kind}`));
    expect(known.toSorted()).toEqual(samples.map(nameOf).toSorted());
  });

  test("has well-formed paths and a source in every row", () => {
    for (const row of workloadKinds()) {
      const images = [...(row.images ?? []), ...row.pods.flatMap((pod) => pod.images ?? [])];
      const plain = row.pods.flatMap((pod) => [pod.spec, pod.annotations, pod.labels]);
      const paths = [...images, ...plain, ...row.pods.map((pod) => pod.at)].filter((path) => path);
      expect(paths.map((path) => fieldPathProblem(path as string))).toEqual(paths.map(() => undefined));
      expect(plain.filter((path) => path?.match(/[[*]/))).toEqual([]);
      expect(row.source).toMatch(/^https:\/\//);
    }
  });

  test("is found by its groups: no row is behind a group that its file does not name", () => {
    for (const row of workloadKinds()) {
      for (const kind of row.kinds) expect(workloadKind(row.group, kind)).toBe(row);
    }
  });

  test("tells namesakes apart by their group", () => {
    expect(workloadKind("apps", "StatefulSet")).not.toBe(workloadKind("apps.kruise.io", "StatefulSet"));
    expect(workloadKind("batch", "Job")).not.toBe(workloadKind("batch.volcano.sh", "Job"));
    expect(workloadKind("eci.alibabacloud.com", "ImageCache")).toBeUndefined();
    expect(workloadKind("", "Service")).toBeUndefined();
    expect(workloadKind("", "constructor")).toBeUndefined();
    expect(workloadKind("apiextensions.k8s.io", "CustomResourceDefinition")).toBeUndefined();
  });
});
