import { expect, test } from "bun:test";
import { execute, type FunctionContext } from "./mod.ts";
import { stamp } from "./testing/stamp.ts";

const policy = { text: "apiVersion: warmstart.dev/v1alpha1\nkind: Stamp\nspec:\n  value: a\n" };

const DEPLOYMENT = "metadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n";
const TYPE = "apiVersion: apps/v1\nkind: Deployment\n";
const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by).replace(by, `${by.slice(2)}- `);

/** Writes an image beside the name of each container. */
function run({ items, results }: FunctionContext<unknown>): void {
  for (const item of items) {
    for (const container of item.get("spec.template.spec.containers")?.children() ?? []) {
      const path = [...item.within(container), "image"];
      item.set(path, "nginx");
      results.add("info", "set", "an image is written", { item, path });
    }
  }
}

test.each([
  ["a resource", TYPE + DEPLOYMENT],
  ["a typed list", `apiVersion: apps/v1\nkind: DeploymentList\nitems:\n${indented(DEPLOYMENT, "  ")}`],
  [
    "a list in a list",
    `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n${indented(TYPE + DEPLOYMENT, "    ")}`,
  ],
])("what lies beside a node of %s is edited and told by its path within the resource", async (_, stdin) => {
  const { stdout, results } = await execute({ ...stamp, run } as typeof stamp, { stdin, policy });
  expect(stdout).toBe(stdin.replace(/^( *)- name: web\n/m, "$&$1  image: nginx\n"));
  expect(results.map(({ field }) => field?.path)).toEqual(["spec.template.spec.containers[0].image"]);
});

/** Writes what an alias stands for, and what stands beside it. */
function runExpanded({ items, results }: FunctionContext<unknown>): void {
  for (const item of items) {
    for (const node of item.expanded.get("spec")?.children() ?? []) {
      results.add("info", "seen", "a field", { item, path: item.within(node) });
      if (node.key !== "anchored") item.set(node, "new");
    }
  }
}

test("nodes of the expanded form are edited and told by their paths, too, in a list of a list", async () => {
  const stdin =
    "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n" +
    "  - apiVersion: v1\n    kind: Pod\n    spec: {anchored: &a x, alias: *a, own: y}\n";
  const { stdout, results } = await execute({ ...stamp, run: runExpanded } as typeof stamp, { stdin, policy });
  expect(stdout).toBe(stdin.replace("own: y", "own: new"));
  expect(results.map(({ field, tags }) => [tags?.["rule"], field?.path])).toEqual([
    ["refused", "spec.alias"],
    ["seen", "spec.alias"],
    ["seen", "spec.anchored"],
    ["seen", "spec.own"],
  ]);
});

test.each([
  "*metadata",
  "{<<: *metadata}",
  "{<<: *metadata, name: two}",
  "{labels: *labels, annotations: *annotations}",
])("labels and annotations of `metadata: %s` are those that Kubernetes sees", async (written) => {
  const stdin =
    "apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  apiVersion: v1\n  metadata: &metadata\n" +
    "    labels: &labels {app: web}\n    annotations: &annotations {note: here}\n" +
    `- kind: Pod\n  apiVersion: v1\n  metadata: ${written}\n`;
  const seen: unknown[] = [];
  const look = ({ items }: FunctionContext<unknown>): void => {
    for (const { labels, annotations } of items) seen.push({ ...labels, ...annotations });
  };
  await execute({ ...stamp, run: look } as typeof stamp, { stdin, policy });
  expect(seen).toEqual([
    { app: "web", note: "here" },
    { app: "web", note: "here" },
  ]);
});
