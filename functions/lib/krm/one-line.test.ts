import { expect, test } from "bun:test";
import { inOneLine, oneLine, visible } from "./mod.ts";

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

test("every control character but the tab, and every one that turns text around, is escaped, and no other", () => {
  const obeyed = /(?!\t)[\p{Cc}\p{Bidi_Control}]/u;
  const all = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code));
  expect(all.filter((character) => visible(character) !== character)).toEqual(all.filter((each) => obeyed.test(each)));
});
