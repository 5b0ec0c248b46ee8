import { expect, test } from "bun:test";
import { parse } from "yaml";
import type { Finding } from "./result.ts";
import { writeResults } from "./write-results.ts";

const FULL: Finding = {
  message: 'must be "true": found yes',
  severity: "error",
  resourceRef: { apiVersion: "apps/v1", kind: "Deployment", namespace: "on", name: "0123" },
  field: { path: 'metadata.annotations["a.b/c"]', currentValue: "", proposedValue: "a\nb" },
  file: { path: "dir/a b.yaml", index: 0 },
  tags: { rule: "IC101", yes: "1" },
  line: 7,
};

test("every field, with quotes where a reader would take a string for something else", () => {
  const { line: _, ...written } = FULL;
  for (const indent of ["", "  "]) {
    expect(parse(`results:\n${writeResults([FULL, FULL], indent, "\n").join("")}`, { version: "1.1" })).toEqual({
      results: [written, written],
    });
  }
});

test("what is absent is left out", () => {
  expect(writeResults([{ message: "m", severity: "info" }], "", "\n").join("")).toBe(
    "- message: m\n  severity: info\n",
  );
  const nameless = { apiVersion: "v1", kind: "Pod", name: "" };
  expect(writeResults([{ message: "m", severity: "info", resourceRef: nameless }], "", "\r\n").join("")).toBe(
    "- message: m\r\n  severity: info\r\n  resourceRef:\r\n    apiVersion: v1\r\n    kind: Pod\r\n",
  );
});

test("pieces hold a part of the results each, in order, whatever is shared between them", () => {
  const findings = Array.from({ length: 600 }, (_, index): Finding => {
    const resourceRef = { apiVersion: "v1", kind: "Pod", name: `pod-${index >> 1}` };
    return {
      message: `say: ${index % 7}`,
      severity: "info",
      resourceRef,
      file: { path: `${index >> 2}.yaml`, index: 0 },
    };
  });
  const pieces = writeResults(findings, "", "\n");
  expect(pieces.length).toBeGreaterThan(2);
  expect(parse(pieces.join(""))).toEqual(findings);
});
