import { expect, test } from "bun:test";
import { inOneLine, oneLine } from "./mod.ts";

test.each([
  ["\u001b[2K\rnothing to see", "\\u001b[2K nothing to see"],
  ["a\u0007b\u0000", "a\\u0007b\\u0000"],
  ["\u009b31mred", "\\u009b31mred"],
  ["nginx\u202e1:5", "nginx\\u202e1:5"],
  ["two\nlines\tand\u2028more ", "two lines and more"],
  ["ü 🚀 名前", "ü 🚀 名前"],
])("%j", (text, shown) => {
  expect(oneLine(text)).toBe(shown);
  expect(oneLine(shown)).toBe(shown);
});

test("plain data keeps its shape", () => {
  const value = { a: ["x\u001b", 1, null, undefined, { b: "c\nd" }], e: true, f: undefined };
  expect(inOneLine(value)).toEqual({ a: ["x\\u001b", 1, null, undefined, { b: "c d" }], e: true, f: undefined });
});
