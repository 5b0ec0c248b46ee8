import { expect, test } from "bun:test";
import { gibOf } from "./quantity.ts";

test.each<[string, number | undefined]>([
  ["20Gi", 20],
  ["1Ti", 1024],
  ["512Mi", 0.5],
  ["1073741824", 1],
  ["2.5Gi", 2.5],
  ["1e9", 1e9 / 2 ** 30],
  ["10G", 1e10 / 2 ** 30],
  ["0", 0],
  ["20GB", undefined],
  ["20 Gi", undefined],
  ["-1Gi", undefined],
  ["", undefined],
])("%p is %p GiB", (quantity, gib) => {
  expect(gibOf(quantity)).toBe(gib as number);
});
