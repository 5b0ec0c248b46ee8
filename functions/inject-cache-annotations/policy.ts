import * as Schema from "effect/Schema";
import { PROVIDER_NAMES } from "../lib/cache/mod.ts";
import { policyModel, policySchema } from "../lib/krm/mod.ts";
import { Select } from "../lib/select/mod.ts";

const AutoMatch = Schema.Struct({
  perfectMatch: Schema.optionalKey(Schema.Boolean).annotate({
    description: "ECI: only a cache that holds every image of the pod matches",
  }),
  matchCountRequest: Schema.optionalKey(
    Schema.Int.check(Schema.isGreaterThanOrEqualTo(1, { expected: "a whole number of at least 1" })),
  ).annotate({
    description: "ECI: only a cache that holds at least this many images of the pod matches",
  }),
  exactMatch: Schema.optionalKey(Schema.Boolean).annotate({
    description: "CCI: only a snapshot that holds every image of the pod matches",
  }),
  usageStrategy: Schema.optionalKey(Schema.Literals(["size", "quantity"])).annotate({
    description: "CCI: prefer the largest sum of matching images, or the most matching images",
  }),
  createIfNotPresent: Schema.optionalKey(Schema.Boolean).annotate({
    description: "CCI: create a snapshot when none matches",
  }),
});

const SpecifiedName = Schema.Struct({
  name: Schema.NonEmptyString.annotate({
    description: "ECI, Tencent: id of the image cache; CCI: name of the image snapshot",
  }),
  rejectIfNotAvailable: Schema.optionalKey(Schema.Boolean).annotate({
    description: "CCI: refuse the pod when the snapshot is missing or not available, instead of pulling the images",
  }),
});

const Empty = Schema.Record(Schema.String, Schema.Unknown).check(
  Schema.makeFilter((value) => Object.keys(value).length === 0 || "must be an empty map: {}", {
    toJsonSchema: () => ({ maxProperties: 0 }),
  }),
);

/** The things a rule may ask for. */
const ACTIONS = ["autoMatch", "specifiedName", "none", "asIs"] as const;

const oneAction = Schema.makeFilter<object>(
  (rule) => {
    const given = ACTIONS.filter((action) => action in rule);
    if (given.length === 1) return true;
    const has = given.length === 0 ? "none of them" : given.map((action) => `\`${action}\``).join(" and ");
    return `must have exactly one of \`autoMatch\`, \`specifiedName\`, \`none\` and \`asIs\`, and has ${has}`;
  },
  { toJsonSchema: () => ({ oneOf: ACTIONS.map((action) => ({ required: [action] })) }) },
);

const Rule = Schema.Struct({
  name: Schema.optionalKey(Schema.NonEmptyString).annotate({ description: "Named in the results" }),
  select: Schema.optionalKey(Select).annotate({ description: "Which pod templates; default all" }),
  autoMatch: Schema.optionalKey(AutoMatch).annotate({ description: "The cloud picks the best cache" }),
  specifiedName: Schema.optionalKey(SpecifiedName).annotate({ description: "The pod starts from this cache" }),
  none: Schema.optionalKey(Empty).annotate({ description: "Automatic matching is switched off" }),
  asIs: Schema.optionalKey(Empty).annotate({
    description: "What is there decides, or nothing does; only older keys are brought to the current generation",
  }),
}).check(oneAction);

/** `spec` of an InjectCacheAnnotations policy. */
export const InjectCacheAnnotationsSpec = Schema.Struct({
  provider: Schema.Literals(PROVIDER_NAMES).annotate({ description: "The cloud whose annotations are written" }),
  keys: Schema.optionalKey(Schema.Literals(["current", "legacy", "both"])).annotate({
    description:
      "Which generation of keys is written; default `current`. Written out, `current` also moves older keys of registries and of image replacement",
    default: "current",
  }),
  onExisting: Schema.optionalKey(Schema.Literals(["keep", "replace", "fail"])).annotate({
    description: "What happens where a pod template already says something else; default `keep`",
    default: "keep",
  }),
  rules: Schema.Array(Rule)
    .check(Schema.isMinLength(1, { message: "must have at least one rule" }))
    .annotate({ description: "The first rule that selects a pod template decides" }),
});

/** The decoded `spec`. */
export type InjectCacheAnnotationsSpec = typeof InjectCacheAnnotationsSpec.Type;

/** The whole policy object. */
export const InjectCacheAnnotationsPolicy = policySchema("InjectCacheAnnotations", InjectCacheAnnotationsSpec);

/** The policy as plain data. */
export type IInjectCacheAnnotations = typeof InjectCacheAnnotationsPolicy.Type;

/** The policy as a kubernetes-models object: `new InjectCacheAnnotations({ metadata: { name: "caches" }, spec })`. */
export class InjectCacheAnnotations extends policyModel("InjectCacheAnnotations", InjectCacheAnnotationsPolicy) {}
