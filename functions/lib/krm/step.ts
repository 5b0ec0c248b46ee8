import type { Item } from "./item.ts";
import { Resources } from "./resources.ts";

/** What a function does, resource by resource: functions written so can run together over one pass of the items. */
export interface Step {
  /** Handles one resource. */
  visit(item: Item): void;
  /**
   * What the step before this one writes has no say in what this one decides: the edits of both are spliced at once.
   */
  readonly joins?: boolean;
  /** Whether documents that are no resources are handled, too: see `others` of a definition. */
  readonly others?: boolean;
  /** Says what only the whole package tells, after the last one. */
  end(): void;
}

/**
 * Runs steps over the items, each seeing what the ones before it wrote: the outcome of one run after the other, for a
 * single pass.
 */
export function runSteps(steps: readonly Step[], items: Iterable<Item>): void {
  for (const group of items instanceof Resources ? items.groups() : each(items)) {
    for (const step of steps) {
      if (step.joins !== true) commitAll(group);
      for (const item of group) if (item.kind !== "" || step.others === true) step.visit(item);
    }
    commitAll(group);
  }
  for (const step of steps) step.end();
}

function* each(items: Iterable<Item>): Generator<readonly Item[]> {
  for (const item of items) yield [item];
}

/** Where resources are edited as one text, the first of them commits the edits of all: each commit reads the text again. */
function commitAll(group: readonly Item[]): void {
  for (const item of group) item.commit();
}
