import { beforeAll, describe, expect, test } from "bun:test";
import { formatPath, isRefusal, loadLibrary, outline, type Outline } from "../yaml/mod.ts";
import { readSuppressions } from "./mod.ts";

beforeAll(loadLibrary);

function outlined(text: string, mode: "document" | "item" = "document"): Outline {
  const result = outline(text, mode);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

/** `IC312 at spec.images`, in the order found; `-` covers nothing. */
function read(text: string, mode?: "item"): string[] {
  return readSuppressions(outlined(text, mode).root!).map(
    ({ id, covers, word }) =>
      `${id} ${covers === undefined ? "-" : formatPath(covers) || "all"}${word ? ` ${word}` : ""}`,
  );
}

const POD = (line: string): string => `apiVersion: v1
kind: Pod
${line}
spec:
  containers:
  - name: web
    image: nginx
  - name: other
    image: redis
`;

test("a text without our name has none", () => {
  expect(readSuppressions(outlined(POD("metadata: {name: web}")).root!)).toEqual([]);
});

describe("a comment", () => {
  test("on a line counts for the outermost field that begins there", () => {
    expect(read("a: 1 # warmstart: ignore IC001 why\nb: 2\n")).toEqual(["IC001 a"]);
    expect(read("spec: # warmstart: ignore IC001\n  a: 1\n")).toEqual(["IC001 spec"]);
    expect(read("x: 1\nlist:\n- name: web # warmstart: ignore IC001\n  image: nginx\n")).toEqual(["IC001 list[0]"]);
    expect(read("x: 1\nlist:\n- name: web\n  image: nginx # warmstart: ignore IC001\n")).toEqual([
      "IC001 list[0].image",
    ]);
    expect(read("x: 1\nlist:\n- # warmstart: ignore IC001\n  image: nginx\n")).toEqual(["IC001 list[0]"]);
    expect(read("x: 1\nlist: [a, b] # warmstart: ignore IC001\n")).toEqual(["IC001 list"]);
    expect(read("x: 1\nlist: [a,\n  b,\n] # warmstart: ignore IC001\n")).toEqual(["IC001 list"]);
    expect(read("x: 1\ntext: >- # warmstart: ignore IC001\n  a\n  b\ny: 1\n")).toEqual([]);
    expect(read("x: 1\ntext: 'a\n  b' # warmstart: ignore IC001\ny: 1\n")).toEqual(["IC001 text"]);
    expect(read("x: 1\nkey:\n  value # warmstart: ignore IC001\n")).toEqual(["IC001 key"]);
  });

  test("on a line of its own counts for the next field", () => {
    expect(read("x: 1\n# warmstart: ignore IC001\nb: 2\n")).toEqual(["IC001 b"]);
    expect(read("x: 1\n# warmstart: ignore IC001\n\n# more\nb:\n  c: 2\n")).toEqual(["IC001 b"]);
    expect(read("x: 1\nlist:\n  # warmstart: ignore IC001\n  - a: 1\n    b: 1\n")).toEqual(["IC001 list[0]"]);
    expect(read("x: 1\r\nlist:\r\n  # warmstart: ignore IC001\r\n  - a: 1\r\n")).toEqual(["IC001 list[0]"]);
  });

  test("before the first field counts for the whole resource", () => {
    expect(read("# warmstart: ignore IC001\n\na: 1\n")).toEqual(["IC001 all"]);
    expect(read("---\n# Copyright\n# warmstart: ignore IC001\na: 1\n")).toEqual(["IC001 all"]);
    expect(read("- # warmstart: ignore IC001\n  a: 1\n", "item")).toEqual(["IC001 all"]);
    expect(read("# warmstart: ignore IC001\n\n- a: 1\n", "item")).toEqual(["IC001 all"]);
    expect(read("--- # warmstart: ignore IC001\na: 1\n")).toEqual(["IC001 all"]);
  });

  test("behind the last field counts for nothing", () => {
    expect(read("a: 1\n# warmstart: ignore IC001\n")).toEqual(["IC001 -"]);
    expect(read("- a: 1\n# warmstart: ignore IC001\n", "item")).toEqual(["IC001 -"]);
  });

  test("names several rules, and the rest is the reason", () => {
    expect(read("a: 1 # warmstart: ignore IC001, IR002 IC3l2 because IC004\n")).toEqual([
      "IC001 a",
      "IR002 a",
      "IC3l2 a",
    ]);
    expect(read("a: 1 #warmstart:ignore ic001: see the wiki\n")).toEqual(["ic001 a"]);
    expect(read("a: 1 # warmstart: ignore invalid-image\n")).toEqual(["invalid-image a"]);
    expect(read("a: 1 # warmstart: ignore\n")).toEqual([" a"]);
  });

  test("with another word covers nothing, unless it is prose", () => {
    expect(read("a: 1 # warmstart: ignroe IC001\n")).toEqual(["IC001 - ignroe"]);
    expect(read("a: 1 # warmstart: see the wiki\n")).toEqual([]);
    expect(read("a: 1 # warmstart: see https://wiki.example/a=b (old)\n")).toEqual([]);
  });

  test("with its id written to the word covers nothing, and says so", () => {
    for (const word of ["ignore=IC001", "ignore:IC001", "ignore(IC001)", "ignore[IC001]", "skip=IC001:old"])
      expect(read(`a: 1 # warmstart: ${word} why\n`)).toEqual([`IC001 - ${word}`]);
  });

  test("is none inside of a text", () => {
    expect(read("a: |\n  # warmstart: ignore IC001\nb: 1\n")).toEqual([]);
    expect(read("a: 'x # warmstart: ignore IC001'\n")).toEqual([]);
    expect(read("a: x#warmstart:ignore IC001\n")).toEqual([]);
    expect(read("a: >\n  x\n\n  # warmstart: ignore IC001\n")).toEqual([]);
  });
});

test("an element of a list inside of a document has its own comments only", () => {
  const text = `kind: List
items: # warmstart: ignore IC000
# warmstart: ignore IC001
- a: 1 # warmstart: ignore IC002
  b: 2
# warmstart: ignore IC003
- a: 1
  b: 2 # warmstart: ignore IC004
# warmstart: ignore IC005
`;
  const items = outlined(text).root!.get("items")!.children();
  const found = items.map((item) => readSuppressions(item).map(({ id, covers }) => `${id} ${covers?.join(".")}`));
  expect(found).toEqual([
    ["IC001 ", "IC002 a"],
    ["IC003 ", "IC004 b"],
  ]);
});

const annotation = (value: string): string => `metadata:\n  annotations:\n    warmstart.dev/ignore: ${value}\n`;

test("an annotation counts for the whole resource", () => {
  expect(read(annotation("IC312"))).toEqual(["IC312 all"]);
  expect(read(annotation('"IC312, IC313 ir001,x"'))).toEqual(["IC312 all", "IC313 all", "ir001 all", "x all"]);
  expect(read(annotation(""))).toEqual([" all"]);
  expect(read(annotation("true"))).toEqual([" all"]);
  expect(read(POD("metadata: {labels: {warmstart.dev/ignore: IC312}}"))).toEqual([]);
  const template = "spec:\n  template:\n    metadata:\n      annotations:\n        warmstart.dev/ignore: IC312\n";
  expect(read(template)).toEqual(["IC312 -"]);
});

test("ten thousand of them take time in proportion", () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `k${index}: v # warmstart: ignore IC001\n`);
  expect(read(lines.join("")).length).toBe(10_000);
});
