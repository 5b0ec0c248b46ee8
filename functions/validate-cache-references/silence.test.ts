import { beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { applyPolicy, type Finding, writeYaml } from "../lib/krm/mod.ts";
import { loadLibrary } from "../lib/yaml/mod.ts";
import { definition } from "./function.ts";
import type { Rule } from "./rule.ts";
import { OF_POLICY_ONLY } from "./rules/groups.ts";
import { RULES } from "./rules/index.ts";

beforeAll(loadLibrary);

async function findings({ documentation }: Rule, text: string, rules: object = {}): Promise<readonly Finding[]> {
  const [apiVersion, kind] = ["warmstart.dev/v1alpha1", "ValidateCacheReferences"];
  const spec = { ...documentation().policy, rules };
  const policy = { path: "policy.yaml", text: writeYaml({ apiVersion, kind, metadata: { name: "example" }, spec }) };
  const { results } = await applyPolicy(definition, policy, [{ path: "resources.yaml", text }]);
  expect(results.filter(({ tags }) => tags?.["rule"] === "policy")).toEqual([]);
  return results;
}

const idsOf = (found: readonly Finding[]): (string | undefined)[] => found.map(({ tags }) => tags?.["rule"]);

/** The text with a line above the first field of every document. */
const underComment = (text: string, comment: string): string => text.replaceAll(/^(?=apiVersion:)/gm, `${comment}\n`);

const ALL = RULES.map((rule) => [rule.id, rule] as const);
const SILENCEABLE = ALL.filter(([id]) => !OF_POLICY_ONLY.has(id));

test.each(ALL)("the policy can switch %s off, and set its severity", async (id, rule) => {
  const { example } = rule.documentation();
  expect(idsOf(await findings(rule, example, { [id]: "off" }))).not.toContain(id);
  expect(idsOf(await findings(rule, example, { [id]: false }))).not.toContain(id);
  const all = (await findings(rule, example, { [id]: "info" })).filter(({ tags }) => tags?.["rule"] === id);
  expect(new Set(all.map(({ severity }) => severity))).toEqual(new Set(["info"]));
});

describe.each(SILENCEABLE)("%s", (id, rule) => {
  const { example } = rule.documentation();

  test("is silenced by a comment above the resource, and only this rule", async () => {
    const before = idsOf(await findings(rule, example));
    const after = idsOf(await findings(rule, underComment(example, `# warmstart: ignore ${id} on purpose`)));
    expect(after).not.toContain(id);
    expect(after.filter((each) => each !== "IC501")).toEqual(before.filter((each) => each !== id));
  });

  test("is silenced by a comment on the line that the finding names, and by one above it", async () => {
    const found = (await findings(rule, example)).filter(({ tags }) => tags?.["rule"] === id);
    const lines = [...new Set(found.map(({ line }) => line as number))].sort((a, b) => b - a);
    const behind = example.split("\n");
    const above = example.split("\n");
    for (const line of lines) {
      behind[line - 1] += ` # warmstart: ignore ${id}`;
      above.splice(line - 1, 0, `# warmstart: ignore ${id}`);
    }
    for (const text of [behind, above]) expect(idsOf(await findings(rule, text.join("\n")))).not.toContain(id);
  });
});

test.each(ALL.filter(([id]) => OF_POLICY_ONLY.has(id)))("%s is not silenced by a comment", async (id, rule) => {
  const text = underComment(rule.documentation().example, `# warmstart: ignore ${id}`);
  const found = idsOf(await findings(rule, text));
  expect(found).toContain(id);
  expect(found).toContain("IC502");
});

const saidOf = async (text: string): Promise<(string | undefined)[]> => idsOf(await findings(RULES[0] as Rule, text));

test("each comment of the documentation's example silences what it says, and nothing more", async () => {
  const page = readFileSync(new URL("docs/README.md", import.meta.url), "utf8");
  const text = /```yaml\n(# warmstart: ignore [\s\S]*?)```/.exec(page)?.[1] ?? "";
  expect(await saidOf(text)).toEqual([]);
  const loud = await saidOf(text.replaceAll(/ *# warmstart.*/g, ""));
  expect([...new Set(loud)].sort()).toEqual(["IC113", "IC301", "IC311", "IC312"]);
});
