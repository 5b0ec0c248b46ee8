import { defineFunction, type FunctionContext, type Item, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { annotateItem, type Annotating } from "./annotate-item.ts";
import type { PolicyNote } from "./check.ts";
import { checkPolicy } from "./check-policy.ts";
import { compileComparison } from "./compare.ts";
import { createInspector, type Inspector, namesOf } from "./inspect.ts";
import { holdsImagesTransformer, reportKustomization } from "./kustomization.ts";
import { ReplaceImagesPolicy, type ReplaceImagesSpec } from "./policy.ts";
import { compileReplacements } from "./replace.ts";
import { createReport, type Report } from "./report.ts";
import { rewriteField } from "./rewrite.ts";
import type { RuleId } from "./rules.ts";
import { createTargets } from "./targets.ts";
import { reportUnlisted } from "./unlisted.ts";
import { reportUnused } from "./unused.ts";

type Path = readonly (string | number)[];

/**
 * A ReplaceImages policy as a step: rewrites the image fields of the items, or puts the provider's replacement annotation
 * on their pod templates. None when the policy is wrong. `at` is where `spec` stands in the policy, for results that speak
 * of the policy.
 */
export function replaceImages(
  spec: ReplaceImagesSpec,
  results: Results,
  problem: FunctionContext<unknown>["problem"],
  at: Path = ["spec"],
): Step[] {
  const notes = checkPolicy(spec);
  const errors = notes.filter(({ severity }) => severity === "error");
  for (const { path, message, rule } of errors) problem(["spec", ...path], message, rule);
  if (errors.length > 0) return [];

  const { replacements, match = "prefix", action = "rewrite", normalize = false } = spec;
  const matching = { match: action === "annotate" ? "exact" : match, normalize } as const;
  const inspect = createInspector(compileReplacements(replacements, matching));
  const compare = compileComparison(replacements, matching, action);
  const report = createReport(spec.rules, results);
  const [late, early] = [notes.filter(isAboutImages), notes.filter((note) => !isAboutImages(note))];
  reportNotes(early, report, at);
  return [
    {
      visit: createVisitor({ spec, inspect, compare, report, results, targets: createTargets(spec) }),
      end: () => {
        reportUnused(spec, inspect, report, at);
        reportNotes(
          late.filter((note) => !isNameOfImage(note, spec, inspect)),
          report,
          at,
        );
      },
    },
  ];
}

/** What is done with each resource, by its kind and the sources that the policy reads. */
function createVisitor(work: Annotating): (item: Item) => void {
  const { spec, inspect, report, targets } = work;
  const reads = (source: "manifests" | "kustomizations"): boolean => spec.sources?.includes(source) !== false;
  return (item) => {
    if (!mayHoldImages(item, spec)) return;
    if (holdsImagesTransformer(item)) {
      if (reads("kustomizations")) reportKustomization(item, inspect, spec, report);
      return;
    }
    if (!reads("manifests")) return;
    const kind = targets.kindOf(item);
    if (kind === undefined) {
      if (targets.selectsResource(item)) reportUnlisted(item, inspect, spec, report);
    } else if (spec.action === "annotate") {
      annotateItem(item, kind, work);
    } else {
      for (const field of targets.fields(item, kind)) rewriteField(item, field, work);
    }
  };
}

/** Every field of the catalogue has "image" in its name; a field that the policy adds may have any name. */
function mayHoldImages(item: Item, { imageFields = [] }: ReplaceImagesSpec): boolean {
  return imageFields.length > 0 || /image/i.test(item.text);
}

/** A prefix without a dot may be the whole name of an image: only the package tells. */
function isAboutImages({ rule }: PolicyNote): boolean {
  return rule === "IR010";
}

function isNameOfImage(
  { path: [, index] }: PolicyNote,
  { replacements }: ReplaceImagesSpec,
  inspect: Inspector,
): boolean {
  const { repositoryPrefix = "", replaceWith = "" } = replacements[Number(index)] ?? {};
  const names = namesOf(inspect);
  return names.has(repositoryPrefix) || names.has(replaceWith);
}

/** A chain is not reported again for an image that shows it. */
function reportNotes(notes: readonly PolicyNote[], report: Report, at: Path): void {
  for (const { rule, path, message } of notes) {
    report.add(rule as RuleId, message, { path: [...at, ...path] }, String(path[1]));
  }
}

/** The function `replace-images`. */
export const definition = defineFunction({
  name: "replace-images",
  kind: "ReplaceImages",
  type: "mutator",
  summary: "Rewrites where container images are pulled from, by prefix rules",
  documentation: async () => (await import("./documentation.ts")).documentation,
  policy: ReplaceImagesPolicy,
  run: ({ policy: { spec }, items, results, problem }) => runSteps(replaceImages(spec, results, problem), items),
});
