import { DOUBLE, FOLDED, LITERAL, SINGLE } from "./table.ts";
import { decodeBlockScalar } from "./decode-block.ts";
import { decodeDouble } from "./decode-double.ts";

/** The string that the scalar `text[start, end)` of a style (a STYLE_MASK value of META) stands for, before any schema. */
export function decodeScalar(text: string, start: number, end: number, style: number): string {
  if (style === DOUBLE) return decodeDouble(text.slice(start + 1, end - 1));
  if (style === SINGLE) return foldLines(text.slice(start + 1, end - 1)).replaceAll("''", "'");
  if (style === LITERAL || style === FOLDED) return decodeBlockScalar(text.slice(start, end));
  return foldLines(text.slice(start, end));
}

/** Joins the lines of a plain or single-quoted scalar: one line break is a space, n + 1 are n line feeds. */
function foldLines(source: string): string {
  if (!source.includes("\n")) return source;
  const lines = source.split(/[ \t]*\r?\n[ \t]*/);
  let result = lines[0]!;
  let breaks = 0;
  for (const line of lines.slice(1)) {
    breaks++;
    if (line === "") continue;
    result += (breaks === 1 ? " " : "\n".repeat(breaks - 1)) + line;
    breaks = 0;
  }
  // Only quotes can end with line breaks.
  return breaks === 0 ? result : result + (breaks === 1 ? " " : "\n".repeat(breaks - 1));
}

const NULLS = /^(?:~|null|Null|NULL)?$/;
const BOOLEANS = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const INTEGER = /^[-+]?[0-9]+$/;
const RADIX = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
/** First characters of plain scalars that may be something else than a string. */
const TYPED_STARTS = "-+.~0123456789nNtTfF";

/**
 * The value of a plain scalar by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema).
 * Integers that a double cannot hold become bigint. `yes`, `on`, `y` … are strings here; readers of YAML 1.1 take them as booleans.
 */
export function resolvePlain(source: string): string | number | bigint | boolean | null {
  if (source !== "" && !TYPED_STARTS.includes(source.charAt(0))) return source;
  if (NULLS.test(source)) return null;
  if (BOOLEANS.test(source)) return source[0] === "t" || source[0] === "T";
  if (INTEGER.test(source)) return integer(source);
  if (RADIX.test(source)) return integer(source);
  if (FLOAT.test(source)) return Number.parseFloat(source);
  if (INFINITY.test(source)) return source.startsWith("-") ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(source) ? Number.NaN : source;
}

function integer(source: string): number | bigint {
  const value = Number(source);
  if (Number.isSafeInteger(value)) return value;
  const digits = source.replace(/^[-+]/, "");
  return source.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

/** Whether YAML 1.2 core reads a plain scalar as a string. */
export function isPlainString(source: string): boolean {
  if (source.length > LONGEST_WORD && isLetter(source.charCodeAt(0))) return true;
  return source !== "" && typeof resolvePlain(source) === "string";
}

/** Characters of `false`: no longer text that begins with a letter means anything but itself. */
const LONGEST_WORD = 5;

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
