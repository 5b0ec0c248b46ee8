import { defineFunction, type FunctionContext, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { compileNames } from "../lib/select/mod.ts";
import type { PolicyNote } from "./check.ts";
import { checkPolicy } from "./check-policy.ts";
import { compileComparison } from "./compare.ts";
import { createInspector, type Inspector, namesOf } from "./inspect.ts";
import { needlesOf } from "./left-texts.ts";
import { DEFAULT_FLAGS } from "./default-flags.ts";
import { ReplaceImagesPolicy, type ReplaceImagesSpec } from "./policy.ts";
import { compileReplacements } from "./replace.ts";
import { createReport, type Report } from "./report.ts";
import type { RuleId } from "./rules.ts";
import { isOtherFile } from "./sources/other-files.ts";
import type { Source, Work } from "./sources/work.ts";
import { createTargets } from "./targets.ts";
import { reportUnused } from "./unused.ts";
import { visit } from "./visit.ts";

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
  const replace = compileReplacements(replacements, matching);
  const inspect = createInspector(replace);
  const compare = compileComparison(replacements, matching, action);
  const report = createReport(spec.rules, results);
  const [late, early] = [notes.filter(isAboutImages), notes.filter((note) => !isAboutImages(note))];
  reportNotes(early, report, at);
  const work = createWork(spec, { inspect, probe: createInspector(replace), compare, report, results });
  return [
    {
      others: true,
      visit: (item) => visit(item, work),
      end: () => {
        reportLeft(report, results);
        reportUnused(spec, work, at);
        reportNotes(
          late.filter((note) => !isNameOfImage(note, spec, inspect)),
          report,
          at,
        );
      },
    },
  ];
}

/** Completes what handling items needs to know; the patterns are compiled when the first name is asked for. */
function createWork(
  spec: ReplaceImagesSpec,
  rest: Pick<Work, "inspect" | "probe" | "compare" | "report" | "results">,
): Work {
  const sources = new Set<Source>(spec.sources ?? ["manifests", "kustomizations"]);
  const { env = DEFAULT_FLAGS.env, args = DEFAULT_FLAGS.args } = spec.envAndArgs ?? {};
  return {
    ...rest,
    spec,
    targets: createTargets(spec),
    reads: (source) => sources.has(source),
    flags: { isVariable: lazyNames(env), isArgument: lazyNames(args) },
    needles: needlesOf(spec),
    usual: new Map(),
    words: spec.normalize === true || spec.replacements.some(({ repositoryPrefix }) => repositoryPrefix === ""),
    depth: 0,
  };
}

function lazyNames(globs: readonly string[]): (name: string) => boolean {
  let test: ((name: string) => boolean) | undefined;
  return (name) => {
    test ??= compileNames(globs);
    return test(name);
  };
}

/** One line that counts what was left alone, because some callers show only the first results. */
function reportLeft(report: Report, results: Results): void {
  const count = report.count("IR019");
  if (count === 0) return;
  const what = count === 1 ? "1 image that the policy means is" : `${count} images that the policy means are`;
  results.add("info", "left-alone", `${what} left alone: the results of IR019 say where, and why`);
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
  others: isOtherFile,
  run: ({ policy: { spec }, items, results, problem }) => runSteps(replaceImages(spec, results, problem), items),
});
