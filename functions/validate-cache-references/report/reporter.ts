import type { Item, Results, Severity } from "../../lib/krm/mod.ts";
import type { Suppressions } from "../../lib/suppress/mod.ts";
import type { RepairRounds } from "./repair-rounds.ts";
import type { Found } from "../model.ts";
import type { ItemResource } from "../read/read-package.ts";
import { OF_POLICY_ONLY } from "../rules/groups.ts";

/** Takes a finding with the id of its rule and the severity that the policy gives it. */
export type Report = (found: Found, rule: string, severity: Severity) => void;

/** A reporter into `results` that leaves out what somebody silenced; with `repairing` it puts right what may be. */
export function reporter(
  results: Results,
  suppressions: Suppressions<Item>,
  repairing: RepairRounds | undefined,
): Report {
  return (found, rule, severity) => {
    // Every resource of the model was made of an item.
    const item = (found.at as ItemResource | undefined)?.item;
    if (item !== undefined && !OF_POLICY_ONLY.has(rule)) {
      if (suppressions.silences(item, rule, found.path ?? [])) return;
    }
    if (repairing === undefined) return add(results, found, item, rule, severity);
    const { fix, tags } = found;
    repairing.take(rule, item, fix, (done) => {
      if (done) add(results, { ...found, tags: { ...tags, fixed: "true" } }, item, rule, "info");
      else add(results, found, item, rule, severity);
    });
  };
}

function add(
  results: Results,
  { path, message, current, proposed, tags }: Found,
  item: Item | undefined,
  rule: string,
  severity: Severity,
): void {
  results.add(severity, rule, message, {
    ...(item && { item }),
    ...(path && { path }),
    ...(current !== undefined && { currentValue: current }),
    ...(proposed !== undefined && { proposedValue: proposed }),
    ...(tags && { tags }),
  });
}
