import { defineFunction, type Item, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { podTemplates, readStrings, workloadKind } from "../lib/kubernetes/mod.ts";
import { compileSelect } from "../lib/select/mod.ts";
import type { Path } from "../lib/yaml/mod.ts";
import { checkPackage, INVENTORY, type Report } from "./check.ts";
import { CacheInventoryPolicy, ValidateCacheReferencesPolicy, type ValidateCacheReferencesSpec } from "./policy.ts";
import { type ItemResource, packageReader } from "./read-package.ts";

/**
 * A ValidateCacheReferences policy as a step: checks cache references, cache annotations and declared inventories among
 * the items, and only reports. Items are read as they are, so that what functions before it edited and committed is seen.
 * `path` is where the spec stands in the policy.
 */
export function validateCacheReferences(
  spec: ValidateCacheReferencesSpec,
  results: Results,
  path: Path = ["spec"],
): Step[] {
  const reader = packageReader({
    provider: spec.provider,
    inline: { spec: spec.inventory, path: [...path, "inventory"] },
    inventorySchema: CacheInventoryPolicy,
    selects: selector(spec),
    onProblem: (item, problem) => results.add("error", INVENTORY, problem.message, { item, path: problem.path }),
  });
  const end = (): void => checkPackage(reader.read, spec, reportTo(results));
  return [{ visit: reader.add, end }];
}

function reportTo(results: Results): Report {
  return ({ at, path, message, current, proposed, tags }, rule, severity) => {
    results.add(severity, rule, message, {
      // Every resource of the model was made of an item.
      ...(at && { item: (at as ItemResource).item }),
      ...(path && { path }),
      ...(current !== undefined && { currentValue: current }),
      ...(proposed !== undefined && { proposedValue: proposed }),
      ...(tags && { tags }),
    });
  };
}

/** Which workloads the policy selects: a condition on a container or image holds when one of them fits. */
export function selector({ select }: ValidateCacheReferencesSpec): (item: Item) => boolean {
  if (select === undefined) return () => true;
  const selects = compileSelect(select);
  return (item) => {
    const kind = workloadKind(item.group, item.kind);
    const templates = kind === undefined ? [] : podTemplates(item.root, kind);
    const base = {
      kind: item.kind,
      name: item.name,
      namespace: item.namespace,
      labels: [item.labels, ...templates.map(({ labels }) => readStrings(labels))],
      annotations: [item.annotations, ...templates.map(({ annotations }) => readStrings(annotations))],
    };
    const images = templates.flatMap((template) => template.images);
    if (images.length === 0) return selects(base);
    return images.some(({ container, node }) => selects({ ...base, container, image: node.string }));
  };
}

/** The function `validate-cache-references`. */
export const definition = defineFunction({
  name: "validate-cache-references",
  kind: "ValidateCacheReferences",
  type: "validator",
  summary: "Checks which image cache every pod starts from, against a declared inventory",
  documentation: async () => (await import("./documentation.ts")).documentation,
  policy: ValidateCacheReferencesPolicy,
  // Without one of the inventories a pin would be judged by a list with holes, or not at all.
  needs: ["CacheInventory"],
  run: ({ policy: { spec }, items, results }) => runSteps(validateCacheReferences(spec, results), items),
});
