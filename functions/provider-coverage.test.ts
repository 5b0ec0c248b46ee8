import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PROVIDER_NAMES } from "./lib/cache/mod.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The results of the golden cases of a function whose policy is for a provider. */
function resultsOf(name: string, provider: string): string[] {
  const folder = `${root}testdata/${name}`;
  return readdirSync(folder)
    .map((each) => `${folder}/${each}`)
    .filter((path) => existsSync(`${path}/_fnconfig.yaml`) && existsSync(`${path}/_results.yaml`))
    .filter((path) => readFileSync(`${path}/_fnconfig.yaml`, "utf8").includes(`provider: ${provider}\n`))
    .map((path) => readFileSync(`${path}/_results.yaml`, "utf8"));
}

describe.each([...PROVIDER_NAMES])("%s has golden cases", (provider) => {
  test("in which annotations are injected", () => {
    expect(resultsOf("inject-cache-annotations", provider).join("")).toContain("rule: injected");
  });

  test("in which a rule fires", () => {
    const results = resultsOf("validate-cache-references", provider);
    expect(results.join("")).toMatch(/rule: I[CR]\d/);
  });

  test("for ready-made policies", () => {
    expect(readdirSync(`${root}policies/${provider}`)).not.toBeEmpty();
    expect(readdirSync(`${root}testdata/policies/${provider}`)).not.toBeEmpty();
  });
});
