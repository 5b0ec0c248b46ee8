import * as Schema from "effect/Schema";
import { POLICY_API_VERSION } from "./policy-api-version.ts";

/**
 * `metadata` of a policy. kpt adds annotations of its own, kustomize sets what it likes, and a policy may stand in Git
 * without a name: nothing here is ours to refuse.
 */
const Metadata = Schema.StructWithRest(
  Schema.Struct({
    name: Schema.optionalKey(Schema.String.annotate({ description: "Name of the policy, for people" })),
  }),
  [Schema.Record(Schema.String, Schema.Unknown)],
);

const describe = (kind: string): string => `A ${kind} policy`;

/**
 * Schema of a whole policy object: `{apiVersion, kind, metadata, spec}`. `apiVersion` is `warmstart.dev/v1alpha1`, whoever
 * wrote the function.
 *
 * Its `spec` is decoded strictly: an unknown key is an error that names the nearest known one.
 */
export function policySchema<S extends Schema.Constraint>(kind: string, spec: S): PolicySchema<S> {
  return Schema.Struct({
    apiVersion: Schema.Literal(POLICY_API_VERSION),
    kind: Schema.Literal(kind),
    metadata: Schema.optionalKey(Metadata),
    spec,
  }).annotate({ description: describe(kind) });
}

/** What {@link policySchema} makes. */
export type PolicySchema<S extends Schema.Constraint> = Schema.Struct<{
  readonly apiVersion: Schema.Literal<typeof POLICY_API_VERSION>;
  readonly kind: Schema.Literal<string>;
  readonly metadata: Schema.optionalKey<typeof Metadata>;
  readonly spec: S;
}>;
