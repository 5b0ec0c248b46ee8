// Runs every folder of testdata/<function>/<case>/. `UPDATE=1` rewrites the expectations and prints the diff: read it.
import { describe, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { FunctionDefinition } from "./lib/krm/mod.ts";
import { expectations, goldenCases, runCase, updateCase } from "./lib/krm/testing/golden-case.ts";
import { stamp } from "./lib/krm/testing/stamp.ts";
import { definitionOf, FUNCTION_NAMES } from "./registry.ts";

const update = process.env["UPDATE"] !== undefined && process.env["UPDATE"] !== "";
const testdata = fileURLToPath(new URL("../testdata", import.meta.url));

/** `testdata/sdk` holds what is the same for all functions, shown with the SDK's own test function. */
async function functionOf(name: string): Promise<FunctionDefinition> {
  const definition = name === "sdk" ? stamp : await definitionOf(name);
  if (definition === undefined) throw new Error(`testdata/${name} must be named after a function`);
  return definition;
}

for (const functionName of ["sdk", ...FUNCTION_NAMES]) {
  const cases = goldenCases(testdata, [functionName]);
  if (cases.length === 0) continue;
  describe(functionName, () => {
    test.each(cases.map((each) => [each.name, each] as const))("%s", async (_, golden) => {
      const { once, again, ...actual } = await runCase(await functionOf(functionName), golden);
      if (update) process.stdout.write(updateCase(golden, actual));
      expect(actual).toEqual(expectations(golden));
      expect(again).toBe(once);
    });
  });
}
