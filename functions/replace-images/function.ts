import { defineFunction, type FunctionContext, type Item, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { annotateItem } from "./annotate-item.ts";
import type { PolicyNote } from "./check.ts";
import { checkPolicy } from "./check-policy.ts";
import { compileComparison } from "./compare.ts";
import { createInspector, namesOf } from "./inspect.ts";
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
  for (const { path, message } of errors) problem(["spec", ...path], message);
  if (errors.length > 0) return [];

  const report = createReport(spec.rules, results);
  reportNotes(
    notes.filter(({ rule }) => rule !== "IR010"),
    report,
    at,
  );
  const { replacements, match = "prefix", action = "rewrite", normalize = false, sources } = spec;
  const matching = { match: action === "annotate" ? "exact" : match, normalize } as const;
  const inspect = createInspector(compileReplacements(replacements, matching));
  const compare = compileComparison(replacements, matching, action);
  const targets = createTargets(spec);
  const reads = (source: "manifests" | "kustomizations"): boolean => sources?.includes(source) !== false;

  const visit = (item: Item): void => {
    if (!mayHoldImages(item, spec)) return;
    if (holdsImagesTransformer(item)) {
      if (reads("kustomizations")) reportKustomization(item, inspect, spec, report);
      return;
    }
    if (!reads("manifests")) return;
    const kind = targets.kindOf(item);
    if (kind === undefined) {
      if (targets.selectsResource(item)) reportUnlisted(item, inspect, spec, report);
    } else if (action === "annotate") {
      annotateItem(item, kind, { spec, inspect, compare, report, results, targets });
    } else {
      for (const field of targets.fields(item, kind)) rewriteField(item, field, { inspect, compare, report, results });
    }
  };
  const finish = (): void => {
    const names = namesOf(inspect);
    reportUnused(spec, inspect, report, at);
    // A prefix that is the whole name of an image of the package is meant as one.
    const isName = ({ path: [, index] }: PolicyNote): boolean => {
      const { repositoryPrefix = "", replaceWith = "" } = replacements[Number(index)] ?? {};
      return names.has(repositoryPrefix) || names.has(replaceWith);
    };
    reportNotes(
      notes.filter((note) => note.rule === "IR010" && !isName(note)),
      report,
      at,
    );
  };
  return [{ visit, end: finish }];
}

/** Every field of the catalogue has "image" in its name; a field that the policy adds may have any name. */
function mayHoldImages(item: Item, { imageFields = [] }: ReplaceImagesSpec): boolean {
  return imageFields.length > 0 || /image/i.test(item.text);
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
  policy: ReplaceImagesPolicy,
  run: ({ policy: { spec }, items, results, problem }) => runSteps(replaceImages(spec, results, problem), items),
});
