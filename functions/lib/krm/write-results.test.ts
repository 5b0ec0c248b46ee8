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
    expect(parse(`results:\n${writeResults([FULL, FULL], indent, "\n")}`, { version: "1.1" })).toEqual({
      results: [written, written],
    });
  }
});

test("what is absent is left out", () => {
  expect(writeResults([{ message: "m", severity: "info" }], "", "\n")).toBe("- message: m\n  severity: info\n");
  const nameless = { apiVersion: "v1", kind: "Pod", name: "" };
  expect(writeResults([{ message: "m", severity: "info", resourceRef: nameless }], "", "\r\n")).toBe(
    "- message: m\r\n  severity: info\r\n  resourceRef:\r\n    apiVersion: v1\r\n    kind: Pod\r\n",
  );
});
