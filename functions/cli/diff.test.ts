import { expect, test } from "bun:test";
import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { array, assert, boolean, constantFrom, property, tuple } from "fast-check";
import { paintDiff, unifiedDiff } from "./diff.ts";

const library = (before: string, after: string): string =>
  createTwoFilesPatch("a/x", "b/x", before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });

function changed(diff: string): number {
  return diff.split("\n").filter((line) => /^[-+](?![-+])/.test(line)).length;
}

test("a terminal is not made to obey what a file holds, and a patch is exact", () => {
  const diff = "+++ b/x\n a: 1 # \u001b[2J\tb\r\n+image: \u202ex\u009b8m\n\r\n";
  const { isTTY } = process.stdout;
  const { NO_COLOR } = process.env;
  try {
    process.env["NO_COLOR"] = "1";
    process.stdout.isTTY = true;
    expect(paintDiff(diff)).toBe("+++ b/x\n a: 1 # \\u001b[2J\tb\r\n+image: \\u202ex\\u009b8m\n\r\n");
    process.stdout.isTTY = false;
    expect(paintDiff(diff)).toBe(diff);
  } finally {
    process.stdout.isTTY = isTTY;
    if (NO_COLOR === undefined) delete process.env["NO_COLOR"];
    else process.env["NO_COLOR"] = NO_COLOR;
  }
});

test("the diff of any two texts makes the second one of the first one", () => {
  const line = constantFrom("a\n", "b\n", "c\n", "\n", "d\r\n", "---\n");
  const text = tuple(array(line, { maxLength: 40 }), constantFrom("", "", "a", "e")).map(
    ([lines, last]) => lines.join("") + last,
  );
  assert(
    property(text, text, (before, after) => {
      if (before !== after) expect(applyPatch(before, unifiedDiff("x", before, after))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test("lines that are replaced, added and removed here and there give the shortest diff", () => {
  const edit = constantFrom("keep", "keep", "keep", "keep", "replace", "add", "remove");
  assert(
    property(array(edit, { maxLength: 60 }), boolean(), (edits, final) => {
      const before = edits.map((_, index) => `line ${index}\n`);
      const after = before.flatMap((line, index) => {
        const kind = edits[index];
        if (kind === "remove") return [];
        return kind === "replace" ? [`new ${index}\n`] : kind === "add" ? [`added ${index}\n`, line] : [line];
      });
      const [old, now] = [before, after].map((lines) => (final ? lines.join("") : lines.join("").trimEnd()));
      if (old === now) return;
      const mine = unifiedDiff("x", old!, now!);
      expect(applyPatch(old!, mine)).toBe(now!);
      expect(changed(mine)).toBe(changed(library(old!, now!)));
    }),
  );
});

test("a block too long to look for the end of is left to the library, before and behind short changes", () => {
  const block = Array.from({ length: 400 }, (_, index) => `block ${index}\n`).join("");
  const around = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
  const before = [...around, ...around, "end"].join("");
  const after = [...around.with(3, "new\n"), block, ...around.with(10, "newer\n"), "end\n"].join("");
  expect(unifiedDiff("x", before, after)).toBe(library(before, after));
  expect(unifiedDiff("x", after, before)).toBe(library(after, before));
});

test("a file of fifty thousand changed resources is shown before the runner gives up, as quadratic time would not", () => {
  const pods = "kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - image: a\n---\n".repeat(50_000);
  const diff = unifiedDiff("x", pods, pods.replaceAll("image: a", "image: b"));
  expect(diff.match(/^\+ /gm)).toHaveLength(50_000);
}, 10_000);

test("as are fifty thousand changes with one line between two of them", () => {
  const images = Array.from({ length: 50_000 }, (_, index) => `- name: ${index}\n  newName: a\n`).join("");
  expect(changed(unifiedDiff("x", images, images.replaceAll("newName: a", "newName: b")))).toBe(100_000);
}, 20_000);

test("and as many changed lines in a row", () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => `  {name: ${index}, image: a}\n`).join("");
  const text = `a\n${lines}b\n`;
  expect(changed(unifiedDiff("x", text, text.replaceAll("image: a", "image: b")))).toBe(100_000);
  expect(changed(unifiedDiff("x", lines, lines.replaceAll("image: a", "image: b")))).toBe(100_000);
}, 10_000);
