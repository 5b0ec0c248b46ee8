import { injectCacheAnnotations } from "../inject-cache-annotations/function.ts";
import { defineFunction, type FunctionContext, runSteps, type Step } from "../lib/krm/mod.ts";
import { replaceImages } from "../replace-images/function.ts";
import { isOtherFile } from "../replace-images/sources/other-files.ts";
import { validateCacheReferences } from "../validate-cache-references/function.ts";
import { ApplyCachePolicyPolicy } from "./policy.ts";

type Policy = typeof ApplyCachePolicyPolicy.Type;

/**
 * Whether what is injected cannot depend on what is replaced: only image fields of the catalogue are written, because one
 * of the policy's may be a label or an annotation, and no rule asks for an image. Then the edits of both are spliced at
 * once.
 */
function isIndependent({ replaceImages: replace, injectCacheAnnotations: inject }: Policy["spec"]): boolean {
  if (replace?.action === "annotate" || replace?.sources?.includes("replacementAnnotations") === true) return false;
  if (replace?.imageFields !== undefined) return false;
  return inject?.rules.every(({ select }) => !JSON.stringify(select ?? {}).includes('"image"')) === true;
}

type Problem = FunctionContext<unknown>["problem"];

/** A step speaks of `spec.x`; in this policy that field is `spec.<step>.x`. */
function below(step: string, problem: Problem): Problem {
  return ([, ...rest], message, rule) => problem(["spec", step, ...rest], message, rule);
}

type Repairs = Parameters<typeof validateCacheReferences>[3];

function stepsOf({ policy: { spec }, results, problem }: FunctionContext<Policy>, repairs?: Repairs): Step[] {
  const { replaceImages: replace, injectCacheAnnotations: inject, validateCacheReferences: validate } = spec;
  const steps = [
    replace && replaceImages(replace, results, below("replaceImages", problem), ["spec", "replaceImages"]),
    inject &&
      injectCacheAnnotations(
        inject,
        results,
        below("injectCacheAnnotations", problem),
        ["spec", "injectCacheAnnotations"],
        isIndependent(spec),
      ),
    validate && validateCacheReferences(validate, results, ["spec", "validateCacheReferences"], repairs),
  ];
  return steps.flatMap((step) => step ?? []);
}

/**
 * The three functions in one process and one pass: each step reads what the one before it wrote, so the result is that
 * of running them one after the other, at about the price of the first.
 */
export const definition = defineFunction({
  name: "apply-cache-policy",
  kind: "ApplyCachePolicy",
  type: "mutator",
  summary: "Replaces images, injects cache annotations and validates cache references in one pass",
  documentation: async () => (await import("./documentation.ts")).documentation,
  policy: ApplyCachePolicyPolicy,
  needs: ["CacheInventory"],
  others: isOtherFile,
  withPresent: (policy, now) => {
    const { validateCacheReferences: validate } = policy.spec;
    if (validate === undefined) return policy;
    return { ...policy, spec: { ...policy.spec, validateCacheReferences: { now, ...validate } } };
  },
  run: (context) => runSteps(stepsOf(context), context.items),
});

/** The same with hands: its validation puts right what can be put right without asking, see there. */
export function withRepairs(repairs: NonNullable<Repairs> = () => true): typeof definition {
  return defineFunction({ ...definition, run: (context) => runSteps(stepsOf(context, repairs), context.items) });
}
