import { beforeAll, describe, expect, test } from "bun:test";
import { applyPolicy } from "../../lib/krm/mod.ts";
import { loadLibrary } from "../../lib/yaml/mod.ts";
import { definition } from "../../replace-images/function.ts";
import { RULE_IDS as OF_REPLACE_IMAGES } from "../../replace-images/rules.ts";
import { OF_SEVERAL_FUNCTIONS } from "./groups.ts";
import { elsewhereRules } from "./elsewhere.ts";
import { reservedIds, ruleIds } from "./ids.ts";
import { RULES } from "./index.ts";

beforeAll(loadLibrary);

const RULES_ELSEWHERE = elsewhereRules();

test("every id that is checked elsewhere has a page, in order", () => {
  expect(RULES_ELSEWHERE.map(({ id }) => id)).toEqual(reservedIds().toSorted());
});

test("every id of replace-images can be named in a policy and in a suppression", () => {
  const numbered = OF_REPLACE_IMAGES.filter((id) => /^IR\d+$/.test(id));
  expect(numbered.length).toBeGreaterThan(10);
  for (const id of numbered) expect(ruleIds()).toContain(id);
  for (const id of numbered) {
    if (RULES.some((rule) => rule.id === id)) expect(OF_SEVERAL_FUNCTIONS.has(id)).toBe(true);
  }
});

async function idsOf({ spec, resources }: { spec: string; resources: string }): Promise<(string | undefined)[]> {
  const policy = `apiVersion: warmstart.dev/v1alpha1
kind: ReplaceImages
metadata:
  name: example
spec:
${spec.replaceAll(/^(?=.)/gm, "  ")}
`;
  const sources = [{ path: "resources.yaml", text: resources }];
  const { results } = await applyPolicy(definition, { path: "policy.yaml", text: policy }, sources);
  return results.map(({ tags }) => tags?.["rule"]);
}

describe.each(RULES_ELSEWHERE.filter(({ example }) => example !== undefined).map((rule) => [rule.id, rule] as const))(
  "%s",
  (id, { example, instead }) => {
    test("is reported for its example, and not for what is recommended instead", async () => {
      expect(await idsOf(example!)).toContain(id);
      expect(await idsOf(instead!)).not.toContain(id);
      expect(await idsOf(instead!)).not.toContain("policy");
    });
  },
);

test.each(RULES_ELSEWHERE.map((rule) => [rule.id, rule] as const))("%s is described", (_, rule) => {
  expect([rule.example !== undefined, rule.instead !== undefined]).toEqual([!rule.change, !rule.change]);
  expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
  for (const text of ["what", "why", "ignore"] as const) expect(rule[text]).toEndWith(".");
  for (const source of rule.sources) expect(source).toStartWith("https://");
});
