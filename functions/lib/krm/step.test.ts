import { beforeAll, expect, test } from "bun:test";
import { loadLibrary } from "../yaml/mod.ts";
import type { Item } from "./item.ts";
import { Resources } from "./resources.ts";
import { ResultList } from "./results.ts";
import { readSource } from "./source.ts";
import { runSteps, type Step } from "./step.ts";

beforeAll(loadLibrary);

/** Writes an annotation that says what the step before has written. */
function note(name: string, after: string): Step {
  const visit = (item: Item): void => {
    item.set(["metadata", "annotations", name], item.get(["metadata", "annotations", after])?.string ?? "first");
  };
  return { visit, end: () => undefined };
}

function pod(name: string, labels: string): string {
  return `- apiVersion: v1\n  kind: Pod\n  metadata: {name: ${name}, labels: ${labels}}\n`;
}

test("resources that are edited as one text are committed together after each step, which sees what the last one wrote", () => {
  const source = readSource(
    `apiVersion: v1\nkind: List\nitems:\n${pod("a", "&labels {x: y}")}${pod("b", "*labels")}${pod("c", "*labels")}`,
  );
  runSteps([note("one", "none"), note("two", "one")], new Resources([{ source }], new ResultList()));
  expect(source.units).toHaveLength(1);
  const [unit] = source.units;
  // Each commit reads all of the text again: one for each step, however many resources there are.
  expect(unit?.version).toBe(2);
  expect(unit?.text.match(/annotations: \{one: first, two: first\}/g)).toHaveLength(3);
});
