import type { Item } from "./item.ts";

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
  for (const item of items) {
    for (const step of steps) {
      if (item.kind === "" && step.others !== true) continue;
      if (step.joins !== true) item.commit();
      step.visit(item);
    }
    item.commit();
  }
  for (const step of steps) step.end();
}
