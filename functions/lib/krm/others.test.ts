import { expect, test } from "bun:test";
import { applyPolicy, type FunctionDefinition, runSteps } from "./mod.ts";
import { stamp } from "./testing/stamp.ts";

const policy = {
  path: "policy.yaml",
  text: "apiVersion: warmstart.dev/v1alpha1\nkind: Stamp\nspec:\n  value: a\n",
};

/** Files and kinds that a step meets. */
async function visited(others: boolean): Promise<string[]> {
  const seen: string[] = [];
  const definition: FunctionDefinition<unknown> = {
    ...(stamp as FunctionDefinition<unknown>),
    others: (path, root) => root.kind === "map" && path.startsWith("values"),
    run: ({ items }) => {
      seen.length = 0;
      const visit = ({ file, kind }: { file?: { path: string } | undefined; kind: string }): void => {
        seen.push(`${file?.path} ${kind}`);
      };
      runSteps([{ others, visit, end: () => undefined }], items);
    },
  };
  await applyPolicy(definition, policy, [
    { path: "values.yaml", text: "a: 1\n---\nb: 2\n" },
    { path: "values-list.yaml", text: "- a\n" },
    { path: "values-kind.yaml", text: "kind: Deployment\n" },
    { path: "other.yaml", text: "a: 1\n" },
    { path: "pod.yaml", text: "apiVersion: v1\nkind: Pod\n" },
  ]);
  return seen;
}

test("documents that a definition asks for are items without kind", async () => {
  expect(await visited(true)).toEqual(["values.yaml ", "values.yaml ", "values-kind.yaml Deployment", "pod.yaml Pod"]);
});

test("a step that does not ask for them does not get them", async () => {
  expect(await visited(false)).toEqual(["values-kind.yaml Deployment", "pod.yaml Pod"]);
});
