import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { applyPolicy } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";
import { RULES } from "./rules.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");

test("the table of rules is the one in the code", () => {
  const rows = Object.entries(RULES).map(([id, { severity, about }]) => `| ${id} | ${severity} | ${about} |`);
  expect(readme).toContain(rows.join("\n"));
});

const pod = (text: string): string =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: ${text.replace("sha256:…", DIGEST)}\n`;

/** Rows `| image | prefix → target | result |` of the table on matching. */
const examples = [...readme.matchAll(/^\| `(\S+)` \| `(\S+)` → `(\S+)` \| `(\S+)` \|$/gm)];

test("there are examples", () => expect(examples.length).toBe(4));

test.each(examples.map((row) => row.slice(1) as [string, string, string, string]))(
  "%s by %s → %s is %s",
  async (image, prefix, target, result) => {
    const replacements = [{ repositoryPrefix: prefix === '""' ? "" : prefix, replaceWith: target }];
    const policy = {
      apiVersion: "warmstart.dev/v1alpha1",
      kind: "ReplaceImages",
      metadata: { name: "x" },
      spec: { replacements },
    };
    const { texts } = await applyPolicy(definition, { path: "policy.yaml", text: JSON.stringify(policy) }, [
      { path: "pod.yaml", text: pod(image) },
    ]);
    expect(texts).toEqual([pod(result)]);
  },
);

test("the policies in it are valid", async () => {
  for (const [, text = ""] of readme.matchAll(/```yaml\n([\s\S]*?)```/g)) {
    const spec = text.startsWith("apiVersion:")
      ? text
      : `apiVersion: warmstart.dev/v1alpha1\nkind: ReplaceImages\nmetadata: {name: x}\nspec:\n  replacements: [{repositoryPrefix: a.example, replaceWith: b.example}]\n${text.replaceAll(/^(?=.)/gm, "  ")}`;
    const { badPolicy, results } = await applyPolicy(definition, { path: "policy.yaml", text: spec }, []);
    expect([badPolicy, results]).toEqual([false, []]);
  }
});
