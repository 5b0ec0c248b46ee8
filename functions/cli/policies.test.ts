import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FUNCTIONS } from "../registry.ts";
import { loadPolicies } from "./policies.ts";

test.each(Object.entries(FUNCTIONS))("policies of %s have a place in the order of rewrite", async (name, { kind }) => {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-policies-"));
  try {
    writeFileSync(join(folder, "policy.yaml"), `apiVersion: warmstart.dev/v1alpha1\nkind: ${kind}\n`);
    const { steps } = await loadPolicies([folder]);
    expect(steps.map(({ definition }) => definition.name)).toEqual([name]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
