import { oneLine } from "../lib/krm/mod.ts";
import { writeScalar } from "../lib/yaml/mod.ts";
import { counted } from "./report.ts";
import type { KindProposal, LeftField, ProposedField } from "./fields-propose.ts";

/** More than this many fields that are left out of a kind are counted only. */
const MOST = 5;

/** The proposals as YAML that can be pasted into the `spec` of a policy; what was found out stands in comments. */
export function fieldsText(proposals: readonly KindProposal[]): string {
  const wanted = proposals.filter(({ fields }) => fields.length > 0);
  const rows = wanted.flatMap(rowLines);
  const notes = [...catalogueNote(proposals), ...proposals.flatMap(leftNotes), ...proposals.flatMap(openNotes)];
  return [
    ...(wanted.length === 0 ? ["imageFields: []"] : ["imageFields:", ...rows]),
    ...notes.map((note) => `# ${oneLine(note)}`),
    "",
  ].join("\n");
}

function rowLines({ group, kind, files, objects, inCatalogue, fields, pods }: KindProposal): string[] {
  const where = `${kind}: ${files.join(", ")}; ${objects === 0 ? "no object of it here" : counted(objects, "object")}`;
  return [
    `  # ${oneLine(where)}${inCatalogue ? "; in the catalogue, which lacks these fields" : ""}`,
    ...pods.map((pod) => `  # ${oneLine(podNote(pod))}`),
    `  - group: ${writeScalar(group)}`,
    `    kind: ${writeScalar(kind)}`,
    "    paths:",
    ...fields.map((field) => `      - ${writeScalar(field.path)} # ${oneLine(evidence(field, objects))}`),
  ];
}

function podNote({ spec, annotations, pruned }: KindProposal["pods"][number]): string {
  if (annotations === null) return `pods at \`${spec}\`: no field for their annotations was found`;
  const dropped = pruned ? ", which an API server drops: the definition does not list them" : "";
  return `pods at \`${spec}\`: their annotations are \`${annotations}\`${dropped}`;
}

function evidence({ objects: count, example, tag }: ProposedField, objects: number): string {
  const beside = tag === undefined ? "" : `; the tag may be in \`${tag}\` beside it`;
  if (example === undefined) return `${objects === 0 ? "by the definition only" : "in no object here"}${beside}`;
  const { value, file, line } = example;
  return `in ${count} of ${objects}: ${JSON.stringify(value)} (${file}:${line})${beside}`;
}

function catalogueNote(proposals: readonly KindProposal[]): string[] {
  const complete = proposals.filter(({ inCatalogue, fields }) => inCatalogue && fields.length === 0);
  if (complete.length === 0) return [];
  return [`In the catalogue, nothing is missing: ${complete.map(nameOf).join(", ")}`];
}

function leftNotes(proposal: KindProposal): string[] {
  const { left } = proposal;
  const shown = left
    .slice(0, MOST)
    .map(({ path, why }: LeftField) => `Left out of ${nameOf(proposal)}: \`${path}\` ${why}`);
  const rest = left.length - shown.length;
  return rest > 0 ? [...shown, `Left out of ${nameOf(proposal)}: ${rest} more of this kind`] : shown;
}

function openNotes(proposal: KindProposal): string[] {
  const { open } = proposal;
  if (open.length === 0) return [];
  const list = open.map((path) => `\`${path}\``).join(", ");
  return [`Open in ${nameOf(proposal)}: anything may stand in ${list}, and no object here shows an image there`];
}

function nameOf({ group, kind }: KindProposal): string {
  return `${kind} (${group})`;
}
