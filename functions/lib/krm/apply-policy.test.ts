import { expect, test } from "bun:test";
import { applyPolicy } from "./mod.ts";
import { stamp } from "./testing/stamp.ts";

const policy = {
  path: "policy.yaml",
  text: "apiVersion: warmstart.dev/v1alpha1\nkind: Stamp\nspec:\n  value: a\n",
};
const POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n";

test("other YAML in a tree is nobody's business", async () => {
  const values = "replicaCount: 1\nimage:\n  repository: nginx\n";
  const { texts, results } = await applyPolicy(stamp, policy, [
    { path: "values.yaml", text: values },
    { path: "list.yaml", text: "- a\n- b\n" },
    { path: "Chart.yaml", text: "apiVersion: v2\nname: web\nversion: 0.1.0\n" },
    { path: "pod.yaml", text: POD },
  ]);
  expect(texts.slice(0, 2)).toEqual([values, "- a\n- b\n"]);
  expect(texts[3]).toContain("annotations:");
  expect(results.map(({ file, tags }) => [file?.path, tags?.["rule"]])).toEqual([["pod.yaml", "stamped"]]);
});

test("a resource that has lost its kind is an error all the same", async () => {
  const { texts, results } = await applyPolicy(stamp, policy, [
    { path: "pod.yaml", text: "apiVersion: v1\nmetadata: {}\n" },
  ]);
  expect(texts).toEqual(["apiVersion: v1\nmetadata: {}\n"]);
  expect(results.map(({ severity, tags, line }) => [severity, tags?.["rule"], line])).toEqual([
    ["error", "resource", 1],
  ]);
});

test("a result that speaks of a ConfigMap policy names its key and line", async () => {
  const text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  value: a\n  rules: '[{kind: Pod}]'\n";
  const definition: typeof stamp = {
    ...stamp,
    run: ({ results }) => results.add("warning", "unused", "must be used", { path: ["spec", "rules", 0] }),
  };
  const { results } = await applyPolicy(definition, { path: "policy.yaml", text }, []);
  expect(results.map(({ file, line, field }) => [file?.path, line, field?.path])).toEqual([
    ["policy.yaml", 5, "data.rules"],
  ]);
});

test("results name files and policy as they were given, so that each can be found", async () => {
  const given = ["/repo/a/pod.yaml", "/repo/b/pod.yaml", "../pod.yaml", "./pod.yaml"];
  const { results } = await applyPolicy(
    stamp,
    policy,
    given.map((path) => ({ path, text: POD })),
  );
  expect(results.map(({ file }) => file?.path).sort()).toEqual([
    "../pod.yaml",
    "/repo/a/pod.yaml",
    "/repo/b/pod.yaml",
    "pod.yaml",
  ]);
  const wrong = { path: "/repo/policy.yaml", text: policy.text.replace("value", "valeu") };
  expect((await applyPolicy(stamp, wrong, [])).results.map(({ file }) => file?.path)).toEqual(["/repo/policy.yaml"]);
});
