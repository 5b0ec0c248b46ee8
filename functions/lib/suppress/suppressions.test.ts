import { expect, test } from "bun:test";
import { isRefusal, type Node, outline } from "../yaml/mod.ts";
import { Suppressions } from "./mod.ts";

function rootOf(text: string): Node {
  const read = outline(text);
  if (isRefusal(read) || read.root === undefined) throw new Error("must be a document");
  return read.root;
}

const used = (suppressions: Suppressions<string>): string[] =>
  [...suppressions.all()].map((each) => `${each.resource} ${each.suppression.id} ${each.used}`);

test("silences what lies on or below the field, of this resource and rule", () => {
  const suppressions = new Suppressions<string>();
  suppressions.add("one", rootOf("a:\n  b: 1 # warmstart: ignore ic207, IC208\n"));
  suppressions.add("two", rootOf("a:\n  b: 1\n"));
  expect(suppressions.silences("one", "IC207", ["a", "b"])).toBe(true);
  expect(suppressions.silences("one", "IC207", ["a", "b", 0])).toBe(true);
  expect(suppressions.silences("one", "IC207", ["a"])).toBe(false);
  expect(suppressions.silences("one", "IC207", ["a", "c"])).toBe(false);
  expect(suppressions.silences("one", "IC209", ["a", "b"])).toBe(false);
  expect(suppressions.silences("two", "IC207", ["a", "b"])).toBe(false);
  expect(used(suppressions)).toEqual(["one ic207 true", "one IC208 false"]);
});

test("tells where a finding was that one of them missed", () => {
  const suppressions = new Suppressions<string>();
  suppressions.add("one", rootOf("a: 1 # warmstart: ignore IC207, IC208\nb: 2\nc: 3\n"));
  suppressions.silences("one", "IC207", ["b"]);
  suppressions.silences("one", "IC207", ["c"]);
  expect([...suppressions.all()].map(({ missed }) => missed)).toEqual([["b"], undefined]);
});

test("two of them for one finding are both of use", () => {
  const suppressions = new Suppressions<string>();
  suppressions.add(
    "one",
    rootOf("metadata:\n  annotations:\n    warmstart.dev/ignore: IC207\n  name: x # warmstart: ignore IC207\n"),
  );
  expect(suppressions.silences("one", "IC207", ["metadata", "name"])).toBe(true);
  expect(used(suppressions)).toEqual(["one IC207 true", "one IC207 true"]);
});

test("the resources of one list are told apart", () => {
  const items = rootOf("items:\n- a: 1 # warmstart: ignore IC207\n- a: 1\n").get("items")!.children();
  const suppressions = new Suppressions<string>();
  for (const [index, item] of items.entries()) suppressions.add(String(index), item);
  expect(suppressions.silences("0", "IC207", ["a"])).toBe(true);
  expect(suppressions.silences("1", "IC207", ["a"])).toBe(false);
});

test("one that counts for nothing silences nothing", () => {
  const suppressions = new Suppressions<string>();
  suppressions.add("one", rootOf("a: 1\n# warmstart: ignore IC207\n"));
  expect(suppressions.silences("one", "IC207", ["a"])).toBe(false);
  expect(suppressions.silences("one", "IC207", [])).toBe(false);
  expect(used(suppressions)).toEqual(["one IC207 false"]);
});
