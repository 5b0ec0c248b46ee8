import { fieldsOfKind, formatSteps, imagesIn, type KindFields, type Steps, valuesAt } from "../lib/crd/mod.ts";
import { readImageText } from "../lib/image/mod.ts";
import { fieldPathProblem, knowsField, workloadKind } from "../lib/kubernetes/mod.ts";
import type { SeenKind, SeenObject } from "./fields-read.ts";

/** An object that shows what is in a field. */
interface Example {
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/** A field to be rewritten, as `imageFields` of a policy names it. */
export interface ProposedField {
  readonly path: string;
  /** The field beside it that may hold the tag or digest. */
  readonly tag: string | undefined;
  /** How many of the objects have it. */
  readonly objects: number;
  readonly example: Example | undefined;
}

/** A field that is not proposed. */
export interface LeftField {
  readonly path: string;
  /** Reads well behind the path. */
  readonly why: string;
}

/** What is said about one kind. */
export interface KindProposal {
  readonly group: string;
  readonly kind: string;
  readonly files: readonly string[];
  readonly objects: number;
  /** Whether the catalogue has the kind; then only what it lacks is proposed. */
  readonly inCatalogue: boolean;
  /** How many of the fields the catalogue knows. */
  readonly known: number;
  readonly fields: readonly ProposedField[];
  readonly left: readonly LeftField[];
  /** Where pods are, and their annotations; null where no field for them was found. */
  readonly pods: readonly { readonly spec: string; readonly annotations: string | null; readonly pruned: boolean }[];
  /** Where anything may stand that shapes pods, and no object shows what does. */
  readonly open: readonly string[];
}

/**
 * Says which fields of a kind name images: by its schema, by its objects where the schema is open, less the catalogue's.
 * `confirmed`: only those that an object has.
 */
export function propose({ kind: custom, files, objects }: SeenKind, confirmed: boolean): KindProposal {
  const { group, kind } = custom;
  const row = workloadKind(group, kind);
  const read = fieldsOfKind(custom);
  const all = [...read.fields, ...shownFields(read, objects)]
    .filter(({ steps }) => fieldPathProblem(formatSteps(steps)) === undefined)
    .map((field) => seen(field, objects));
  const isKnown = (path: string): boolean => row !== undefined && knowsField(row, path);
  const unknown = all.filter(({ path }) => !isKnown(path));
  return {
    group,
    kind,
    files,
    objects: objects.length,
    inCatalogue: row !== undefined,
    known: all.length - unknown.length,
    fields: unknown
      .filter((each) => !isOther(each) && (!confirmed || each.objects > 0))
      .map(({ path, tag, objects: count, example }) => ({ path, tag, objects: count, example })),
    left: [
      ...read.others
        .map(({ steps, why }) => ({ path: formatSteps(steps), why }))
        .filter(({ path, why }) => !isKnown(path) && !why.includes("Ceph")),
      ...unknown.filter(isOther).map(({ path, example }) => ({
        path,
        why: `holds no image reference: ${JSON.stringify(example?.value)} in ${example?.file}:${example?.line}`,
      })),
    ],
    pods: read.pods.map(({ spec, annotations, pruned }) => ({
      spec: formatSteps(spec),
      annotations: annotations === undefined ? null : formatSteps(annotations),
      pruned,
    })),
    open: row === undefined ? openIn(read, all) : [],
  };
}

interface Seen extends ProposedField {
  /** At least one of its values is an image, or stands for one (a template). */
  readonly references: boolean;
}

/** Objects have it, and nothing that it holds is an image. */
function isOther({ example, references }: Seen): boolean {
  return example !== undefined && !references;
}

/** Looks the field up in every object. */
function seen({ steps, tag }: { steps: Steps; tag: string | undefined }, objects: readonly SeenObject[]): Seen {
  let count = 0;
  let first: Example | undefined;
  let reference: Example | undefined;
  for (const object of objects) {
    const values = valuesAt(object.data, steps).filter(({ value }) => typeof value === "string" && value !== "");
    if (values.length > 0) count++;
    for (const { path, value } of values) {
      const example = (): Example => ({ value: value as string, file: object.file, line: lineOf(object, path) });
      first ??= example();
      if (reference === undefined && readImageText(value as string) !== "invalid") reference = example();
    }
  }
  const references = reference !== undefined;
  return { path: formatSteps(steps), tag, objects: count, example: reference ?? first, references };
}

function lineOf({ node, linesAbove }: SeenObject, path: readonly (string | number)[]): number {
  return linesAbove + (node.find(path)?.line ?? node.line);
}

/** Further fields, which objects have where the schema lets anything stand; each once. */
function shownFields(
  { fields, opaque }: KindFields,
  objects: readonly SeenObject[],
): { steps: Steps; tag: undefined }[] {
  const found = new Map<string, Steps>();
  for (const { data } of objects) {
    for (const steps of opaque) {
      const values = valuesAt(data, steps);
      for (const { value } of values) for (const each of imagesIn(value, steps)) found.set(formatSteps(each), each);
    }
  }
  // One version may be open where another is not.
  for (const { steps } of fields) found.delete(formatSteps(steps));
  return [...found.values()].map((steps) => ({ steps, tag: undefined }));
}

/** Names of fields that hold pods, patches of them, or whole resources. */
const SHAPES_PODS =
  /^(?:pod)?template(?:Spec)?s?$|^podSpec$|^(?:init)?containers$|^pod$|^(?:resource|object|manifest)(?:Template)?s?$|^patch$/i;

function openIn({ opaque }: KindFields, all: readonly { path: string }[]): string[] {
  return opaque
    .filter((steps) => SHAPES_PODS.test(String(steps.findLast((step) => typeof step === "string"))))
    .map(formatSteps)
    .filter((path) => !all.some((field) => field.path.startsWith(`${path}.`) || field.path.startsWith(`${path}[`)));
}
