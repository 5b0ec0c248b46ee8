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

const at = (line: number, path: string): Finding => ({ ...finding, message: "must be", line, field: { path } });

test("findings go from line to line, those of a wrong policy as well", () => {
  const found = [at(18, "spec.match"), at(16, "spec.select"), at(17, "spec.sources")];
  const text = formatReport(found, { isTTY: false } as unknown as NodeJS.WriteStream);
  expect([...text.matchAll(/^a\.yaml:(\d+)/gm)].map(([, line]) => line)).toEqual(["16", "17", "18"]);
});
