import { MODE_ANNOTATION } from "./decode-policy.ts";
import type { ResourceItem } from "./item.ts";
import type { Source } from "./source.ts";

/**
 * Who reads the answer. kustomize drops results, so they go to stderr there; a shell has no place for them in a plain
 * stream either; kpt shows them itself.
 */
export type Caller = "kpt" | "kustomize" | "kustomize-plugin" | "shell";

const FUNCTION_ANNOTATIONS = ["config.kubernetes.io/function", "config.k8s.io/function"];

/**
 * Recognises the caller: kustomize leaves its own annotation on the functionConfig, and the protocol of its legacy
 * plugins is known from the environment (`legacy`).
 */
export function callerOf(source: Source, policy: ResourceItem | undefined, legacy: boolean): Caller {
  if (source.frame === undefined) return legacy ? "kustomize-plugin" : "shell";
  const annotations = policy?.annotations ?? {};
  return FUNCTION_ANNOTATIONS.some((key) => annotations[key] !== undefined) ? "kustomize" : "kpt";
}

/** Whether the answer must leave the resources out, see {@link MODE_ANNOTATION}. */
export function answersWithoutItems(caller: Caller, policy: ResourceItem): boolean {
  return (
    (caller === "kustomize" || caller === "kustomize-plugin") && policy.annotations[MODE_ANNOTATION] === "validator"
  );
}
