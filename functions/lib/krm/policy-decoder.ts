import { withLibrary } from "../yaml/mod.ts";
import type * as DecodeSchema from "./decode-schema.ts";
import type { FunctionDefinition } from "./definition.ts";
import { PlannedPolicy } from "./planned-policy.ts";
import type { PolicyProblem } from "./policy-problem.ts";

type AnyPolicy = FunctionDefinition["policy"];

let decoder: typeof DecodeSchema | undefined;

/** Thrown when a policy needs its schema, and what decodes with schemas, and they are not loaded yet. */
export class NeedsSchema extends Error {
  readonly load: () => Promise<void>;

  constructor(policy: AnyPolicy) {
    super("the schema of the policy is needed and not loaded: use withLoading()");
    this.name = "NeedsSchema";
    this.load = async () => {
      await schemaOf(policy);
      decoder ??= await import("./decode-schema.ts");
    };
  }
}

/** Whether a policy needs no decoding: a plan that came with the built command accepts it as it is. */
function acceptedByPlan(policy: AnyPolicy, value: unknown): boolean {
  return policy instanceof PlannedPolicy && policy.accepts(value);
}

/** The schema of a policy, loaded when it must be. */
export async function schemaOf(policy: AnyPolicy): Promise<AnyPolicy> {
  return policy instanceof PlannedPolicy ? await policy.load() : policy;
}

/**
 * What decodes with the schema of a policy.
 * @throws {NeedsSchema} when it is not loaded yet
 */
export function decoderOf(policy: AnyPolicy): { readonly schema: AnyPolicy; readonly decoder: typeof DecodeSchema } {
  const schema = policy instanceof PlannedPolicy ? policy.schema : policy;
  if (schema === undefined || decoder === undefined) throw new NeedsSchema(policy);
  return { schema, decoder };
}

/** An object of a kind with a schema, or everything that is wrong with it. */
export type DecodedObject<P> = { readonly policy: P } | { readonly problems: readonly PolicyProblem[] };

/**
 * Decodes an object strictly: a policy, or another kind of ours that stands among the resources. For `run` and what it
 * calls, which are run again when the schema must be loaded first.
 * @throws {NeedsSchema} when it must
 */
export function decodeObject<P>(policy: FunctionDefinition<P>["policy"], value: unknown): DecodedObject<P> {
  if (acceptedByPlan(policy, value)) return { policy: value as P };
  const loaded = decoderOf(policy);
  return loaded.decoder.decodeValue(loaded.schema, value) as DecodedObject<P>;
}

/** Runs `fn`, which must be pure; loads what it turns out to need, and then runs it again. */
export async function withLoading<T>(fn: () => T): Promise<T> {
  for (;;) {
    try {
      return await withLibrary(fn);
    } catch (error) {
      if (!(error instanceof NeedsSchema)) throw error;
      await error.load();
    }
  }
}
