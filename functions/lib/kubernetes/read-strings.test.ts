import { beforeAll, expect, test } from "bun:test";
import { isRefusal, loadLibrary, outline } from "../yaml/mod.ts";
import { readStrings } from "./mod.ts";

beforeAll(loadLibrary);

test.each([
  ["a: {b: c, d: '1', e: 2, f: [g]}", { b: "c", d: "1" }],
  ["x: &x {b: c}\na: *x", { b: "c" }],
  ["x: &x c\na: {b: *x}", { b: "c" }],
  ["x: &x {b: c, d: e}\na: {b: f, <<: *x}", { b: "f", d: "e" }],
  ["x: &x {b: c}\ny: &y {b: d, e: f}\na: {<<: [*x, *y]}", { b: "c", e: "f" }],
  ["a: {__proto__: b}", JSON.parse('{"__proto__": "b"}')],
  ["a: {'<<': b}", { "<<": "b" }],
  ["a: [b]", {}],
  ["a: b", {}],
  ["c: d", {}],
])("the strings of %j", (text, expected) => {
  const read = outline(text);
  if (isRefusal(read)) throw new Error(read.message);
  expect(readStrings(read.root?.get("a"))).toEqual(expected as never);
});
