import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { formatPath, parsePath } from "./mod.ts";

test.each([
  [["spec", "containers", 0, "image"], "spec.containers[0].image"],
  [["metadata", "annotations", "k8s.aliyun.com/eci-imc-id"], 'metadata.annotations["k8s.aliyun.com/eci-imc-id"]'],
  [["data", "a-b", "1", ""], 'data.a-b["1"][""]'],
  [[0, 'say "x"'], '[0]["say \\"x\\""]'],
  [["\u007f\t"], '["\u007f\\t"]'],
  [[], ""],
])("%j ↔ %s", (path, text) => {
  expect(formatPath(path)).toBe(text);
  expect(parsePath(text)).toEqual(path);
});

test("parsing is the inverse of formatting", () => {
  const step = fc.oneof(fc.nat(20), fc.string());
  fc.assert(fc.property(fc.array(step), (path) => expect(parsePath(formatPath(path))).toEqual(path)));
});

test.each(["a..b", ".a", "a.", "a[", "a[x]", "a]b", "a[0]b", 'a["x]', 'a["\\q"]', 'a["\n"]', 'a["\\u00g0"]'])(
  "%j is no path",
  (text) => {
    expect(() => parsePath(text)).toThrow(/must be a field path such as .*; wrong at character \d+$/);
  },
);
