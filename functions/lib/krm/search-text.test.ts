import { describe, expect, test } from "bun:test";
import { searchedFile } from "./file-annotations.ts";
import { searchedKind } from "./read-items.ts";

describe("a text without an outline", () => {
  test.each([
    ["kind: ConfigMap\n", "ConfigMap"],
    ["- kind: ConfigMap\n", "ConfigMap"],
    ["-\n\n  'kind': \"Pod\"\n", "Pod"],
    ["a: kind: Pod\n", undefined],
  ])("has its kind searched for: %j", (text, kind) => {
    expect(searchedKind(text)).toBe(kind);
  });

  test.each([
    ["config.kubernetes.io/path: my file.yaml \t\n", { path: "my file.yaml" }],
    ["{config.kubernetes.io/path: a b  , x: y}", { path: "a b" }],
    ["config.kubernetes.io/path: 'a.yaml' \r\nconfig.kubernetes.io/index: \"1\"\r\n", { path: "a.yaml", index: 1 }],
    ["config.kubernetes.io/path: 'a.yaml' b\n", undefined],
  ])("has its file searched for: %j", (text, file) => {
    expect(searchedFile(text)).toEqual(file);
  });

  test("of many blanks is searched before the runner gives up, as quadratic time would not", () => {
    expect(searchedKind("\n".repeat(400_000))).toBeUndefined();
    expect(searchedFile(`config.kubernetes.io/path: a${" ".repeat(400_000)}b`)?.path).toEndWith(" b");
  }, 5000);
});
