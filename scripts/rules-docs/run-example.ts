import { createTwoFilesPatch } from "diff";
import {
  applyPolicy,
  type Finding,
  type FunctionDefinition,
  runSteps,
  writeYaml,
} from "../../functions/lib/krm/mod.ts";
import { definition, validateCacheReferences } from "../../functions/validate-cache-references/function.ts";
import type { ValidateCacheReferencesPolicy } from "../../functions/validate-cache-references/policy.ts";
import type { Rule } from "../../functions/validate-cache-references/rule.ts";

type Policy = typeof ValidateCacheReferencesPolicy.Type;

/** What a rule says about its own example, and what its repair makes of it. */
export interface Ran {
  readonly findings: readonly Finding[];
  /** Lines of a diff without its head; undefined where nothing is repaired. */
  readonly repair: string | undefined;
}

/** Runs the example of a rule. */
export async function runExample(rule: Rule): Promise<Ran> {
  const { id } = rule;
  const documentation = rule.documentation();
  const only = (each: string): boolean => each === id;
  const repairing: FunctionDefinition<Policy> = {
    ...definition,
    type: "mutator",
    run: ({ policy, items, results }) => runSteps(validateCacheReferences(policy.spec, results, ["spec"], only), items),
  };
  const apiVersion = "warmstart.dev/v1alpha1";
  const spec = documentation.policy ?? {};
  const text = writeYaml({ apiVersion, kind: "ValidateCacheReferences", metadata: { name: "example" }, spec });
  const sources = [{ path: "resources.yaml", text: documentation.example }];
  const policy = { path: "policy.yaml", text };
  const { results } = await applyPolicy(definition, policy, sources);
  const after = (await applyPolicy(repairing, policy, sources)).texts[0] as string;
  return { findings: results.filter(({ tags }) => tags?.["rule"] === id), repair: diff(documentation.example, after) };
}

function diff(before: string, after: string): string | undefined {
  if (before === after) return undefined;
  const patch = createTwoFilesPatch("a", "b", before, after, "", "", { context: 2 });
  return patch.slice(patch.indexOf("@@"));
}
