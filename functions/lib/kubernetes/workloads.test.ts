import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { visitPath } from "./field-path.ts";
import {
  fieldPathProblem,
  imageFields,
  keptFields,
  podTemplates,
  type WorkloadKind,
  workloadKind,
  workloadKinds,
} from "./mod.ts";
import { treeOf } from "./testing/tree-of.ts";
import type { Tree } from "./tree.ts";

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
const isKept = (value: unknown): boolean => typeof value === "string" && value.startsWith("kept.example/");
const isAnnotated = (value: unknown): boolean => typeof value === "object" && value !== null && "here" in value;
const isLabelled = (value: unknown): boolean => typeof value === "object" && value !== null && "too" in value;
const json = (paths: readonly (readonly (string | number)[] | undefined)[]): string[] =>
  paths.flatMap((path) => (path === undefined ? [] : [JSON.stringify(path)]));

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(".");

/** Everything that a row says, as paths from the resource; a PodSpec is there when one of its fields is. */
function pathsOfRow({ pods, images = [], names = [], kept = [] }: WorkloadKind): readonly (readonly string[])[] {
  const inPods = pods.flatMap(({ at, spec, images: own = [], annotations, labels }) => [
    ...(spec === undefined
      ? []
      : [["containers[]", "initContainers[]", "nodeSelector"].map((field) => join(at, spec, field))]),
    ...own.map((path) => [join(at, path)]),
    ...(annotations === null ? [] : [[join(at, annotations)]]),
    ...(labels === undefined ? [] : [[join(at, labels)]]),
  ]);
  return [...inPods, ...[...images, ...names, ...kept.map(({ path }) => path)].map((path) => [path])];
}

function leads(root: Tree, path: string): boolean {
  let found = false;
  visitPath(root, path, () => {
    found = true;
  });
  return found;
}

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
    expect(json(keptFields(root, row).map((field) => field.path)).toSorted()).toEqual(
      pathsOf(sample, isKept).toSorted(),
    );
    expect(json(templates.map(({ labels }) => labels?.path)).toSorted()).toEqual(
      pathsOf(sample, isLabelled).toSorted(),
    );
    for (const { annotations, annotationsPath } of templates) {
      expect(annotations?.get("here")?.string).toBe(annotationsPath && "pod");
    }
    const inPods = templates.flatMap((template) => json(template.images.map((image) => image.path)));
    expect(json(fields.map((field) => field.path))).toEqual(expect.arrayContaining(inPods));
  });

  test("has a sample for every kind", () => {
    const known = workloadKinds().flatMap((row) => row.kinds.map((kind) => `${row.group}/${kind}`));
    expect([...new Set(samples.map(nameOf))].toSorted()).toEqual(known.toSorted());
  });

  test("has samples that exercise every path of every row", () => {
    const missing = workloadKinds().flatMap((row) => {
      const roots = samples
        .filter((sample) => groupOf(sample) === row.group && row.kinds.includes(sample.kind))
        .map((sample) => treeOf(sample));
      return pathsOfRow(row)
        .filter((paths) => !paths.some((path) => roots.some((root) => leads(root, path))))
        .map((paths) => `${row.group}/${row.kinds.join(",")}: ${paths.join(" or ")}`);
    });
    expect(missing).toEqual([]);
  });

  test("has well-formed paths and a source in every row", () => {
    for (const row of workloadKinds()) {
      const fields = [...(row.images ?? []), ...(row.names ?? []), ...(row.kept ?? []).map(({ path }) => path)];
      const images = [...fields, ...row.pods.flatMap((pod) => pod.images ?? [])];
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
