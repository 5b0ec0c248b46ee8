import { expect, test } from "bun:test";
import type { Placement } from "../model.ts";
import { allowsPlatform } from "./platform.ts";
import { readPlacement } from "./read-placement.ts";

const ANYWHERE = readPlacement();
const arch = (operator: string, ...values: readonly string[]): Placement => ({
  ...ANYWHERE,
  terms: [{ expressions: [{ key: "kubernetes.io/arch", operator, values }] }],
});

test.each<[string, Placement, boolean]>([
  ["no condition", ANYWHERE, true],
  ["a selector for it", { ...ANYWHERE, nodeSelector: { "kubernetes.io/arch": "arm64" } }, true],
  ["a selector for another", { ...ANYWHERE, nodeSelector: { "beta.kubernetes.io/arch": "amd64" } }, false],
  ["In with it", arch("In", "amd64", "arm64"), true],
  ["In without it", arch("In", "amd64"), false],
  ["NotIn with it", arch("NotIn", "arm64"), false],
  ["NotIn without it", arch("NotIn", "amd64"), true],
  ["Exists", arch("Exists"), true],
  ["DoesNotExist", arch("DoesNotExist"), false],
  ["another key", { ...ANYWHERE, terms: [{ expressions: [{ key: "zone", operator: "In", values: ["a"] }] }] }, true],
])("%s", (_, placement, expected) => {
  expect(allowsPlatform(placement, "arch", "arm64")).toBe(expected);
});

test("the operating system may also stand in the pod itself", () => {
  expect(allowsPlatform({ ...ANYWHERE, os: "windows" }, "os", "linux")).toBe(false);
  expect(allowsPlatform({ ...ANYWHERE, os: "linux" }, "os", "linux")).toBe(true);
});
