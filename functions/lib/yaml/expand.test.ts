import { beforeAll, expect, test } from "bun:test";
import { expand } from "./expand.ts";
import { isRefusal, loadLibrary, type Node, outline } from "./mod.ts";

beforeAll(loadLibrary);

function rootOf(text: string): Node {
  const read = outline(text);
  if (isRefusal(read) || read.root === undefined) throw new Error("must be readable");
  return read.root;
}

test("a text without aliases is its own expansion", () => {
  const root = rootOf("a: {b: 1}\n");
  expect(expand(root)).toBe(root);
});

test("what aliases and merge keys stand for is there, under the same paths", () => {
  const text = `base: &base {kind: x, list: [1, &two 2]}
own: {<<: *base, kind: y}
first: {<<: [{a: 1}, {a: 2, b: 2}, *base]}
deep: [*two, *base, {k: [*base]}]
"<<": no merge key
`;
  const root = expand(rootOf(text));
  expect(root.hasAliases).toBe(false);
  expect(root.toJS()).toEqual(rootOf(text).toJS());
  expect(root.find(["own", "kind"])?.string).toBe("y");
  expect(root.find(["own", "list", 1])?.scalar).toBe(2);
  expect(root.find(["first", "a"])?.scalar).toBe(1);
  expect(root.find(["deep", 2, "k", 0, "kind"])?.path).toEqual(["deep", 2, "k", 0, "kind"]);
  expect(root.get("<<")?.string).toBe("no merge key");
});

test.each([
  ["yes", "plain"],
  ["0x1F", "plain"],
  ["1.50", "plain"],
  [".inf", "plain"],
  ["~", undefined],
  ["'yes'", "double"],
  ['"a, [b]"', "double"],
  ["a, b", "double"],
  ["12345678901234567890", "plain"],
  ["!!str 5", "double"],
  ["|\n  two\n  lines\n", "double"],
])("the scalar %j keeps its value, and a plain word how it is written", (written, style) => {
  const root = rootOf(`x: &x [1]\ny: *x\nvalue: ${written}\n`);
  const value = expand(root).get("value");
  expect(value?.scalar).toEqual(root.get("value")?.scalar);
  if (style !== undefined) expect(value?.style).toBe(style as never);
  if (style === "plain") expect(value?.raw).toBe(written);
});
