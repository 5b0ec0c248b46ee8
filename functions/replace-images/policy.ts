import * as Schema from "effect/Schema";
import { PROVIDER_NAMES } from "../lib/cache/mod.ts";
import { policyModel, policySchema } from "../lib/krm/mod.ts";
import { Select } from "../lib/select/mod.ts";
import { DEFAULT_FLAGS } from "./default-flags.ts";
import { RULE_IDS, type RuleId, RULES } from "./rules.ts";

const Replacement = Schema.Struct({
  repositoryPrefix: Schema.String.annotate({
    description: 'Registry and leading path that is meant, in whole segments; `""` is images without any `/`',
  }),
  replaceWith: Schema.String.annotate({ description: "What stands there instead" }),
});

const ImageFields = Schema.Struct({
  group: Schema.optionalKey(Schema.String).annotate({ description: "API group without version; default every group" }),
  kind: Schema.NonEmptyString.annotate({ description: "Kind of the resource" }),
  paths: Schema.Array(Schema.NonEmptyString)
    .check(Schema.isMinLength(1, { expected: "a list of at least one field path" }))
    .annotate({ description: "Like `spec.tasks[].image`: `[]` is every item of a list, `*` every value of a map" }),
});

const EnvAndArgs = Schema.Struct({
  env: Schema.optionalKey(Schema.Array(Schema.NonEmptyString)).annotate({
    description: "Globs of the names of variables whose value is an image; default `RELATED_IMAGE_*`",
    default: DEFAULT_FLAGS.env,
  }),
  args: Schema.optionalKey(Schema.Array(Schema.NonEmptyString)).annotate({
    description: "Globs of the arguments whose value is an image, with their dashes; default `--*-image`",
    default: DEFAULT_FLAGS.args,
  }),
});

/** YAML 1.1 readers turn an unquoted `off` into `false`. */
const Level = Schema.Literals(["error", "warning", "info", "off", false]);

function levelOf(id: RuleId): Schema.optionalKey<typeof Level> {
  const { about, severity } = RULES[id];
  return Schema.optionalKey(Level).annotate({
    description: `Reports ${about}; default ${severity}`,
    default: severity,
  });
}

const levels = Object.fromEntries(RULE_IDS.map((id) => [id, levelOf(id)])) as {
  readonly [Id in RuleId]: Schema.optionalKey<typeof Level>;
};

/** `spec` of a ReplaceImages policy. */
export const ReplaceImagesSpec = Schema.Struct({
  match: Schema.optionalKey(Schema.Literals(["prefix", "exact"])).annotate({
    description:
      "`prefix` (default): whole path segments, the longest wins. `exact`: everything before the last `/` must be equal, the rule of Huawei's bursting add-on",
    default: "prefix",
  }),
  action: Schema.optionalKey(Schema.Literals(["rewrite", "annotate"])).annotate({
    description:
      "`rewrite` (default): the image fields. `annotate`: the provider's replacement annotation on pod templates, and no image",
    default: "rewrite",
  }),
  normalize: Schema.optionalKey(Schema.Boolean).annotate({
    description: "Compare full names (`docker.io/library/nginx` for `nginx`) and write the result accordingly",
    default: false,
  }),
  replacements: Schema.Array(Replacement)
    .check(Schema.isMinLength(1, { expected: "a list of at least one replacement" }))
    .annotate({ description: "At most one applies to an image; their order makes no difference" }),
  select: Schema.optionalKey(Select).annotate({ description: "Which resources, containers and images; default all" }),
  imageFields: Schema.optionalKey(Schema.Array(ImageFields)).annotate({
    description: "Image fields of kinds that are not in the catalogue",
  }),
  sources: Schema.optionalKey(
    Schema.Array(
      Schema.Literals([
        "manifests",
        "kustomizations",
        "helmValues",
        "envAndArgs",
        "embedded",
        "replacementAnnotations",
      ]),
    ),
  ).annotate({
    description:
      "Where images are looked for; default `manifests` and `kustomizations` (whose `images:` are reported and left alone)",
  }),
  envAndArgs: Schema.optionalKey(EnvAndArgs).annotate({
    description: "Which environment variables and arguments the source `envAndArgs` means",
  }),
  provider: Schema.optionalKey(Schema.Literals(PROVIDER_NAMES)).annotate({
    description: "With `action: annotate`, the cloud whose annotation is written; default `huawei-cci`",
    default: "huawei-cci",
  }),
  keys: Schema.optionalKey(Schema.Literals(["current", "legacy", "both"])).annotate({
    description: "With `action: annotate`, which generation of the annotation's key is written; default `current`",
    default: "current",
  }),
  onExisting: Schema.optionalKey(Schema.Literals(["keep", "replace", "fail"])).annotate({
    description: "With `action: annotate`, what happens where the annotation says something else; default `keep`",
    default: "keep",
  }),
  rules: Schema.optionalKey(Schema.Struct(levels)).annotate({
    description: "Severity per rule, as in `{IR009: off}`: error, warning, info or off; false is off",
  }),
});

/** The decoded `spec`. */
export type ReplaceImagesSpec = typeof ReplaceImagesSpec.Type;

/** The whole policy object. */
export const ReplaceImagesPolicy = policySchema("ReplaceImages", ReplaceImagesSpec);

/** The policy as plain data. */
export type IReplaceImages = typeof ReplaceImagesPolicy.Type;

/** The policy as a kubernetes-models object: `new ReplaceImages({ metadata: { name: "mirror" }, spec })`. */
export class ReplaceImages extends policyModel("ReplaceImages", ReplaceImagesPolicy) {}
