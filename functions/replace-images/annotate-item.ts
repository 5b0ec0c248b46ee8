import { type Provider, provider } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import type { ImageField, PodTemplate, WorkloadKind } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import { type Annotation, annotationValue, decideAnnotation } from "./annotate.ts";
import type { Difference } from "./compare.ts";
import type { Inspected, Inspector } from "./inspect.ts";
import type { ReplaceImagesSpec } from "./policy.ts";
import type { Outcome } from "./replace.ts";
import type { Report } from "./report.ts";
import { ownerOf, reportOther } from "./rewrite.ts";
import type { Targets } from "./targets.ts";

type Path = readonly (string | number)[];

/** What annotating needs to know of the policy; `inspect` follows the vendor's own rule. */
export interface Annotating {
  readonly spec: ReplaceImagesSpec;
  readonly inspect: Inspector;
  /** As `inspect`, for texts that are no image of the package, or not selected: they are not counted as seen. */
  readonly probe: (text: string) => Inspected;
  readonly compare: (image: string, outcome: Outcome) => Difference | undefined;
  readonly report: Report;
  readonly results: Results;
  readonly targets: Targets;
}

/** The provider of a policy that annotates. */
export function annotatingProvider(spec: ReplaceImagesSpec): Provider {
  return provider(spec.provider ?? "huawei-cci");
}

/** Puts the replacement annotation on every pod template of a resource in which a replacement applies. */
export function annotateItem(item: Item, kind: WorkloadKind, annotating: Annotating): void {
  for (const { template, images } of annotating.targets.templates(item, kind)) {
    const applies = images.map((field) => look(item, field, annotating)).includes(true);
    if (applies) annotateTemplate(item, template, images, annotating);
  }
}

/** Whether a replacement applies to an image; reports what is no image, and what the annotation cannot say. */
function look(item: Item, field: ImageField<Node>, { inspect, compare, report }: Annotating): boolean {
  const text = field.node.string;
  const inspected = text === undefined ? undefined : inspect(text);
  if (text === undefined || inspected?.is !== "reference") {
    // A template is filled in before the add-on sees it.
    if (inspected === undefined || inspected.is === "invalid") reportOther(item, field, inspected, report);
    return false;
  }
  const difference = compare(text, inspected.outcome);
  if (difference !== undefined) {
    const { rule, replacement, message } = difference;
    const tags = { replacement: String(replacement) };
    report.add(rule, message, { item, path: field.path, currentValue: text, tags }, String(replacement));
  }
  return "image" in inspected.outcome;
}

function annotateTemplate(
  item: Item,
  template: PodTemplate<Node>,
  selected: readonly ImageField<Node>[],
  annotating: Annotating,
): void {
  const { spec, results } = annotating;
  const row = annotatingProvider(spec);
  const unable = whyUnable(row, item, template);
  if (unable !== undefined) return results.add("info", unable.rule, unable.message, { item });
  const path = template.annotationsPath as Path;
  const key = row.keys.imageReplacement;
  if (key === null) return;
  const keys = { current: key.current, legacy: key.legacy[0] ?? key.current, wanted: spec.keys ?? "current" };
  const decision = decideAnnotation(plain(template.annotations), spec.replacements, keys, spec.onExisting ?? "keep");
  if (!carryOut(item, path, decision, spec, results)) return;
  const others = template.images.filter((field) => !selected.includes(field));
  for (const field of others) reportOutside(item, field, annotating);
}

/** The annotation is about all containers of a pod: what the policy leaves out is replaced as well. */
function reportOutside(item: Item, field: ImageField<Node>, { probe, results }: Annotating): void {
  const text = field.node.string;
  if (text === undefined || (field.type !== "container" && field.type !== "init")) return;
  const inspected = probe(text);
  if (inspected.is !== "reference" || !("image" in inspected.outcome)) return;
  const message = `image "${text}"${ownerOf(field)} is replaced as well, and the policy does not select it: the annotation is about all containers of the pod`;
  results.add("warning", "not-selected", message, { item, path: field.path, currentValue: text });
}

function whyUnable(
  row: Provider,
  item: Item,
  { annotationsPath, runner = item }: PodTemplate<Node>,
): { rule: string; message: string } | undefined {
  if (row.routing.unsupported.some(({ group, kind }) => group === runner.group && kind === runner.kind)) {
    const message = `pods of a ${runner.kind} do not run on ${row.title}: no replacement annotation is set`;
    return { rule: "unsupported-kind", message };
  }
  if (annotationsPath !== undefined) return undefined;
  const message = `a ${item.kind} has no field for annotations of its pods: no replacement annotation is set`;
  return { rule: "no-annotations", message };
}

/** Answers whether the annotation stands there now. */
function carryOut(item: Item, path: Path, decision: Annotation, spec: ReplaceImagesSpec, results: Results): boolean {
  if (decision.do === "nothing") return true;
  const value = annotationValue(spec.replacements);
  if (decision.do !== "write") {
    const found = `"${decision.key}" says something else than the replacements of the policy`;
    const options = { item, path: [...path, decision.key], currentValue: decision.value, proposedValue: value };
    const advice = "must be removed or corrected by hand, or `onExisting` must be replace";
    if (decision.do === "keep")
      results.add("warning", "kept", `${found}: left as it is, because \`onExisting\` is keep`, options);
    else results.add("error", "conflict", `${found}: ${advice}`, options);
    return false;
  }
  // A pod that loses one annotation must get the other one.
  const done = item.together(
    () =>
      decision.remove.every((key) => item.remove([...path, key])) &&
      decision.set.every((key) => item.set([...path, key], value)),
  );
  if (!done) return false;
  const keys = decision.set.map((key) => `"${key}"`).join(" and ");
  const removed = decision.remove.map((key) => `"${key}"`).join(" and ");
  const what = [keys && `set ${keys}`, removed && `remove ${removed}`].filter(Boolean).join(", ");
  const message = `images of the pods must be replaced where they run: ${what}`;
  results.add("info", "annotated", message, { item, path, proposedValue: value });
  return true;
}

/** The annotations as plain data; what is no map holds nothing, and an edit of it is refused later. */
function plain(node: Node | undefined): Readonly<Record<string, unknown>> {
  const value = node?.toJS();
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
