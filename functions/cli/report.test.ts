import { expect, test } from "bun:test";
import type { Finding } from "../lib/krm/mod.ts";
import { formatReport } from "./report.ts";

const finding: Finding = {
  message: `must be ${"a word ".repeat(20).trim()}`,
  severity: "info",
  file: { path: "a.yaml" },
  line: 3,
};

const linesOn = (stream: object): string[] => formatReport([finding], stream as NodeJS.WriteStream).split("\n");

test.each([0, undefined, 80])("a terminal of %s columns has 80", (columns) => {
  const lines = linesOn({ isTTY: true, columns });
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines[1]?.length).toBeGreaterThan(70);
});

test("one line per message where no terminal is", () => {
  expect(linesOn({ isTTY: false, columns: 20 })[1]).toBe(`  ${finding.message}`);
});
