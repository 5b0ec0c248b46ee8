/**
 * SDK for KRM functions: programs that kpt, kustomize and Argo CD run over Kubernetes resources.
 *
 * A function is a policy schema and one pure `run`. Everything around it is done here: reading a ResourceList, a `List`
 * or a plain stream, decoding the policy with errors that name its fields, splicing edits so that every other byte
 * stays, results, exit code, and what each orchestrator wants beside that.
 *
 * ```ts
 * import * as Schema from "effect/Schema";
 * import { defineFunction, isDeployment, policySchema, run } from "warmstart/krm";
 *
 * const Policy = policySchema("SetReplicasNote", Schema.Struct({ note: Schema.String }));
 *
 * await run(
 *   defineFunction({
 *     name: "set-replicas-note",
 *     kind: "SetReplicasNote",
 *     type: "mutator",
 *     summary: "Writes a note on every Deployment that runs one replica",
 *     policy: Policy,
 *     run: ({ policy, items, results }) => {
 *       for (const item of items) {
 *         if (!isDeployment(item)) continue;
 *         const replicas = item.get("spec.replicas");
 *         if (replicas?.scalar !== 1) continue;
 *         const path = ["metadata", "annotations", "example.com/note"];
 *         if (item.get(path)?.string === policy.spec.note) continue;
 *         item.set(path, policy.spec.note);
 *         results.add("info", "noted", "one replica only", { item, path, proposedValue: policy.spec.note });
 *       }
 *     },
 *   }),
 * );
 * ```
 *
 * A function edits fields of the resources that it is given, and can neither add resources nor take any away.
 * `item.root.toJS()` is a resource as plain data, for the guards and types of other packages, such as those of
 * kubernetes-models: an item itself has no `spec`.
 *
 * Called as `set-replicas-note -p policy.yaml < resources.yaml`, or by kpt and kustomize with a ResourceList. Its policy
 * is an object like any other: `apiVersion: warmstart.dev/v1alpha1`, the `kind` above, and the `spec` of the schema. The
 * answer is stdout: what a function prints beside it goes to stderr (`console.error`).
 *
 * Outside of this repository it needs `npm install warmstart effect @kubernetes-models/base`: the schemas of policies are
 * those of the `effect` that you import, and the types of guards and policy classes come from the other one.
 *
 * {@link applyPolicy} runs a definition over texts and returns texts and findings, which is all that its tests need; keep
 * the definition in a file of its own, because `run` reads stdin. {@link policyModel} makes a class of the policy.
 *
 * A functionConfig with the annotation `warmstart.dev/mode: validator` is for a validator under `validators:` of a
 * kustomization: the answer then holds no resources, because kustomize refuses any other there. It counts under
 * kustomize only. A validator under `transformers:` needs no annotation and must not have it: kustomize would delete
 * every resource.
 *
 * @module
 */
export { type Applied, applyPolicy } from "./apply-policy.ts";
export { type Caller } from "./caller.ts";
export { MODE_ANNOTATION } from "./decode-policy.ts";
export { defineFunction, type Documentation, type FunctionContext, type FunctionDefinition } from "./definition.ts";
export { type Embedded, openEmbedded } from "./embedded.ts";
export { execute, type ExecuteInput, type Execution } from "./execute.ts";
export { POLICY_RULE, type PolicyFile } from "./find-policy.ts";
export {
  isConfigMap,
  isCronJob,
  isDaemonSet,
  isDeployment,
  isJob,
  isKustomization,
  isNamespace,
  isPod,
  isReplicaSet,
  isSecret,
  isService,
  isServiceAccount,
  isStatefulSet,
  kindGuard,
  type KindGuard,
} from "./guards.ts";
export { InputError } from "./input-error.ts";
export type { Item } from "./item.ts";
export { misspelt, nearest } from "./nearest.ts";
export { inOneLine, oneLine, visible, visibleLines } from "./one-line.ts";
export { policyKind } from "./policy-kind.ts";
export { POLICY_API_VERSION } from "./policy-api-version.ts";
export { policyModel, type PolicyModel } from "./policy-model.ts";
export { policySchema, type PolicySchema } from "./policy-schema.ts";
export type { Finding, ResourceRef, Result, Severity } from "./result.ts";
export type { ResultOptions, Results } from "./results.ts";
export { compileSoon } from "./compile-soon.ts";
export { giveUp, isLegacyPlugin, run, type RunOptions } from "./run.ts";
export {
  complain,
  isTerminal,
  prepareStreams,
  readAhead,
  readStdin,
  readTextFile,
  writeAll,
  writeText,
} from "./streams.ts";
export type { PolicyProblem } from "./policy-problem.ts";
export { type DecodedObject, decodeObject } from "./policy-decoder.ts";
export { sortFindings } from "./sort-results.ts";
export type { TextFile } from "./source.ts";
export { runSteps, type Step } from "./step.ts";
export { writeYaml } from "./write-yaml.ts";
export type { Node, NodeKind, Outline, Path, Refusal, ScalarStyle, Span } from "../yaml/mod.ts";
