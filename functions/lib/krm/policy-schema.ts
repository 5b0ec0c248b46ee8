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
 * @throws {TypeError} when `spec` comes from another copy of `effect` than the one that decodes it
 */
export function policySchema<const K extends string, S extends Schema.Constraint>(
  kind: K,
  spec: S,
): PolicySchema<S, K> {
  if (!isOfThisCopy(spec))
    throw new TypeError(
      `spec of ${kind} must be a schema of the same copy of \`effect\` as warmstart uses: ${TWO_COPIES}`,
    );
  return Schema.Struct({
    apiVersion: Schema.Literal(POLICY_API_VERSION),
    kind: Schema.Literal(kind),
    metadata: Schema.optionalKey(Metadata),
    spec,
  }).annotate({ description: describe(kind) });
}

const TWO_COPIES =
  "this one is of another copy, or of another library, with which correct policies are refused; `npm ls effect` shows the copies, and a package that was linked is installed with `npm install --install-links`";

/** Each copy of `effect` has classes of its own, and takes errors and transformations of no other for what they are. */
function isOfThisCopy({ ast }: Partial<Schema.Constraint>): boolean {
  if (ast === undefined) return false;
  const node = rootClass(Schema.Unknown.ast);
  // Without a class that all nodes have in common nothing can be told.
  return rootClass(Schema.Struct({}).ast) !== node || rootClass(ast) === node;
}

/** The prototype at the root of an object's class and the classes that it extends. */
function rootClass(value: object): object {
  const above: object | null = Object.getPrototypeOf(value);
  return above === null || above === Object.prototype ? value : rootClass(above);
}

/** What {@link policySchema} makes. */
export type PolicySchema<S extends Schema.Constraint, K extends string = string> = Schema.Struct<{
  readonly apiVersion: Schema.Literal<typeof POLICY_API_VERSION>;
  readonly kind: Schema.Literal<K>;
  readonly metadata: Schema.optionalKey<typeof Metadata>;
  readonly spec: S;
}>;
