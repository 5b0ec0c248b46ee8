import { parse, stringify } from "yaml";
import type { Random } from "./random.ts";

/** Pieces that mean something in YAML, and some that look as if. */
const BITS = [
  ..." :#-'\"|>{}[],?%@`~!&*\\\t\r\n",
  ..."é\u2028\u0085\ufeff\u00a0",

  "  ",
  ": ",
  " #",
  "- ",
  "-\n",
  ":\n",
  "|\n",
  ">-\n",
  "|+\n",
  "|-\n",
  ">+\n",
  "|2\n",
  "&a ",
  "*a",
  "!t ",
  "!!str ",
  ", ",
  "\r\n",
  "\n\n",
  "\n \n",
  "? ",

  "---\n",
  "--- ",
  "...\n",
  "<<: ",
  "<<: *a\n",
  "a: b\n",
  "- x\n",
  "\n  ",
  "\n    ",
  "\n\t",
  "{}",
  "[]",
  "{a: b}",
  '{"a":"b"}',
  "[x, y]",
  "null",
  "\\u0041",
  "\\x41",
  "\\\n",
  "''",
  '""',

  "# c\n",
  "  # c\n",
  " # c",
  "\n# c\n",
  "\n      # c\n",
  "{{ x }}",
  "0",
  "true",
  "\n   \n",
];

/** A few lines of a text, moved to the left margin, so that most of what is tried is small. */
export function excerpt(text: string, random: Random): string {
  const lines = text.split("\n");
  const start = random.below(lines.length);
  const chosen = lines.slice(start, start + 3 + random.below(25));
  const indents = chosen.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const margin = indents.length === 0 ? 0 : Math.min(...indents);
  return chosen.map((line) => line.slice(margin)).join("\n");
}

/** Up to `most` small deletions, insertions and repetitions at random places. */
export function mutate(text: string, random: Random, most: number): string {
  let result = text;
  for (let left = random.below(most + 1); left > 0; left--) {
    const at = random.below(result.length + 1);
    const way = random.below(6);
    if (way === 0) result = result.slice(0, at) + result.slice(at + 1 + random.below(3));
    else if (way === 1) result = swapLines(result, random);
    else result = result.slice(0, at) + random.pick(BITS) + result.slice(at);
  }
  return result;
}

function swapLines(text: string, random: Random): string {
  const lines = text.split("\n");
  const from = random.below(lines.length);
  const [line] = lines.splice(from, 1);
  lines.splice(random.below(lines.length + 1), 0, line!);
  return lines.join("\n");
}

/** The same data in another layout: JSON, brackets, other indentation, other line endings. The text itself when it does not parse. */
export function restyle(text: string, random: Random): string {
  const way = random.below(9);
  if (way === 0) return text.replaceAll("\n", "\r\n");
  if (way === 1) return text.trimEnd();
  if (way > 6) return text;
  let data: unknown;
  try {
    data = parse(text, { logLevel: "silent" });
  } catch {
    return text;
  }
  if (data === null || typeof data !== "object") return text;
  if (way === 2) return JSON.stringify(data);
  if (way === 3) return `${JSON.stringify(data, undefined, random.pick([2, 4, "\t"]))}\n`;
  if (way === 4)
    return stringify(data, {
      collectionStyle: "flow",
      lineWidth: random.pick([0, 20, 80]),
      aliasDuplicateObjects: false,
    });
  return stringify(data, {
    indent: 4,
    indentSeq: way === 5,
    lineWidth: random.pick([0, 30]),
    aliasDuplicateObjects: false,
  });
}

/** A comment below a blank line, or below a line that ends with CRLF, between a key and a value on its own line: valid, but the library does not always think so. */
export const LIBRARY_BUG = /[:-] *(?:#[^\n]*)?\r?\n(?: *(?:#[^\n]*)?\r?\n)*(?: *\r?\n|(?<=\r\n)) *#/;
