import { beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { keepBlock } from "./keep-block.ts";
import { isRefusal, loadLibrary, outline } from "./mod.ts";
import { setValue } from "./testing/set-value.ts";

beforeAll(loadLibrary);

/** The document with the value of `a` set, and that value as it is read again. */
function set(text: string, value: string): { text: string; value: string | undefined } {
  const after = setValue(text, value);
  return { text: after.text, value: after.root?.get("a")?.string };
}

describe("a block stays one when only words in its lines change", () => {
  test.each([
    ["clipped", "a: |\n  x: 1\n  y: 2\nb: c\n", "x: 1\ny: 3\n", "a: |\n  x: 1\n  y: 3\nb: c\n"],
    ["stripped", "a: |-\n  x\n  y", "x\nz", "a: |-\n  x\n  z"],
    ["kept blank lines", "a: |+\n  x\n\nb: c\n", "y\n\n", "a: |+\n  y\n\nb: c\n"],
    ["deeper lines", "a: |\n    x:\n      y: 1\n", "x:\n  y: 2\n", "a: |\n    x:\n      y: 2\n"],
    ["blank lines with fewer spaces", "a: |\n   x\n \n   y\n", "x\n\nz\n", undefined],
    ["empty lines between", "a: |\n   x\n\n   y\n", "x\n\nz\n", "a: |\n   x\n\n   z\n"],
    ["CRLF", "a: |\r\n  x\r\n  y\r\nb: c\r\n", "x\nz\n", "a: |\r\n  x\r\n  z\r\nb: c\r\n"],
    ["no final line break", "a: |\n  x", "y\n", "a: |\n  y"],
    ["an indentation indicator", "a: |1\n   x\n  y\n", "  x\n z\n", "a: |1\n   x\n  z\n"],
    ["a comment behind the header", "a: | # why\n  x\n", "y\n", "a: | # why\n  y\n"],
    ["a folded line", "a: >-\n  x\nb: c\n", "y", "a: >-\n  y\nb: c\n"],
    ["folded lines", "a: >\n   x y\n   z # w\nb: c\n", "x v z # u\n", "a: >\n   x v\n   z # u\nb: c\n"],
    ["folded with CRLF", "a: >-\r\n  x\r\n  y\r\n", "x z", "a: >-\r\n  x\r\n  z\r\n"],
    ["folded with spaces at the end of a line", "a: >-\n  x  \n  y\n", "x   z", "a: >-\n  x  \n  z\n"],
    ["folded paragraphs", "a: >-\n  x\n\n  y\n", "x\nz", undefined],
    ["folded with deeper lines", "a: >-\n  x\n    y\n", "x\n  z", undefined],
    ["a line like a comment", "a: |\n  # x\n  y\n", "# z\ny\n", "a: |\n  # z\n  y\n"],
  ])("%s", (_name, text, value, expected) => {
    if (expected !== undefined) return expect(set(text, value)).toEqual({ text: expected, value });
    expect(set(text, value).value).toBe(value);
  });
});

test.each([
  ["a word more in a folded block", ">\n  x", "x\n", "x y\n"],
  ["a folded block that ends otherwise", ">\n  x", "x\n", "y"],
  ["folded paragraphs", ">\n  x\n\n  y", "x\ny\n", "x\nz\n"],
  ["a line more", "|\n  x", "x\n", "x\ny\n"],
  ["a line that becomes blank", "|\n  x\n  y", "x\ny\n", "x\n \n"],
  ["a line that changes its indentation", "|\n  x\n  y", "x\ny\n", "x\n y\n"],
  ["what no block can hold", "|\n  x", "x\n", "\x07\n"],
  ["another end", "|\n  x", "x\n", "x\ny"],
  ["an empty block", "|", "", ""],
])("%s is not written as a block", (_name, raw, before, after) => {
  expect(keepBlock(raw, before, after)).toBeUndefined();
});

test("whatever the lines, the value is the one that was asked for and other lines stay", () => {
  const line = fc.string({ unit: fc.constantFrom(..."ab:#'\" -\t{".split("")), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      line,
      fc.nat(4),
      fc.nat(3),
      (lines, changed, at, step) => {
        const indent = " ".repeat(step + 1);
        const text = `a: |\n${lines.map((each) => (each === "" ? "" : indent + each)).join("\n")}\nb: c\n`;
        const read = outline(text);
        const before = isRefusal(read) ? undefined : read.root?.get("a")?.string;
        fc.pre(before !== undefined && read !== undefined && !isRefusal(read) && read.root?.get("b") !== undefined);
        const now = (before as string).split("\n");
        now[at % now.length] = changed;
        const value = now.join("\n");
        const after = set(text, value);
        expect(after.value).toBe(value);
        expect(after.text.endsWith("b: c\n")).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
