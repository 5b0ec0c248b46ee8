import { defineFunction, type FunctionContext, type Item, type Results } from "../lib/krm/mod.ts";
import { podTemplates, workloadKind } from "../lib/kubernetes/mod.ts";
import { compileSelect } from "../lib/select/mod.ts";
import type { Path } from "../lib/yaml/mod.ts";
import { checkPackage, INVENTORY } from "./check.ts";
import { ValidateCacheReferencesPolicy, type ValidateCacheReferencesSpec } from "./policy.ts";
import { readStrings } from "./read-metadata.ts";
import { readPackage } from "./read-package.ts";

/** What is known beside the items when other functions ran before, in the same process. */
export interface ValidateOptions {
  /** Images that were replaced: new text to old text. */
  readonly replaced?: ReadonlyMap<string, string>;
  /** Where the spec stands in the policy; default `spec`. */
  readonly path?: Path;
}

/**
 * Checks cache references, cache annotations and declared inventories among the items, and only reports: no item is
 * ever changed. Items, spec and options are read as they are, so that functions before it are seen.
 */
export function validateCacheReferences(
  spec: ValidateCacheReferencesSpec,
  items: Iterable<Item>,
  results: Results,
  _problem: FunctionContext<unknown>["problem"],
  { replaced, path = ["spec"] }: ValidateOptions = {},
): void {
  const inline = { spec: spec.inventory, path: [...path, "inventory"] };
  const read = readPackage(items, inline, { provider: spec.provider, replaced, selects: selector(spec) });
  for (const { item, path: at, message } of read.problems) results.add("error", INVENTORY, message, { item, path: at });
  for (const { at, path: field, rule, severity, message, current, proposed, tags } of checkPackage(read, spec)) {
    results.add(severity, rule, message, {
      // Resources of the model are the items themselves, seen through a smaller type.
      ...(at === undefined ? {} : { item: at as Item }),
      ...(field === undefined ? {} : { path: field }),
      ...(current === undefined ? {} : { currentValue: current }),
      ...(proposed === undefined ? {} : { proposedValue: proposed }),
      ...(tags === undefined ? {} : { tags }),
    });
  }
}

/** Which workloads the policy selects: a condition on a container or image holds when one of them fits. */
function selector({ select }: ValidateCacheReferencesSpec): (item: Item) => boolean {
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
  policy: ValidateCacheReferencesPolicy,
  run: ({ policy: { spec }, items, results, problem }) => validateCacheReferences(spec, items, results, problem),
});
