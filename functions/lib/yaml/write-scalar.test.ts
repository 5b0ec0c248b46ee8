import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { parse } from "yaml";
import { writeScalar } from "./mod.ts";

describe("block context", () => {
  test.each([
    ["nginx:1.27", "nginx:1.27"],
    ["registry.io:5000/a/b@sha256:0123", "registry.io:5000/a/b@sha256:0123"],
    ["two words, and [more]", "two words, and [more]"],
    ["1.27.3", "1.27.3"],
    ["中文 é", "中文 é"],
    ["", '""'],
    ["true", '"true"'],
    ["on", '"on"'],
    ["Y", '"Y"'],
    ["~", '"~"'],
    ["1.27", '"1.27"'],
    ["012", '"012"'],
    ["0o7", '"0o7"'],
    ["0x1F", '"0x1F"'],
    ["1_000", '"1_000"'],
    ["1e3", '"1e3"'],
    ["190:20:30", '"190:20:30"'],
    [".5", '".5"'],
    ["-.inf", '"-.inf"'],
    ["2001-12-14", '"2001-12-14"'],
    ["<<", '"<<"'],
    ["=", '"="'],
    ["a: b", '"a: b"'],
    ["a:", '"a:"'],
    ["a #b", '"a #b"'],
    ["- a", '"- a"'],
    ["-a", "-a"],
    ["*", '"*"'],
    ["%x", '"%x"'],
    [" a", '" a"'],
    ["a\nb", '"a\\nb"'],
    ["\u2028", '"\\u2028"'],
    ['[{"a": "b"}]', `'[{"a": "b"}]'`],
    [`"it's"`, `'"it''s"'`],
    ["it's", "it's"],
    ['"a"\n', '"\\"a\\"\\n"'],
  ])("%j → %s", (value, text) => {
    expect(writeScalar(value)).toBe(text);
  });
});

test.each([
  ["a, b", {}, "a, b"],
  ["a, b", { flow: true }, '"a, b"'],
  ["{x}", { flow: true }, '"{x}"'],
  ["a}", { flow: true }, '"a}"'],
  ["-1x", { flow: true }, '"-1x"'],
  ["--x-image=a", { flow: true }, "--x-image=a"],
  ["a", { json: true }, '"a"'],
  ["a", { style: "double" }, '"a"'],
  ["a", { style: "single" }, "'a'"],
  ["it's", { style: "single" }, "'it''s'"],
  ["a\tb", { style: "single" }, '"a\\tb"'],
  ["a", { style: "literal" }, "a"],
] as const)("%j %j → %s", (value, options, text) => {
  expect(writeScalar(value, options)).toBe(text);
});

test("what is written is read as the same string by readers of YAML 1.1 and 1.2, in every context", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.stringMatching(/^[-+0-9._:eExobATZ~ynof ]{0,8}$/),
    fc.constantFrom(..."#:-?,[]{}&*!|>'\"%@` \n\t\\".split("")),
  );
  const value = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(""));
  const style = fc.constantFrom(undefined, "plain", "single", "double", "literal", "folded");
  fc.assert(
    fc.property(value, style, fc.boolean(), (string, wanted, flow) => {
      const text = writeScalar(string, { style: wanted as never, flow });
      for (const version of ["1.1", "1.2"] as const) {
        const document = flow ? `[${text}, x]` : `a: ${text}\n`;
        const read = parse(document, { version, logLevel: "silent" }) as unknown;
        expect(flow ? (read as unknown[])[0] : (read as { a: unknown }).a).toBe(string);
      }
    }),
    { numRuns: 3000 },
  );
});
