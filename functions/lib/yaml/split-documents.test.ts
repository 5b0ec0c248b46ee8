import { expect, test } from "bun:test";
import { parseAllDocuments } from "yaml";
import { isRefusal, splitDocuments } from "./mod.ts";

/** The pieces of a stream: text, line, number (empty ones in parentheses). */
function pieces(text: string): string[] {
  const spans = splitDocuments(text);
  if (isRefusal(spans)) return [spans.refused];
  return spans.map(
    ({ start, end, line, index, empty }) =>
      `${line} ${empty ? "(empty)" : index} ${JSON.stringify(text.slice(start, end))}`,
  );
}

test.each([
  ["a: b\n", ['1 0 "a: b\\n"']],
  ["---\na: b\n---\nc: d", ['2 0 "a: b\\n"', '4 1 "c: d"']],
  ["# licence\n---\na: b\n", ['1 (empty) "# licence\\n"', '3 0 "a: b\\n"']],
  ["---\n---\n# c\n--- # d\na: b\n---\n", ['2 (empty) ""', '3 (empty) "# c\\n"', '5 0 "a: b\\n"', '7 (empty) ""']],
  ["a: b\n...\nc: d\n", ['1 0 "a: b\\n"', '3 1 "c: d\\n"']],
  ["a: |\n  ---\n ---\nb: ---\n----\n", ['1 0 "a: |\\n  ---\\n ---\\nb: ---\\n----\\n"']],
  ["--- {a: b}\n--- |\n  x\n", ['1 0 "--- {a: b}\\n"', '2 1 "--- |\\n  x\\n"']],
  ["%YAML 1.2\n---\na: b\n--- # c\nd: e\n", ['1 0 "%YAML 1.2\\n---\\na: b\\n"', '5 1 "d: e\\n"']],
  ["\ufeffa: b\r\n---\r\nc: d\r\n", ['1 0 "a: b\\r\\n"', '3 1 "c: d\\r\\n"']],
  ["", ['1 (empty) ""']],
  ["a\0", ["encoding"]],
  ["a: b\r---\r", ["lone-cr"]],
])("%j", (text, expected) => {
  expect(pieces(text)).toEqual(expected);
});

test("the pieces are the documents that the library sees", () => {
  for (const text of ["a: b\n---\nc: d\n", "---\na: b\n...\n---\nc: d\n", "# c\n---\n- a\n---\n\n---\nb\n"]) {
    const theirs = parseAllDocuments(text).map((document) => document.toJS());
    const mine = (splitDocuments(text) as { start: number; end: number; empty: boolean }[]).filter(
      ({ empty }) => !empty,
    );
    expect(mine.map(({ start, end }) => parseAllDocuments(text.slice(start, end))[0]!.toJS())).toEqual(
      theirs.filter((value: unknown) => value !== null),
    );
  }
});

test("a stream of many documents is cut before the runner gives up, as quadratic time would not", () => {
  expect(splitDocuments("a: b\n---\n".repeat(200_000))).toHaveLength(200_001);
}, 5000);
