import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { parse } from "yaml";
import { decodeBlockScalar } from "./decode-block.ts";
import { decodeDouble } from "./decode-double.ts";
import { isPlainString, resolvePlain } from "./scalar.ts";

describe("plain scalars by the core schema", () => {
  test("what looks like a type is read as the library reads it", () => {
    const typed = fc.stringMatching(/^[-+.~0-9eEoxXnNuUlLtTrRaAfFsSiI_]{1,6}$/).filter((source) => source !== "-");
    const words = fc.constantFrom(
      "null",
      "Null",
      "NULL",
      "nULL",
      "true",
      "True",
      "TRUE",
      "tRUE",
      "false",
      "FALSE",
      ".inf",
      "-.Inf",
      "+.INF",
      ".nan",
      ".NaN",
      "-.nan",
      "1e400",
      "0x",
      "0o8",
    );
    fc.assert(
      fc.property(fc.oneof(typed, words), (source) => {
        const value = resolvePlain(source);
        const theirs = parse(`a: ${source}\n`) as { a: unknown };
        expect(typeof value === "bigint" ? Number(value) : value).toBe(theirs.a as never);
        expect(isPlainString(source)).toBe(typeof theirs.a === "string");
      }),
      { numRuns: 5000 },
    );
  });

  test("integers beyond 2^53 stay exact", () => {
    expect(resolvePlain("9007199254740993")).toBe(9007199254740993n);
    expect(resolvePlain("-9007199254740993")).toBe(-9007199254740993n);
    expect(resolvePlain("+0xFFFFFFFFFFFFFFFF")).toBe("+0xFFFFFFFFFFFFFFFF");
    expect(resolvePlain("0xFFFFFFFFFFFFFFFF")).toBe(18446744073709551615n);
    expect(resolvePlain("9007199254740991")).toBe(9007199254740991);
  });

  test("nothing is null", () => {
    expect(resolvePlain("")).toBe(null);
    expect(isPlainString("")).toBe(false);
  });
});

test("double quotes decode as in the library", () => {
  const piece = fc.constantFrom(
    "a",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\\n",
    "\\\\",
    '\\"',
    "\\x41",
    "\\u00e9",
    "\\U0001F600",
    "\\\n",
    "\\\r\n",
    "\\ ",
    "\\0",
    "\\N",
    "\\/",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const source = pieces.join("");
      expect(decodeDouble(source)).toBe(parse(`"${source}"`) as string);
    }),
    { numRuns: 5000 },
  );
});

test("block scalars decode as in the library", () => {
  const header = fc.constantFrom("|", ">", "|-", ">-", "|+", ">+");
  const line = fc.constantFrom("a", "b c", " d", "  e", "", "", "\tf", "# g", "h ");
  fc.assert(
    fc.property(
      header,
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.constantFrom("\n", "\r\n"),
      (mark, lines, eol) => {
        const source = `${mark}${eol}x${eol}${lines.join(eol)}`.replaceAll("\n", "\n  ").replaceAll(/ +(\r?)$/gm, "$1");
        // The span of a value ends with its last line; only kept blank lines belong to it.
        const span = mark.includes("+") ? source : source.replace(/[\r\n]+$/, "");
        expect(decodeBlockScalar(span)).toBe((parse(`a: ${source}${eol}`) as { a: string }).a);
      },
    ),
    { numRuns: 5000 },
  );
});
