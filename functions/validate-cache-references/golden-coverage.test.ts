import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { RULES } from "./rules/index.ts";

const folder = fileURLToPath(new URL("../../testdata/validate-cache-references", import.meta.url));

/** The results of a case, each as its text. */
function resultsOf(name: string): readonly string[] {
  const file = `${folder}/${name}/_results.yaml`;
  return existsSync(file)
    ? readFileSync(file, "utf8")
        .split(/^- (?=message)/m)
        .slice(1)
    : [];
}

const ruleOf = (result: string): string | undefined => /^ {4}rule: (\S+)$/m.exec(result)?.[1];
const resourceOf = (result: string): string => /^ {4}name: (\S+)$/m.exec(result)?.[1] ?? "";

test.each(RULES.map(({ id, name }) => [id, name] as const))("%s has a case that fires and a near miss", (id, name) => {
  const own = `${id.toLowerCase()}-${name}`;
  expect(readdirSync(folder)).toContain(own);
  const found = resultsOf(own).filter((result) => ruleOf(result) === id);
  expect(found.length).toBeGreaterThan(0);
  // By convention a resource called `fine-…` is one where the rule has nothing to say.
  expect(readFileSync(`${folder}/${own}/resources.yaml`, "utf8")).toMatch(/^ +name: fine-/m);
});

test("in no case does a rule speak about its own near misses", () => {
  for (const name of readdirSync(folder)) {
    const id = name.slice(0, 5).toUpperCase();
    const wrong = resultsOf(name).filter((result) => ruleOf(result) === id && resourceOf(result).startsWith("fine-"));
    expect(wrong).toEqual([]);
  }
});
