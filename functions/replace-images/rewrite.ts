import type { Item, Results } from "../lib/krm/mod.ts";
import type { ImageField } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Difference } from "./compare.ts";
import type { Inspected, Inspector } from "./inspect.ts";
import type { Outcome } from "./replace.ts";
import type { Report } from "./report.ts";
import { markerOf } from "./written-elsewhere.ts";

/** What rewriting needs to know of the policy. */
export interface Rewriting {
  readonly inspect: Inspector;
  readonly compare: (image: string, outcome: Outcome) => Difference | undefined;
  readonly report: Report;
  readonly results: Results;
  /** How many texts are around the item. */
  readonly depth: number;
}

export type Reference = Extract<Inspected, { is: "reference" }>;

/** Where a reference stands, and how another one gets there. */
export interface ImagePlace {
  readonly item: Item;
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** Who has it, as in ` of container "web"`. */
  readonly owner: string;
  /** What is written beside it; undefined when the default counts, which depends on the tag. */
  readonly pullPolicy: string | undefined;
  /** The scalar behind which comments of other tools stand. */
  readonly node: Node;
  /** Writes the new reference; `false`: refused, and reported. */
  write(image: string): boolean;
}

/** Writes what the policy makes of one image field, or says why the field stays. */
export function rewriteField(item: Item, field: ImageField<Node>, rewriting: Rewriting): void {
  const text = field.node.string;
  const inspected = text === undefined ? undefined : rewriting.inspect(text);
  if (text === undefined || inspected?.is !== "reference") return reportOther(item, field, inspected, rewriting.report);
  const { path } = field;
  // The default depends on the tag, and that of a name stands in another field.
  const pullPolicy = field.type === "name" ? "" : field.pullPolicy;
  const write = (image: string): boolean => item.set(field.node, image);
  const place = { item, path, text, owner: ownerOf(field), pullPolicy, node: field.node, write };
  rewriteReference(place, inspected, rewriting);
}

/** Writes what the policy makes of a reference, or says why it stays. */
export function rewriteReference(place: ImagePlace, inspected: Reference, rewriting: Rewriting): void {
  const { item, path, text, owner } = place;
  const { outcome, broken, next } = inspected;
  reportDifference(place, outcome, rewriting);
  if (!("image" in outcome)) return;
  const { image, rule } = outcome;
  const options = { item, path, currentValue: text, proposedValue: image };
  if (broken !== undefined) {
    const message = `image "${text}" must not be replaced by "${image}": the result ${broken}`;
    return rewriting.report.add("IR017", message, options);
  }
  if (!place.write(image)) return;
  const message = `image "${text}"${owner} is replaced by "${image}"`;
  const tags = tagOf(rule);
  rewriting.results.add("info", "replaced", message, { item, path, currentValue: text, proposedValue: image, tags });
  if (next !== undefined) {
    const chain = `"${text}" becomes "${image}", which \`spec.replacements[${next}]\` rewrites in the next run: write its final name`;
    rewriting.report.add("IR008", chain, options, String(rule));
  }
  remark(place, inspected, image, rewriting.report);
  // Within a text no tool reads comments.
  if (rewriting.depth === 0) reportMarker(place, inspected, image, rewriting.report);
}

/** Says that another tool writes a rewritten image from elsewhere; once per place that it is written from. */
function reportMarker({ item, path, node }: ImagePlace, { reference }: Reference, image: string, report: Report): void {
  const marker = markerOf(node);
  if (marker === undefined) return;
  const { original, name } = reference;
  const renamed = image.slice(0, image.length - (original.length - name.length));
  const message = `"${image}" is written by ${marker.writer}: ${marker.origin} must name "${renamed}", or the next update brings "${name}" back`;
  report.add("IR024", message, { item, path }, `${marker.writer} ${name}`);
}

/** Says that a field holds no reference; \`auto\` and the like are no images at all. */
export function reportOther(
  item: Item,
  field: ImageField<Node>,
  inspected: Inspected | undefined,
  report: Report,
): void {
  const { node, path } = field;
  // A field of a custom resource says nothing then: the operator has an image of its own.
  if (isEmpty(node) && (field.type === "field" || field.type === "name")) return undefined;
  const at = { item, path };
  const owner = ownerOf(field);
  if (inspected === undefined) {
    return report.add("invalid-image", `image${owner} is left alone: must be ${expected(node)}`, at);
  }
  const text = node.string as string;
  switch (inspected.is) {
    case "placeholder":
    case "reference":
      return undefined;
    case "invalid":
      return report.add("invalid-image", `image "${text}"${owner} is left alone: ${inspected.problem}`, at);
    default:
      return report.add("IR018", `image "${text}"${owner} is left alone: it is ${NOUNS[inspected.is]}`, at);
  }
}

const NOUNS = {
  template: "a template, which only its own tool can fill in",
  encrypted: "encrypted",
  pattern: "a pattern, which stands for many images",
} as const;

function expected(node: Node): string {
  if (node.kind === "alias") return `written out, because "${node.raw}" is an alias`;
  if (node.kind === "map" || node.kind === "sequence") return `a string, not a ${node.kind === "map" ? "map" : "list"}`;
  if (isEmpty(node)) return "a string, and is empty";
  return `a string, not ${String(node.scalar)}, which is a ${typeof node.scalar === "boolean" ? "boolean" : "number"}`;
}

function isEmpty(node: Node): boolean {
  return node.kind === "null" || node.scalar === null || node.string === "";
}

/** Who has the image, in words that follow it. */
export function ownerOf({ container, type }: ImageField<Node>): string {
  if (type === "volume") return " of a volume";
  return container === undefined ? "" : ` of container "${container}"`;
}

/** What one should know about a rewritten image; once per distinct image. */
function remark({ item, path, pullPolicy }: ImagePlace, { reference }: Reference, image: string, report: Report): void {
  const { original, digest, tag } = reference;
  const at = { item, path };
  if (digest !== undefined) {
    const message = `"${image}" must exist with the same digest: a mirror that builds or converts images changes it`;
    report.add("IR014", message, at, original);
  }
  // Kubernetes looks at the tag, also where a digest follows it.
  const isMutable = tag === undefined ? digest === undefined : tag === "latest";
  if (pullPolicy !== undefined || !isMutable) return;
  const why = tag === undefined ? "has no tag" : 'has the tag "latest"';
  const message = `"${image}" ${why}, so \`imagePullPolicy\` is Always unless it is set: write a tag`;
  report.add("IR021", message, at, original);
}

/** Once per rule of the policy, at the first image concerned. */
function reportDifference({ item, path, text }: ImagePlace, outcome: Outcome, { compare, report }: Rewriting): void {
  const difference = compare(text, outcome);
  if (difference === undefined) return;
  const { rule, replacement, message } = difference;
  report.add(rule, message, { item, path, currentValue: text, tags: tagOf(replacement) }, String(replacement));
}

function tagOf(replacement: number): Readonly<Record<string, string>> {
  return { replacement: String(replacement) };
}
