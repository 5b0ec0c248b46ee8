import { expect, test } from "bun:test";
import { valueProblem } from "../grammar.ts";
import { volcengineVci } from "./volcengine-vci.ts";

const row = volcengineVci();

test("automatic caches are switched on by an annotation, and nothing else is documented for pods", () => {
  expect(row.keys.autoMatch).toMatchObject({
    current: "vci.vke.volcengine.com/enable-auto-create-imc",
    default: "false",
    switch: { on: "true", off: null },
  });
  expect([row.keys.pin, row.pinFailure, row.cacheObject, row.pullPolicy]).toEqual([null, null, null, null]);
});

test("the order of matching is left open", () => {
  expect(row.matching.strategies).toEqual({ default: [] });
  expect(row.matching.partial).toBeNull();
});

test.each([
  ["40", true],
  ["500", true],
  ["39", false],
  ["501", false],
  ["50Gi", false],
])("a system disk of %j: %j", (value, good) => {
  const key = row.companions.find(({ current }) => current === row.limits.freeStorage?.extraKey)!;
  expect(valueProblem(key.value, value) === undefined).toBe(good);
});

test("the system disk is declared as a whole, in GiB", () => {
  expect(row.limits.freeStorage).toMatchObject({ gib: 40, declares: "total-gib" });
  expect(row.limits.size).toMatchObject({ min: 40, max: 500, default: 40 });
  expect(row.limits.caches?.max).toBe(20);
});
