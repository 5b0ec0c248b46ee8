import type { FunctionDefinition } from "./definition.ts";
import { accepted, type FoundPolicy, POLICY_RULE } from "./find-policy.ts";
import type { ResourceItem } from "./item.ts";
import { inConfigMap } from "./in-config-map.ts";
import { POLICY_API_VERSION } from "./policy-api-version.ts";
import { type DecodedObject, decodeObject, decoderOf } from "./policy-decoder.ts";
import type { PolicyProblem } from "./policy-problem.ts";
import type { Finding } from "./result.ts";
import { ResultList } from "./results.ts";

/**
 * Annotation of a functionConfig. `validator` says that the function stands under `validators:` of a kustomization:
 * kustomize fails there on any answer that repeats the resources, so the answer is `items: []`. It counts for
 * validators under `kustomize build` only, because anywhere else such an answer deletes every resource.
 */
export const MODE_ANNOTATION = "warmstart.dev/mode";

/** A policy ready for `run`, or the errors that keep it from running. */
export type DecodedPolicy<P> =
  | { readonly policy: P; readonly item: ResourceItem }
  | { readonly findings: readonly Finding[] };

/**
 * Decodes a policy document; every error names its field.
 * @throws {NeedsSchema} when the schema must decide and is not loaded: see `withLoading`
 */
export function decodePolicy<P>(definition: FunctionDefinition<P>, found: FoundPolicy): DecodedPolicy<P> {
  if ("findings" in found) return found;
  const { item } = found;
  const problems = modeProblems(definition, item);
  const typeProblems = checkType(definition, item);
  if (typeProblems.length > 0) return { findings: policyFindings(item, [...typeProblems, ...problems]) };
  const decoded = decode(definition, item);
  if ("policy" in decoded && problems.length === 0) return { policy: decoded.policy, item };
  return { findings: policyFindings(item, ["policy" in decoded ? [] : decoded.problems, problems].flat()) };
}

/** Problems of a policy as results that name its fields. */
export function policyFindings(item: ResourceItem | undefined, problems: readonly PolicyProblem[]): Finding[] {
  const results = new ResultList();
  for (const { path, message, rule } of problems)
    results.add("error", rule || POLICY_RULE, message, item === undefined ? { path } : { item, path });
  return results.list;
}

/** A field of the decoded policy as the field of the document that holds it. */
export function writtenAt(item: ResourceItem, problem: PolicyProblem): PolicyProblem {
  return item.kind === "ConfigMap" ? inConfigMap(item.root, problem) : problem;
}

function decode<P>({ policy, kind }: FunctionDefinition<P>, { root, kind: written }: ResourceItem): DecodedObject<P> {
  if (written === "ConfigMap") {
    const { schema, decoder } = decoderOf(policy);
    return decoder.decodeConfigMap(schema, kind, root) as DecodedObject<P>;
  }
  return decodeObject(policy, root.toJS());
}

function checkType(definition: FunctionDefinition, { apiVersion, kind }: ResourceItem): PolicyProblem[] {
  if (kind !== definition.kind && kind !== "ConfigMap") {
    const path = ["kind"];
    return [{ path, message: `must be ${accepted(definition)}, not ${kind === "" ? "empty" : `"${kind}"`}` }];
  }
  const wanted = kind === "ConfigMap" ? "v1" : POLICY_API_VERSION;
  if (apiVersion === wanted) return [];
  const path = ["apiVersion"];
  return [{ path, message: `must be "${wanted}", not ${apiVersion === "" ? "empty" : `"${apiVersion}"`}` }];
}

function modeProblems({ name, type }: FunctionDefinition, { annotations }: ResourceItem): PolicyProblem[] {
  const mode = annotations[MODE_ANNOTATION];
  if (mode === undefined) return [];
  const path = ["metadata", "annotations", MODE_ANNOTATION];
  if (mode !== "validator") return [{ path, message: `must be "validator" or absent, not "${mode}"` }];
  if (type === "validator") return [];
  return [{ path, message: `must be absent: ${name} changes resources, and this mode would delete all of them` }];
}
