// Writes the inputs of all benches: `bun scripts/bench/inputs.ts FOLDER`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { POLICIES, resourceList } from "./workloads.ts";

const folder = process.argv[2] ?? ".";
const INPUTS = {
  "one.yaml": [1, POLICIES.replace, false],
  "one-all.yaml": [1, POLICIES.all, false],
  "thousand.yaml": [1_000, POLICIES.replace, false],
  "ten-thousand.yaml": [10_000, POLICIES.replace, false],
  "ten-thousand-all.yaml": [10_000, POLICIES.all, false],
  "pods-replaced.yaml": [10_000, POLICIES.replace, true],
  "pods-500.yaml": [10_000, POLICIES.validate500, true],
  "half-pods-500.yaml": [5_000, POLICIES.validate500, true],
  "pods-50.yaml": [10_000, POLICIES.validate50, true],
} as const;

for (const [name, [count, policy, annotated]] of Object.entries(INPUTS)) {
  writeFileSync(join(folder, name), resourceList(count, policy, annotated));
}
