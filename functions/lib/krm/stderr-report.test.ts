import { expect, test } from "bun:test";
import type { Finding } from "./result.ts";
import { stderrReport } from "./stderr-report.ts";

const finding = (message: string, more: Partial<Finding> = {}): Finding => ({ message, severity: "info", ...more });

test("one line each, the worst first, with the function's name", () => {
  const resourceRef = { apiVersion: "v1", kind: "Pod", name: "a", namespace: "ns" };
  const field = { path: "spec.x", currentValue: "old", proposedValue: "new" };
  expect(
    stderrReport("fn", [
      finding("two\nlines"),
      finding("changed", { resourceRef, field, file: { path: "a.yaml", index: 0 }, line: 3 }),
      finding("bad", { severity: "error", file: { path: "a.yaml" }, field: { path: "x", proposedValue: "y" } }),
      finding("odd", { severity: "warning" }),
    ]),
  ).toBe(`fn: [error] a.yaml x: bad (→ y)
fn: [warning] odd
fn: [info] two lines
fn: [info] a.yaml:3 Pod/ns/a spec.x: changed (old → new)
`);
});

test("nothing found is nothing said", () => {
  expect(stderrReport("fn", [])).toBe("");
});

test.each([50, 51, 1000])("at most 50 lines for %i findings, the last one counts the rest", (count) => {
  const report = stderrReport(
    "fn",
    Array.from({ length: count }, (_, i) => finding(`number ${i}`)),
  );
  const lines = report.trimEnd().split("\n");
  expect(lines).toHaveLength(50);
  expect(lines.at(-1)).toBe(
    count === 50 ? "fn: [info] number 49" : `fn: ${count - 49} more of ${count} results are not shown`,
  );
});

test.each(["x", "ü", "🚀"])("at most 8 kB, however long the messages are (%s)", (letter) => {
  const report = stderrReport(
    "fn",
    Array.from({ length: 40 }, () => finding(letter.repeat(5000))),
  );
  expect(Buffer.byteLength(report)).toBeLessThanOrEqual(8192);
  expect(report).toMatch(/\nfn: \d+ more of 40 results are not shown\n$|^fn: 40 more/);
  expect(report).toStartWith("fn: [info] ");
});
