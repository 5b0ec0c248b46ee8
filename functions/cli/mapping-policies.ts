import { applyPolicy, type Finding } from "../lib/krm/mod.ts";
import type { ReplaceImagesSpec } from "../replace-images/policy.ts";
import type { Matching } from "../replace-images/replace.ts";
import { loadPolicies } from "./policies.ts";
import { UsageError } from "./usage-error.ts";

/** A policy that replaces images: one of its own, or that step of an ApplyCachePolicy. */
export interface ReplacePolicy {
  /** File as people write it. */
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  /** Where the spec stands in the policy: `spec`, or `spec.replaceImages`. */
  readonly at: string;
  readonly spec: ReplaceImagesSpec;
  /** How its prefixes are compared; the annotation always means the vendor's rule. */
  readonly matching: Matching;
}

/** What a program is told about a policy before what is said of it; fields are only ever added. */
export function policyJson({ file, kind, name, at, spec, matching }: ReplacePolicy): object {
  return { file, kind, name, path: at, action: spec.action ?? "rewrite", ...matching };
}

/** The policies that replace images, and what the function itself says about them. */
export interface ReplacePolicies {
  readonly policies: readonly ReplacePolicy[];
  readonly findings: readonly Finding[];
  /** A policy is wrong beyond rules that lead back to themselves: nothing can be said about images. */
  readonly bad: boolean;
}

/** Loads every policy that replaces images from files and folders. Throws {@link UsageError} when there is none. */
export async function loadReplacePolicies(paths: readonly string[]): Promise<ReplacePolicies> {
  const { values, findings } = await loadPolicyValues(paths, KINDS);
  const policies = values.flatMap(({ file, value }) => replacePolicy(file, value as AnyPolicy) ?? []);
  const bad = findings.some(({ severity, tags }) => severity === "error" && tags?.["rule"] !== "IR008");
  if (policies.length === 0 && !bad) {
    throw new UsageError(
      `A policy must replace images: none of kind ${[...KINDS].join(", ")} in "${paths.join('", "')}"`,
    );
  }
  return { policies, findings, bad };
}

/** Decodes the policies of some kinds; `findings` holds what their functions say about them without any resource. */
export async function loadPolicyValues(
  paths: readonly string[],
  kinds: ReadonlySet<string>,
): Promise<{
  readonly values: readonly { readonly file: string; readonly value: unknown }[];
  readonly findings: Finding[];
}> {
  const { steps } = await loadPolicies(paths);
  const values: { file: string; value: unknown }[] = [];
  const findings: Finding[] = [];
  for (const { definition, policy } of steps.filter((step) => kinds.has(step.definition.kind))) {
    let read: unknown;
    const listening: typeof definition = {
      ...definition,
      run: (context) => {
        read = context.policy;
        definition.run(context);
      },
    };
    findings.push(...(await applyPolicy(listening, policy, [])).results);
    if (read !== undefined) values.push({ file: policy.path, value: read });
  }
  return { values, findings };
}

const KINDS: ReadonlySet<string> = new Set(["ReplaceImages", "ApplyCachePolicy"]);

interface AnyPolicy {
  readonly kind: string;
  readonly metadata?: { readonly name?: string };
  readonly spec: ReplaceImagesSpec | { readonly replaceImages?: ReplaceImagesSpec };
}

function replacePolicy(file: string, { kind, metadata, spec }: AnyPolicy): ReplacePolicy | undefined {
  const own = "replacements" in spec;
  const found = own ? spec : spec.replaceImages;
  if (found === undefined) return undefined;
  const match = found.action === "annotate" ? "exact" : (found.match ?? "prefix");
  const matching = { match, normalize: found.normalize ?? false } as const;
  return { file, kind, name: metadata?.name ?? "", at: own ? "spec" : "spec.replaceImages", spec: found, matching };
}
