import { beforeAll, expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createTwoFilesPatch } from "diff";
import { applyPolicy } from "../lib/krm/mod.ts";
import { loadLibrary } from "../lib/yaml/mod.ts";
import { withRepairs } from "./function.ts";

const folder = fileURLToPath(new URL("../../testdata/validate-cache-references", import.meta.url));

beforeAll(loadLibrary);

/** What all rules together make of a package; each rule by itself is looked at with its own case. */
test.each([
  "repairs-that-make-room",
  "repairs-that-others-do-not-block",
  "repairs-of-metadata-that-pods-share",
  "ic001-other-spelling-on-the-pods",
  "ic001-no-place-for-a-daemon-set",
  "ic006-routing-and-first-generation",
])("%s", async (name) => {
  const read = (file: string): string => readFileSync(`${folder}/${name}/${file}`, "utf8");
  const policy = { path: "_fnconfig.yaml", text: read("_fnconfig.yaml") };
  const repaired = async (text: string): Promise<string> =>
    (await applyPolicy(withRepairs(), policy, [{ path: "resources.yaml", text }])).texts[0] as string;
  const before = read("resources.yaml");
  const after = await repaired(before);
  const diff = createTwoFilesPatch("resources.yaml", "resources.yaml", before, after);
  if ((process.env["UPDATE"] ?? "") !== "") writeFileSync(`${folder}/${name}/_fix.diff`, diff);
  expect(diff).toBe(read("_fix.diff"));
  expect(await repaired(after)).toBe(after);
});
