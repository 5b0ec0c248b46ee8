import * as Schema from "effect/Schema";

/** Longer than any name or image that Kubernetes takes. */
const LONGEST_GLOB = 2048;

const Glob = Schema.NonEmptyString.check(Schema.isMaxLength(LONGEST_GLOB));
const Globs = Schema.Union([Glob, Schema.Array(Glob).check(Schema.isMinLength(1))]);
const Texts = Schema.Record(Schema.String, Schema.String.check(Schema.isMaxLength(LONGEST_GLOB)));

const conditions = {
  kind: Schema.optionalKey(Globs).annotate({ description: "Kind of the resource: `Deployment`, or a list, or globs" }),
  name: Schema.optionalKey(Globs).annotate({ description: "Name of the resource" }),
  namespace: Schema.optionalKey(Globs).annotate({
    description: "Namespace of the resource; one that names none is not selected",
  }),
  labels: Schema.optionalKey(Texts).annotate({
    description: "Labels that must all be there, on the resource or on its pods; values are globs",
  }),
  annotations: Schema.optionalKey(Texts).annotate({
    description: "Annotations that must all be there, on the resource or on its pods; values are globs",
  }),
  container: Schema.optionalKey(Globs).annotate({ description: "Name of the container" }),
  image: Schema.optionalKey(Globs).annotate({
    description: "Image as it is written, with or without its tag; `*` stays within a path segment, `**` does not",
  }),
} as const;

/** What must hold together: every field that is there. */
const Conditions = Schema.Struct(conditions);

/**
 * Which resources, pods or containers a policy is about.
 *
 * Conditions beside `include` and `exclude` always have to hold, so `{labels: {app: redis}}` is the short form of one
 * include. Without any condition everything is selected.
 */
export const Select = Schema.Struct({
  ...conditions,
  include: Schema.optionalKey(Schema.Array(Conditions)).annotate({
    description: "At least one of these must hold; absent or empty: all are selected",
  }),
  exclude: Schema.optionalKey(Schema.Array(Conditions)).annotate({
    description: "None of these may hold: exclusion beats inclusion",
  }),
});

/** A decoded selector. */
export type Select = typeof Select.Type;

/** A decoded set of conditions. */
export type Conditions = typeof Conditions.Type;
