import { expect, test } from "bun:test";
import * as fc from "fast-check";
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

/** The whole table, without a way out. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) (rows[0] as number[])[j] = j;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const replace = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      (rows[i] as number[])[j] = Math.min(replace, at(i - 1, j) + 1, at(i, j - 1) + 1, swap);
    }
  }
  return at(a.length, b.length);
}

test("as many edits as the whole table says", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
      expect(withinEdits(a, b, limit)).toBe(distance(a, b) <= limit);
    }),
    { numRuns: 3_000 },
  );
});
