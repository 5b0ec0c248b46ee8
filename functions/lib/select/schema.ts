import * as Schema from "effect/Schema";

const Glob = Schema.NonEmptyString;

/** One pattern, or several of which one must match. */
const Globs = Schema.Union([Glob, Schema.Array(Glob).check(Schema.isMinLength(1))]);

const Pairs = Schema.Record(Schema.String, Schema.String);

const conditions = {
  kind: Schema.optionalKey(Globs).annotate({ description: "Kind of the resource" }),
  name: Schema.optionalKey(Globs).annotate({ description: "`metadata.name`" }),
  namespace: Schema.optionalKey(Globs).annotate({ description: '`metadata.namespace`; none is `""`' }),
  labels: Schema.optionalKey(Pairs).annotate({
    description: "Labels of the resource or of its pod template; all of them, values are patterns",
  }),
  annotations: Schema.optionalKey(Pairs).annotate({
    description: "Annotations of the resource or of its pod template; all of them, values are patterns",
  }),
  container: Schema.optionalKey(Globs).annotate({ description: "Name of a container" }),
  image: Schema.optionalKey(Globs).annotate({ description: "Image as written; `*` stops at `/`, `**` does not" }),
};

const Conditions = Schema.Struct(conditions).annotate({ description: "All conditions must hold" });

const Several = Schema.Union([Conditions, Schema.Array(Conditions)]);

/**
 * What a policy applies to. Conditions stand in `include` (one set, or a list of which one set must hold), in `exclude`
 * (none may hold), or directly in `select`, where they are one more set that must hold. Nothing at all selects everything.
 */
export const Select = Schema.Struct({
  ...conditions,
  include: Schema.optionalKey(Several).annotate({ description: "One of these sets must hold" }),
  exclude: Schema.optionalKey(Several).annotate({ description: "None of these sets may hold" }),
});

/** The decoded selector. */
export type Select = typeof Select.Type;

/** One set of conditions. */
export type Conditions = typeof Conditions.Type;
