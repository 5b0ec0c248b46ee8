import { expect, test } from "bun:test";
import { present, without } from "./salvage.ts";

test("what is wrong goes, the rest and its positions stay", () => {
  const value = { list: [{ ref: "a", size: "b" }, "text", { ref: "c" }], other: 1 };
  const rest = without(value, [["list", 0, "size"], ["list", 1], ["other"]]) as { list: unknown[] };
  expect(rest).toEqual({ list: [{ ref: "a" }, undefined, { ref: "c" }] });
  expect(present(rest.list).map(([index]) => index)).toEqual([0, 2]);
  expect(value.list).toHaveLength(3);
});

test("where something is missing, the map around it goes", () => {
  expect(without({ list: [{ name: "a" }] }, [["list", 0, "ref"]])).toEqual({ list: [undefined] });
});

test("the same part can be wrong in two ways", () => {
  expect(
    without({ list: [{ a: 1, b: 2 }] }, [
      ["list", 0, "ref"],
      ["list", 0, "a"],
    ]),
  ).toEqual({ list: [undefined] });
});
