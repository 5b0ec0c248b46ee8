import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createTwoFilesPatch } from "diff";
import { type Applied, applyPolicy, type FunctionDefinition, runSteps } from "../lib/krm/mod.ts";
import { loadLibrary } from "../lib/yaml/mod.ts";
import { definition, validateCacheReferences } from "./function.ts";
import type { ValidateCacheReferencesPolicy } from "./policy.ts";
import { RULES } from "./rules/index.ts";

const folder = fileURLToPath(new URL("../../testdata/validate-cache-references", import.meta.url));
const update = process.env["UPDATE"] !== undefined && process.env["UPDATE"] !== "";
const readOf = (name: string, file: string): string => readFileSync(`${folder}/${name}/${file}`, "utf8");

beforeAll(loadLibrary);

/** The results of a case, each as its text. */
function resultsOf(name: string): readonly string[] {
  if (!existsSync(`${folder}/${name}/_results.yaml`)) return [];
  return readOf(name, "_results.yaml")
    .split(/^- (?=message)/m)
    .slice(1);
}

const ruleOf = (result: string): string | undefined => /^ {4}rule: (\S+)$/m.exec(result)?.[1];
const resourceOf = (result: string): string => /^ {4}name: (\S+)$/m.exec(result)?.[1] ?? "";

type Policy = typeof ValidateCacheReferencesPolicy.Type;

/** The function with hands that repair what one rule found. */
function repairing(id: string): FunctionDefinition<Policy> {
  const isIt = (rule: string): boolean => rule === id;
  return {
    ...definition,
    type: "mutator",
    run: ({ policy, items, results }) => runSteps(validateCacheReferences(policy.spec, results, ["spec"], isIt), items),
  };
}

async function apply(by: FunctionDefinition<Policy>, name: string, text: string): Promise<Applied> {
  const policy = { path: "_fnconfig.yaml", text: readOf(name, "_fnconfig.yaml") };
  return await applyPolicy(by, policy, [{ path: "resources.yaml", text }]);
}

const foundBy = ({ results }: Applied, id: string): number =>
  results.filter(({ tags }) => tags?.["rule"] === id).length;

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, { name, documentation }) => {
  const own = `${id.toLowerCase()}-${name}`;

  test("has a case that fires and a near miss", () => {
    expect(existsSync(`${folder}/${own}/resources.yaml`)).toBe(true);
    expect(resultsOf(own).filter((result) => ruleOf(result) === id).length).toBeGreaterThan(0);
    // By convention a resource called `fine-…` is one where the rule has nothing to say.
    expect(readOf(own, "resources.yaml")).toMatch(/^ +name: fine-/m);
  });

  test(documentation().fix === undefined ? "repairs nothing" : "repairs what it says, and only once", async () => {
    const before = readOf(own, "resources.yaml");
    const repaired = await apply(repairing(id), own, before);
    const after = repaired.texts[0] as string;
    const path = `${folder}/${own}/_fix.diff`;
    const diff = after === before ? undefined : createTwoFilesPatch("resources.yaml", "resources.yaml", before, after);
    if (update) writeOrRemove(path, diff);
    expect(diff).toEqual(existsSync(path) ? readFileSync(path, "utf8") : undefined);
    expect(diff !== undefined).toBe(documentation().fix !== undefined);
    const fixed = repaired.results.filter(({ tags }) => tags?.["fixed"] === "true");
    expect(fixed.length > 0).toBe(documentation().fix !== undefined);
    const checked = await apply(definition, own, after);
    expect(foundBy(checked, id)).toBe(foundBy(repaired, id) - fixed.length);
    expect((await apply(repairing(id), own, after)).texts).toEqual([after]);
  });
});

function writeOrRemove(path: string, text: string | undefined): void {
  if (text !== undefined) writeFileSync(path, text);
  else if (existsSync(path)) rmSync(path);
}

test("in no case does a rule speak about its own near misses", () => {
  for (const name of readdirSync(folder)) {
    const id = name.slice(0, 5).toUpperCase();
    const wrong = resultsOf(name).filter((result) => ruleOf(result) === id && resourceOf(result).startsWith("fine-"));
    expect(wrong).toEqual([]);
  }
});
