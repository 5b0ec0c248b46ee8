import { defineFunction, type Item, type Results, runSteps, type Step } from "../lib/krm/mod.ts";
import { podTemplates, readStrings, workloadKind } from "../lib/kubernetes/mod.ts";
import { compileSelect } from "../lib/select/mod.ts";
import { Suppressions } from "../lib/suppress/mod.ts";
import type { Path } from "../lib/yaml/mod.ts";
import { checkObjects } from "./check-objects.ts";
import { checkSuppressions } from "./report/check-suppressions.ts";
import { checkPackage, INVENTORY } from "./check.ts";
import { objectReader } from "./read/object-reader.ts";
import { CacheInventoryPolicy, ValidateCacheReferencesPolicy, type ValidateCacheReferencesSpec } from "./policy.ts";
import { type ItemResource, packageReader } from "./read/read-package.ts";
import { type Repairs, RepairRounds } from "./report/repair-rounds.ts";
import { reporter } from "./report/reporter.ts";

export type { Repairs };

/** Repairs that follow from repairs are made in as many rounds at most; two rules that undo each other end here. */
const MOST_ROUNDS = 10;

/**
 * A ValidateCacheReferences policy as a step: checks cache references, cache annotations and declared inventories among
 * the items, and only reports. Items are read as they are, so that what functions before it edited and committed is seen.
 * `path` is where the spec stands in the policy; with `repairs` findings of these rules are put right where that is safe,
 * and the items are looked at again until nothing is left to put right.
 */
export function validateCacheReferences(
  spec: ValidateCacheReferencesSpec,
  results: Results,
  path: Path = ["spec"],
  repairs?: Repairs,
): Step[] {
  const selects = selector(spec);
  const repairing = repairs === undefined ? undefined : new RepairRounds(repairs);
  const items: Item[] = [];
  let round = newRound({ spec, results, path, selects, repairing, first: true });
  const visit = (item: Item): void => {
    if (repairing !== undefined) items.push(item);
    round.visit(item);
  };
  const end = (): void => {
    for (let left = MOST_ROUNDS; round.end(left === 0); left--) {
      round = newRound({ spec, results, path, selects, repairing, first: false });
      for (const item of items) round.visit(item);
    }
  };
  return [{ visit, end }];
}

interface RoundOptions {
  readonly spec: ValidateCacheReferencesSpec;
  readonly results: Results;
  readonly path: Path;
  readonly selects: (item: Item) => boolean;
  readonly repairing: RepairRounds | undefined;
  /** What cannot be read in an inventory is told once: nothing here repairs it. */
  readonly first: boolean;
}

interface Round {
  visit(item: Item): void;
  /** Reports; `true`: something was put right, and everything must be looked at again, but not after the `last` round. */
  end(last: boolean): boolean;
}

/** One look at all items. */
function newRound({ spec, results, path, selects, repairing, first }: RoundOptions): Round {
  const reader = packageReader({
    provider: spec.provider,
    inline: { spec: spec.inventory, path: [...path, "inventory"] },
    inventorySchema: CacheInventoryPolicy,
    selects,
    onProblem: (item, problem) => {
      if (first) results.add("error", INVENTORY, problem.message, { item, path: problem.path });
    },
  });
  const objects = objectReader(spec.provider, resourceOf);
  const suppressions = new Suppressions<Item>();
  return {
    visit: (item) => {
      suppressions.add(item, item.root);
      reader.add(item);
      objects.add(item);
    },
    end: (last) => {
      const report = reporter(results, suppressions, repairing);
      const { sources } = reader.read;
      checkPackage(reader.read, spec, report);
      checkObjects(objects, reader.read, spec, report);
      checkSuppressions(suppressions, { spec, hasInventory: sources.length > 0, selects, resourceOf }, report);
      return repairing?.finish(last) ?? false;
    },
  };
}

/** A resource as objects and suppressions need it: which labels route pods is of no interest there. */
function resourceOf(item: Item): ItemResource {
  const { apiVersion, group, kind, name, namespace } = item;
  return { apiVersion, group, kind, name, namespace, labels: {}, item };
}

/** Which workloads the policy selects: a condition on a container or image holds when one of them fits. */
export function selector({ select }: ValidateCacheReferencesSpec): (item: Item) => boolean {
  if (select === undefined) return () => true;
  const selects = compileSelect(select);
  return (item) => {
    const kind = workloadKind(item.group, item.kind);
    const templates = kind === undefined ? [] : podTemplates(item.expanded, kind);
    // What the resource says for several of its pods, once.
    const all = templates.flatMap(({ inherited }) => inherited.flatMap(({ metadata }) => metadata ?? []));
    const shared = [...new Map(all.map((metadata) => [metadata.id, metadata])).values()];
    const base = {
      kind: item.kind,
      name: item.name,
      namespace: item.namespace,
      labels: [
        item.labels,
        ...templates.map(({ labels }) => readStrings(labels)),
        ...shared.map((metadata) => readStrings(metadata.get("labels"))),
      ],
      annotations: [
        item.annotations,
        ...templates.map(({ annotations }) => readStrings(annotations)),
        ...shared.map((metadata) => readStrings(metadata.get("annotations"))),
      ],
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
  withPresent: (policy, now) => ({ ...policy, spec: { now, ...policy.spec } }),
  run: ({ policy: { spec }, items, results }) => runSteps(validateCacheReferences(spec, results), items),
});

/**
 * The same with hands: puts right what can be put right without asking. What it did is an info result with the tag
 * `fixed`; everything else is reported as `validate-cache-references` does. `repairs`: whose findings are put right.
 */
export function withRepairs(repairs: Repairs = () => true): typeof definition {
  return defineFunction({
    ...definition,
    type: "mutator",
    run: ({ policy: { spec }, items, results }) =>
      runSteps(validateCacheReferences(spec, results, ["spec"], repairs), items),
  });
}
