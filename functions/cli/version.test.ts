import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { VERSION } from "./version.ts";

test("the version is that of the package", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect((JSON.parse(text) as { version: string }).version).toBe(VERSION);
});
