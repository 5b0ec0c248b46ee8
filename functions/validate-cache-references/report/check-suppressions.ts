import { keyInfo, objectProviders, type ProviderName } from "../../lib/cache/mod.ts";
import { type Item, nearest } from "../../lib/krm/mod.ts";
import { workloadKind } from "../../lib/kubernetes/mod.ts";
import type { Suppression, Suppressions } from "../../lib/suppress/mod.ts";
import type { Path } from "../../lib/yaml/mod.ts";
import type { Resource } from "../model.ts";
import type { ValidateCacheReferencesSpec } from "../policy.ts";
import { NEEDS_INVENTORY, OF_POLICY_ONLY, OF_SEVERAL_FUNCTIONS } from "../rules/groups.ts";
import { ruleIds } from "../rules/ids.ts";
import { RULES } from "../rules/index.ts";
import type { Report } from "./reporter.ts";
import { severityOf, wantedSeverity } from "./severity.ts";
import type { JudgedSuppression } from "./suppression.ts";

/** What a run knows that decides whether a suppression could have been of use. */
export interface SuppressionContext {
  readonly spec: ValidateCacheReferencesSpec;
  /** Whether anything was declared that pods can be judged by. */
  readonly hasInventory: boolean;
  readonly selects: (item: Item) => boolean;
  readonly resourceOf: (item: Item) => Resource;
}

/** Reports suppressions of no use and of no known rule; after everything else. */
export function checkSuppressions(suppressions: Suppressions<Item>, given: SuppressionContext, report: Report): void {
  const context = { ...given, isForeign: foreignItems(given.spec.provider) };
  const rules = RULES.filter(({ id, checkSuppression }) => {
    return checkSuppression !== undefined && wantedSeverity(context.spec, id) !== "off";
  });
  for (const { resource, suppression, used, missed } of suppressions.all()) {
    const judged = { ...judge(resource, suppression, used, context), missed: missed && existing(resource, missed) };
    for (const rule of rules) {
      for (const found of rule.checkSuppression?.(judged) ?? []) {
        report(found, rule.id, severityOf(rule, found, undefined, context.spec));
      }
    }
  }
}

interface Context extends SuppressionContext {
  /** Whether a resource is another provider's than the policy's. */
  readonly isForeign: (item: Item) => boolean;
}

function judge(
  item: Item,
  suppression: Suppression,
  used: boolean,
  context: Context,
): Omit<JudgedSuppression, "missed"> {
  const { id, form, at, covers, word } = suppression;
  const known = ruleIds().find((each) => each.toUpperCase() === id.toUpperCase());
  return {
    resource: context.resourceOf(item),
    id: known ?? id,
    form,
    at,
    covers: covers !== undefined,
    word,
    rule: known === undefined ? "unknown" : kindOf(known),
    meant: known === undefined && id !== "" ? meantBy(id) : undefined,
    used: used || (known !== undefined && couldBeUsed(known, item, context) ? used : undefined),
  };
}

/** The field itself, or what it would be in: findings speak of absent fields, and comments stand at present ones. */
function existing(item: Item, path: Path): Path {
  let length = path.length;
  while (length > 0 && item.get(path.slice(0, length)) === undefined) length--;
  return path.slice(0, length);
}

/** The id that is closest; a rule's name, or something close to it, means its id. */
function meantBy(text: string): string | undefined {
  const name = nearest(
    text,
    RULES.map((rule) => rule.name),
  );
  return nearest(text, ruleIds()) ?? RULES.find((rule) => rule.name === name)?.id;
}

function kindOf(id: string): JudgedSuppression["rule"] {
  if (OF_POLICY_ONLY.has(id)) return "policy";
  return RULES.some((rule) => rule.id === id) ? "own" : "elsewhere";
}

/** Whether the rule ran, and on this resource. */
function couldBeUsed(id: string, item: Item, { spec, hasInventory, selects, isForeign }: Context): boolean {
  if (kindOf(id) !== "own" || OF_SEVERAL_FUNCTIONS.has(id)) return false;
  if (wantedSeverity(spec, id) === "off" || (NEEDS_INVENTORY.has(id) && !hasInventory)) return false;
  if (isForeign(item)) return false;
  return workloadKind(item.group, item.kind) === undefined || selects(item);
}

/** Tells the resources of other providers, each looked through once: it may have many suppressions. */
function foreignItems(provider: ProviderName | undefined): (item: Item) => boolean {
  const known = new Map<Item, boolean>();
  return (item) => {
    if (provider === undefined) return false;
    const is = known.get(item) ?? isOfAnother(item, provider);
    known.set(item, is);
    return is;
  };
}

/** Whether a resource is, or has keys, of another provider than the policy's: somebody checks it with another policy. */
function isOfAnother(item: Item, provider: ProviderName): boolean {
  const owner = objectProviders().find(
    ({ cacheObject: { group, kind } }) => group === item.group && kind === item.kind,
  );
  if (owner !== undefined && owner.name !== provider) return true;
  const words = item.text.match(/(?<![\w.-])[\w.-]+\/[\w.-]+/g) ?? [];
  return words.some((word) => {
    const info = keyInfo(word);
    return info !== undefined && info.provider !== provider;
  });
}
