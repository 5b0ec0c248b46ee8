import { expect, test } from "bun:test";
import { findDifferences } from "./differences.ts";

type Pair = readonly [prefix: string, target: string];

function differences(pairs: readonly Pair[], normalize = false): unknown[] {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  return findDifferences(replacements, { match: "prefix", normalize }).map(({ rule, image, prefix, exact }) => [
    rule,
    image,
    prefix,
    exact,
  ]);
}

test("images further below a prefix", () => {
  expect(differences([["h.example", "m.example"]])).toEqual([
    [0, "h.example/image/image", "m.example/image/image", "h.example/image/image"],
  ]);
});

test("a whole image name, which both mean and replace differently", () => {
  expect(
    differences([
      ["h.example", "m.example"],
      ["h.example/redis", "m.example/valkey"],
    ]),
  ).toEqual([
    [0, "h.example/redis", "m.example/valkey", "m.example/redis"],
    [1, "h.example/redis", "m.example/valkey", "m.example/redis"],
  ]);
});

test("the empty prefix is the same to both, until full names are compared", () => {
  expect(differences([["", "m.example"]])).toEqual([]);
  expect(differences([["", "m.example"]], true)).toEqual([
    [0, "library/image/image", "m.example/image/image", "library/image/image"],
  ]);
});
