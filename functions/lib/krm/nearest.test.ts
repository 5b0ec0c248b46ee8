import { expect, test } from "bun:test";
import { misspelt, nearest } from "./nearest.ts";

const KNOWN = ["match", "action", "normalize", "replacements", "replaceWith", "select"];

test.each([
  ["mach", "match"],
  ["matc", "match"],
  ["Match", "match"],
  ["acitno", "action"],
  ["replacments", "replacements"],
  ["replacement", "replacements"],
  ["replacewith", "replaceWith"],
  ["normalizeImages", "normalize"],
])("%s was meant to be %s", (word, meant) => {
  expect(nearest(word, KNOWN)).toBe(meant);
});

test.each(["", "x", "foo", "rules", "provider", "re"])("nothing is close to %j", (word) => {
  expect(nearest(word, KNOWN)).toBeUndefined();
});

test("a swap of neighbours is one edit, and the nearer word wins", () => {
  expect(nearest("sepc", ["spec", "step"])).toBe("spec");
});

test("a slip is not the same as a common beginning", () => {
  expect(misspelt("replacemnts", KNOWN)).toBe("replacements");
  expect(misspelt("normalizeImages", KNOWN)).toBeUndefined();
});
