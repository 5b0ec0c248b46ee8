// Functions of people who write JavaScript: what the types forbid is an error that names the mistake, and never half an answer.
import { expect, test } from "bun:test";
import { execute, type FunctionContext } from "./mod.ts";
import { stamp } from "./testing/stamp.ts";

const policy = {
  path: "policy.yaml",
  text: "apiVersion: warmstart.dev/v1alpha1\nkind: Stamp\nspec:\n  value: a\n",
};
const stdin = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n";

// oxlint-disable-next-line typescript/no-explicit-any -- as JavaScript sees them
type Untyped = { item: any; results: any };

const answerTo = (mistake: (untyped: Untyped) => void): Promise<unknown> => {
  const run = ({ items, results }: FunctionContext<unknown>): void => {
    for (const item of items) mistake({ item, results });
  };
  return execute({ ...stamp, run } as typeof stamp, { stdin, policy });
};

test.each<[string, (untyped: Untyped) => void]>([
  ["A field must be set to a string, not to 3", ({ item }) => item.set(["spec", "replicas"], 3)],
  ["A field must be set to a string, not to undefined", ({ item }) => item.set(["spec", "replicas"])],
  [
    'A field to edit must be a list of keys, such as ["metadata", "name"], not "metadata.labels.a"',
    ({ item }) => item.set("metadata.labels.a", "b"),
  ],
  ['must be a list of keys, such as ["metadata", "name"], not "metadata"', ({ item }) => item.remove("metadata")],
  ["must be a list of keys", ({ item }) => item.renameKey("metadata", "meta")],
  ["must be a list of keys", ({ item }) => item.set(item.get("spec"), "a")],
  ['must be "error", "warning" or "info", not "Error"', ({ results }) => results.add("Error", "rule", "bad")],
  ["Message of a result must be a string, not undefined", ({ results }) => results.add("error", "rule")],
  [
    "Tag of a result must be a string, not 3",
    ({ results }) => results.add("info", "rule", "a", { tags: { count: 3 } }),
  ],
  ["Value of a result must be a string, not 3", ({ results }) => results.add("info", "", "a", { proposedValue: 3 })],
  [
    'Path of a result must be a list of keys, such as ["metadata", "name"], not "metadata.name"',
    ({ item, results }) => results.add("info", "rule", "a", { item, path: "metadata.name" }),
  ],
])("%s", async (message, mistake) => {
  expect(answerTo(mistake)).rejects.toThrow(message);
});
