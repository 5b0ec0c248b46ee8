import { beforeAll, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { PROVIDER_NAMES, provider } from "../../lib/cache/mod.ts";
import { applyPolicy, type Finding, writeYaml } from "../../lib/krm/mod.ts";
import { loadLibrary } from "../../lib/yaml/mod.ts";
import { definition } from "../function.ts";
import type { Rule } from "../rule.ts";
import { reservedIds, ruleIds } from "./ids.ts";
import { RULES } from "./index.ts";

beforeAll(loadLibrary);

async function findingsOf(rule: Rule, resources: string): Promise<readonly Finding[]> {
  const policy = {
    apiVersion: "warmstart.dev/v1alpha1",
    kind: "ValidateCacheReferences",
    metadata: { name: "example" },
    spec: rule.documentation().policy ?? {},
  };
  const sources = [{ path: "resources.yaml", text: resources }];
  const { results, texts } = await applyPolicy(definition, { path: "policy.yaml", text: writeYaml(policy) }, sources);
  expect(texts).toEqual([resources]);
  expect(results.filter(({ tags }) => tags?.["rule"] === "policy")).toEqual([]);
  return results.filter(({ tags }) => tags?.["rule"] === rule.id);
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("speaks about its own example", async () => {
    const found = await findingsOf(rule, rule.documentation().example);
    expect(found.length).toBeGreaterThan(0);
    for (const { message, line, severity } of found) {
      expect(message).not.toEndWith(".");
      expect(line).toBeGreaterThan(0);
      const allowed = [
        rule.severity,
        ...Object.values(rule.severityOf ?? {}),
        ...(rule.otherwise ?? []).map((each) => each.severity),
      ];
      expect(allowed).toContain(severity);
    }
  });

  test("is quiet about what it recommends instead", async () => {
    expect(rule.documentation().instead).not.toBe(rule.documentation().example);
    expect(await findingsOf(rule, rule.documentation().instead)).toEqual([]);
  });

  test("is described", () => {
    expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    for (const text of ["what", "why", "ignore"] as const) expect(rule.documentation()[text]).toEndWith(".");
    for (const source of rule.sources) expect(source).toStartWith("https://");
    expect(PROVIDER_NAMES.some((name) => rule.appliesTo?.(provider(name)) ?? true)).toBe(true);
  });

  test("lives in a file named after it", () => {
    expect(readdirSync(import.meta.dir)).toContain(`${id.toLowerCase()}-${rule.name}.ts`);
  });
});

test("every rule file is in the table, in order and once", () => {
  const files = readdirSync(import.meta.dir).filter(
    (name) => /^i[cr]\d{3}-.*\.ts$/.test(name) && !name.includes(".test."),
  );
  expect(RULES.map(({ id, name }) => `${id.toLowerCase()}-${name}.ts`)).toEqual(files.sort());
});

test("reserved ids are free, and every id can be named in a policy", () => {
  for (const { id } of RULES) expect(ruleIds()).toContain(id);
  expect(ruleIds()).toContain("IC312");
  expect(reservedIds()).toContain("IC012");
  expect(ruleIds()).toEqual([...new Set(ruleIds())].sort());
});
