import type { Item, Results, Severity } from "../../lib/krm/mod.ts";
import type { Suppressions } from "../../lib/suppress/mod.ts";
import { Repairer } from "./repairer.ts";
import type { Found } from "../model.ts";
import type { ItemResource } from "../read/read-package.ts";
import { OF_POLICY_ONLY } from "../rules/groups.ts";

/** Which rules' findings are put right, by id. */
export type Repairs = (rule: string) => boolean;

/** Takes a finding with the id of its rule and the severity that the policy gives it. */
export type Report = (found: Found, rule: string, severity: Severity) => void;

/** Takes findings, leaves out what somebody silenced, and puts right what may be. */
interface Reporter {
  readonly report: Report;
  /** Makes the repairs, and reports them. */
  readonly finish: () => void;
}

/** A reporter into `results`; without `repairs` nothing is edited. */
export function reporter(results: Results, suppressions: Suppressions<Item>, repairs: Repairs | undefined): Reporter {
  const repairer = new Repairer();
  return {
    report: (found, rule, severity) => {
      // Every resource of the model was made of an item.
      const item = (found.at as ItemResource | undefined)?.item;
      const { fix } = found;
      if (item !== undefined && !OF_POLICY_ONLY.has(rule)) {
        if (suppressions.silences(item, rule, found.path ?? [])) return;
      }
      const told = (as: Severity, tags: Found["tags"]): void =>
        add(results, { ...found, ...(tags && { tags }) }, item, rule, as);
      if (item === undefined || fix === undefined || repairs?.(rule) !== true) return told(severity, found.tags);
      repairer.plan(item, fix, (done) => {
        if (done) told("info", { ...found.tags, fixed: "true" });
        else told(severity, found.tags);
      });
    },
    finish: () => repairer.run(),
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
