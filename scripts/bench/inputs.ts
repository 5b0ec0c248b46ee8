// Writes the inputs of the function benchmark: `bun scripts/bench/inputs.ts FOLDER`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { POLICIES, resourceList } from "./workloads.ts";

const folder = process.argv[2] ?? ".";
const INPUTS = {
  "one.yaml": [1, POLICIES.replace],
  "thousand.yaml": [1_000, POLICIES.replace],
  "ten-thousand.yaml": [10_000, POLICIES.replace],
  "ten-thousand-all.yaml": [10_000, POLICIES.all],
} as const;

for (const [name, [count, policy]] of Object.entries(INPUTS)) {
  writeFileSync(join(folder, name), resourceList(count, policy));
}
