import { expect, test } from "bun:test";
import type { Finding } from "./result.ts";
import { compareNatural, sortFindings } from "./sort-results.ts";

test("field paths sort by number", () => {
  const paths = ["spec.containers[10].image", "spec.containers[2].image", "metadata.name", "spec.containers[2]"];
  expect(paths.sort(compareNatural)).toEqual([
    "metadata.name",
    "spec.containers[2]",
    "spec.containers[2].image",
    "spec.containers[10].image",
  ]);
});

const make = (
  order: number,
  path: string | undefined,
  index: number | undefined,
  kind: string,
  field: string,
  severity: Finding["severity"],
  message: string,
): Finding & { order: number } => ({
  order,
  message,
  severity,
  field: { path: field },
  resourceRef: { apiVersion: "v1", kind, name: "a" },
  ...(path === undefined ? {} : { file: { path, ...(index === undefined ? {} : { index }) } }),
});

test("file, index, resource, field, severity, message, in this order", () => {
  const sorted = [
    make(0, undefined, undefined, "Z", "z", "info", "z"),
    make(1, "a", undefined, "Z", "z", "info", "z"),
    make(2, "a", 0, "Z", "z", "info", "z"),
    make(3, "a", 2, "Z", "z", "info", "z"),
    make(4, "a", 10, "A", "z", "info", "z"),
    make(5, "a", 10, "B", "a", "info", "z"),
    make(6, "a", 10, "B", "b", "error", "z"),
    make(7, "a", 10, "B", "b", "warning", "z"),
    make(8, "a", 10, "B", "b", "info", "a"),
    make(9, "a", 10, "B", "b", "info", "b"),
    make(10, "b", 0, "A", "a", "error", "a"),
  ];
  const shuffled = sorted.toReversed();
  expect(sortFindings(shuffled).map((each) => (each as Finding & { order: number }).order)).toEqual([...sorted.keys()]);
});
