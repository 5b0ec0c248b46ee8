// Written by `bun run docs` from README.md and metadata.yaml.
import type { Documentation } from "../lib/krm/mod.ts";

/** What `--help` and `--doc` say beside the fields of the policy. */
export const documentation: Documentation = {
  long: "Runs `replace-images`, `inject-cache-annotations` and `validate-cache-references`, in this order, in one process. Each\nstep reads what the one before it wrote: the validation sees the rewritten images and the injected annotations. The\noutcome is that of the three functions one after the other, for about the price of one; an orchestrator pays for every\nfunction of its pipeline, so on large packages this is the fast way.\n\n## Usage\n\nA step runs when its field is there; the fields hold the `spec` of the function of the same name.\n\nAs a kustomize *validator* it cannot serve, because it changes resources; list it under `transformers:`.\n\n## FunctionConfig\n\n```yaml\napiVersion: warmstart.dev/v1alpha1\nkind: ApplyCachePolicy\nmetadata:\n  name: beijing\nspec:\n  replaceImages:\n    replacements:\n      - repositoryPrefix: docker.io\n        replaceWith: registry-vpc.cn-beijing.aliyuncs.com/dockerhub\n  injectCacheAnnotations:\n    provider: alibaba-eci\n    rules:\n      - name: everything\n        autoMatch: {}\n  validateCacheReferences:\n    provider: alibaba-eci\n```\n\n| field | type | meaning |\n| --- | --- | --- |\n| `spec.replaceImages` | `spec` of [ReplaceImages](../replace-images/README.md#functionconfig) | which images are pulled from where |\n| `spec.injectCacheAnnotations` | `spec` of [InjectCacheAnnotations](../inject-cache-annotations/README.md#functionconfig) | which cache a pod starts from |\n| `spec.validateCacheReferences` | `spec` of [ValidateCacheReferences](../validate-cache-references/README.md#functionconfig) | what must be true of both |",
  examples: "kpt fn eval manifests/ --exec apply-cache-policy --fn-config policy.yaml",
  image: "ghcr.io/warmstart/apply-cache-policy",
  tags: ["mutator", "validator"],
  sourceURL: "https://github.com/warmstart/warmstart/tree/main/functions/apply-cache-policy",
  examplePackageURLs: ["https://github.com/warmstart/warmstart/tree/main/testdata/packages/shop"],
  license: "Apache-2.0",
  hidden: false,
};
