import { expect, test } from "bun:test";
import { shareAnchors } from "./shared-anchors.ts";

const share = (...pieces: readonly string[]): boolean => shareAnchors(pieces.join(""), pieces);

test("an alias stands for the anchor of another piece", () => {
  expect(share("- a: &x {b: c}\n", "- a: *x\n")).toBe(true);
  expect(share("- [&x b]\n", "- [a,*x]\n")).toBe(true);
});

test("pieces with their own anchors, or with no anchors, stand alone", () => {
  expect(share("- a: &x {b: c}\n  d: *x\n", "- a: &x {b: c}\n  d: *x\n")).toBe(false);
  expect(share('- schedule: "* * * * *"\n  run: a && b *.txt\n', "- a: b\n")).toBe(false);
});
