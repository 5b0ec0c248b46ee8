import { beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { Document, parse, type Scalar } from "yaml";
import { keepQuoted } from "./keep-quoted.ts";
import { loadLibrary } from "./mod.ts";
import { setValue } from "./testing/set-value.ts";

beforeAll(loadLibrary);

describe("a text in quotes keeps its lines when only words change", () => {
  test.each([
    ["single", "a: 'x y\n  z'\nb: c\n", "x y w", "a: 'x y\n  w'\nb: c\n"],
    ["double", 'a: "x\n    y z"\nb: c\n', "w y z", 'a: "w\n    y z"\nb: c\n'],
    ["quotes in quotes", "a: '[\"x\",\n  ''y'']'\n", "[\"x\", 'z']", "a: '[\"x\",\n  ''z'']'\n"],
    ["escapes", 'a: "{\\"x\\":\n  \\"y\\"}\\n"\n', '{"x": "z"}\n', 'a: "{\\"x\\":\n  \\"z\\"}\\n"\n'],
    ["CRLF", "a: 'x\r\n  y'\r\nb: c\r\n", "x z", "a: 'x\r\n  z'\r\nb: c\r\n"],
    ["blanks behind a line break", "a: 'x\n  \ty'\n", "x z", "a: 'x\n  \tz'\n"],
    ["a blank in front of a line break", "a: 'x \n  y'\n", "x z", "a: 'x z'\n"],
    ["a line that begins with a blank", 'a: "x:\n  \\ \\ y\n  z"\n', "x:   y w", 'a: "x:   y w"\n'],
    ["an escaped blank", 'a: "x:\n  \\ y\n  \\  z"\n', "x:  y   w", 'a: "x:\n  \\ y\n  \\  w"\n'],
    ["a word behind an escaped blank", 'a: "\n  \\ x"\n', " a x", 'a: " a x"\n'],
    ["one line", 'a: "\\U0001F600 x"\n', "😀 y", 'a: "\\U0001F600 y"\n'],
    ["other escapes in words that stay", 'a: "\\x41\n  b"\n', "A c", 'a: "\\x41\n  c"\n'],
    ["a blank that is written as an escape", 'a: "x\\x20y\n  z"\n', "x y w", 'a: "x y w"\n'],
    ["several blanks between words", "a: 'x   y\n  z'\n", "x   w z", "a: 'x   w\n  z'\n"],
    ["in brackets", "a: ['x\n  y']\n", "", undefined],
    ["a word more", "a: 'x\n  y'\n", "x y z", "a: 'x y z'\n"],
    ["a word less", "a: 'x\n  y'\n", "x", "a: 'x'\n"],
    ["an empty line", "a: 'x\n\n  y'\n", "x\nz", 'a: "x\\nz"\n'],
    ["a line break without a blank", 'a: "x\\\n  y z"\n', "xy w", 'a: "xy w"\n'],
    ["escapes that would be written otherwise", 'a: "\\x41\n  b"\n', "B b", 'a: "B b"\n'],
    ["what these quotes cannot hold", "a: 'x\n  y'\n", "x \x07", 'a: "x \\u0007"\n'],
    ["a line that would end the document", "{a: 'x\ny z'}\n", "x --- z", "{a: 'x --- z'}\n"],
    ["a line that would end with a blank", "a: 'x z\n  y'\n", "x  y", "a: 'x  y'\n"],
  ])("%s", (_name, text, value, expected) => {
    if (expected === undefined) return expect(keepQuoted(text, value, value)).toBeUndefined();
    const written = setValue(text, value).text;
    expect(written).toBe(expected);
    expect(parse(written)).toMatchObject({ a: value });
  });
});

test("whatever the text, its quotes and its width, the value is the one that was asked for", () => {
  const word = fc.string({ unit: fc.constantFrom(..."ab:#'\"\\{é\n".split("")), maxLength: 6 });
  let kept = 0;
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      word,
      fc.nat(11),
      fc.constantFrom("QUOTE_SINGLE" as const, "QUOTE_DOUBLE" as const),
      (words, changed, at, type) => {
        const document = new Document({ a: words.join(" "), b: "c" });
        (document.get("a", true) as Scalar).type = type;
        const text = document.toString({ lineWidth: 12, minContentWidth: 0 });
        const now = words.with(at % words.length, changed).join(" ");
        const written = setValue(text, now).text;
        expect(parse(written)).toEqual({ a: now, b: "c" });
        if (written.split("\n").length > 3 && written !== text) kept++;
      },
    ),
    { numRuns: 500 },
  );
  expect(kept).toBeGreaterThan(20);
});

test("many blanks take time that grows with them", () => {
  const blanks = " ".repeat(1_000_000);
  expect(keepQuoted(`'x${blanks}y'`, `x${blanks}y`, `z${blanks}y`)).toBe(`'z${blanks}y'`);
});
