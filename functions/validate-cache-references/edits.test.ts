import { expect, test } from "bun:test";
import { withinEdits } from "./edits.ts";

test.each<[string, string, number, boolean]>([
  ["cache", "cache", 0, true],
  ["cache", "cahce", 1, true],
  ["cache", "cach", 1, true],
  ["cache", "caches", 1, true],
  ["cache", "cuche", 1, true],
  ["cache", "cuchi", 1, false],
  ["cache", "cuchi", 2, true],
  ["cache", "cacheeee", 2, false],
  ["", "ab", 2, true],
  ["cache", "cahce", 0, false],
])("%p and %p within %d: %p", (a, b, limit, expected) => {
  expect(withinEdits(a, b, limit)).toBe(expected);
  expect(withinEdits(b, a, limit)).toBe(expected);
});
