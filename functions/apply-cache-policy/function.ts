import { injectCacheAnnotations } from "../inject-cache-annotations/function.ts";
import { defineFunction, type FunctionContext } from "../lib/krm/mod.ts";
import { replaceImages } from "../replace-images/function.ts";
import { validateCacheReferences } from "../validate-cache-references/function.ts";
import { ApplyCachePolicyPolicy } from "./policy.ts";

type Problem = FunctionContext<unknown>["problem"];

/** A step speaks of `spec.x`; in this policy that field is `spec.<step>.x`. */
function below(step: string, problem: Problem): Problem {
  return ([, ...rest], message) => problem(["spec", step, ...rest], message);
}

/**
 * The three functions in one process and over one outline: each step reads what the one before it wrote, so the
 * result is that of running them one after the other, at about the price of the first.
 */
export const definition = defineFunction({
  name: "apply-cache-policy",
  kind: "ApplyCachePolicy",
  type: "mutator",
  summary: "Replaces images, injects cache annotations and validates cache references in one pass",
  policy: ApplyCachePolicyPolicy,
  run: ({ policy: { spec }, items, results, problem }) => {
    const commit = (): void => {
      for (const item of items) item.commit();
    };
    if (spec.replaceImages !== undefined) {
      replaceImages(spec.replaceImages, items, results, below("replaceImages", problem));
      commit();
    }
    if (spec.injectCacheAnnotations !== undefined) {
      injectCacheAnnotations(spec.injectCacheAnnotations, items, results, below("injectCacheAnnotations", problem));
      commit();
    }
    if (spec.validateCacheReferences !== undefined) {
      const step = below("validateCacheReferences", problem);
      validateCacheReferences(spec.validateCacheReferences, items, results, step);
    }
  },
});
