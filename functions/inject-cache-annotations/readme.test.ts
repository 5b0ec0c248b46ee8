import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { type Applied, applyPolicy } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const CLOUDS: Readonly<Record<string, string>> = { ECI: "alibaba-eci", CCI: "huawei-cci", Tencent: "tencent-tke" };

/** A pod after a policy with one rule, as YAML in braces. */
async function after(cloud: string, rule: string, annotations = "{}"): Promise<Applied> {
  const text = `apiVersion: warmstart.dev/v1alpha1
kind: InjectCacheAnnotations
metadata: {name: x}
spec: {provider: ${CLOUDS[cloud]}, rules: [{${rule}}]}
`;
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: ${annotations}}\nspec: {containers: [{name: a}]}\n`;
  return await applyPolicy(definition, { path: "policy.yaml", text }, [{ path: "a.yaml", text: pod }]);
}

/** Rows of the table of options. */
const options = [...readme.matchAll(/^\| (ECI|CCI) `(\w+: \{.*\})` \| `(.*)` \|$/gm)].map(
  ([, ...row]) => row as [string, string, string],
);

test("there is a table of options", () => expect(options.length).toBe(6));

test.each(options)("%s %s adds %s", async (cloud, rule, added) => {
  const { texts } = await after(cloud, rule.replace("name: …", "name: web"));
  expect(texts[0]?.replaceAll('"', "")).toContain(added.replaceAll('"', ""));
});

const findings = ({ results }: Applied): string[] =>
  results
    .filter(({ tags }) => tags?.["rule"] !== "injected")
    .map(({ severity, tags }) => `${severity} ${tags?.["rule"]}`);

test.each([
  ["ECI", "imc-…****", ["error policy"]],
  ["ECI", "${id}", ["error policy"]],
  ["ECI", "s-2zeabc", ["error policy"]],
  ["ECI", "web", ["error policy"]],
  ["Tencent", "web", ["error policy"]],
  ["CCI", "imc-2ze5hdcnngenmwc1jmwf", ["error policy"]],
  ["ECI", "imc-12345678", ["warning unusual-name"]],
  ["Tencent", "imc-2ze5hdcnngenmwc1jmwf", ["warning unusual-name"]],
  ["CCI", "web", []],
])("names of caches: %s %s", async (cloud, name, expected) => {
  expect(findings(await after(cloud, `specifiedName: {name: "${name}"}`))).toEqual(expected);
  expect(readme).toContain("an id of another\nlength is a warning (`unusual-name`)");
});

test("the option that ECI takes instead of the rule's stays, or is an error", async () => {
  const [row = ""] = /^\| another value of an option, or `imc-match-count-request` beside .*$/m.exec(readme) ?? [];
  expect(row).toEndWith("| it stays, the rest is added | corrected | error |");
  const count = '{k8s.aliyun.com/imc-match-count-request: "2"}';
  const kept = await after("ECI", "autoMatch: {perfectMatch: true}", count);
  expect(kept.texts[0]).toContain('imc-match-count-request: "2", k8s.aliyun.com/eci-auto-imc: "true"}');
  expect(findings(kept)).toEqual(["info kept"]);
});
