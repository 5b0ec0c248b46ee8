import { beforeAll, describe, expect, test } from "bun:test";
import { Lines, type ListCut, cutList, isRefusal, loadLibrary, outline } from "./mod.ts";

beforeAll(loadLibrary);

/** What the slices hold, with their lines; the codes of refusals. */
function cut(text: string): unknown {
  const result = cutList(text, "items");
  if (result === undefined || isRefusal(result)) return result?.refused;
  const value = (span: { start: number; end: number }): unknown => {
    const slice = outline(text.slice(span.start, span.end));
    return isRefusal(slice) ? slice.refused : slice.root?.toJS();
  };
  const entries = [...result.entries].map(([key, span]) => [key, (value(span) as Record<string, unknown>)[key]]);
  const lines = new Lines(text);
  return {
    items: result.items.map((item) => [lines.at(item.start), value(item)]),
    entries: Object.fromEntries(entries),
  };
}

const two = [{ a: 1 }, { b: [2] }];

describe("one list, many layouts", () => {
  test.each([
    ["dashes at column 0", "kind: L\nitems:\n- a: 1\n- b: [2]\n", [3, 4]],
    ["dashes deeper", "kind: L\nitems:\n   - a: 1\n   - b: [2]\n", [3, 4]],
    ["the list first, comments at column 0", "items: # c\n# d\n\n- a: 1\n# e\n- b:\n  - 2\n# f\nkind: L\n", [4, 6]],
    ["comments at column 0 among deeper dashes", "items:\n# d\n  - a: 1\n# e\n  - b:\n    - 2\nkind: L\n", [3, 5]],
    ["CRLF and a marker", "---\r\nkind: L\r\nitems:\r\n- a: 1\r\n- b: [2]\r\n", [4, 5]],
    ["a tab behind a dash at column 0", "kind: L\nitems:\n- a: 1\n-\t{b: [2]}\n", [3, 4]],
    ["a tab behind a deeper dash", "kind: L\nitems:\n  - a: 1\n  -\t{b: [2]}\n", [3, 4]],
    ["a dash alone", "items:\n-\n  a: 1\n-\n  b: [2]\nkind: L\n", [2, 4]],
    ["brackets", "kind: L\nitems: [{a: 1}, {b: [2]}]\n", [2, 2]],
    ["brackets over lines", "items: [{a: 1},\n  {b:\n    [2]},\n  ] # c\nkind: L\n", [1, 2]],
    ["JSON on one line", `{"kind":"L","items":[{"a":1},{"b":[2]}]}`, [1, 1]],
    [
      "JSON over lines",
      `{\n  "kind": "L",\n  "items": [\n    {\n      "a": 1\n    },\n    {"b": [\n 2]}\n  ]\n}\n`,
      [4, 7],
    ],
    ["an anchor on the list", "kind: L\nitems: &x\n- a: 1\n- b: [2]\n", [3, 4]],
    ["quoted keys", `"kind": L\n'items':\n- a: 1\n- b: [2]\n`, [3, 4]],
    ["a root that is indented", "  kind: L\n  items:\n  - a: 1\n  - b: [2]\n", [3, 4]],
    ["brackets with comments", "{kind: L, items: [{a: 1}, # c\n  {b: [2]}]}\n", [1, 2]],
  ])("%s", (_name, text, lines) => {
    expect(cut(text)).toEqual({
      items: two.map((item, index) => [lines[index], item]),
      entries: { kind: "L", items: two },
    });
  });
});

test.each([
  ["items: []\nkind: L\n", [], { kind: "L", items: [] }],
  ["items:\nkind: L\n", [], { kind: "L", items: null }],
  ["items: null # c\nkind: L\n", [], { kind: "L", items: null }],
  ["items: {}\nkind: L\n", [], { kind: "L", items: {} }],
  ["kind: L\nfunctionConfig:\n- a\n", [], { kind: "L", functionConfig: ["a"] }],
  [`{"kind": "L", "items": []}`, [], { kind: "L", items: [] }],
])("no items: %j", (text, items, entries) => {
  expect(cut(text)).toEqual({ items, entries });
});

test("one odd item costs only itself", () => {
  const text = "items:\n- a: 1\n- b: &x 2\n  c: *x\n- d: {{ e }}\n- f: 1\n  f: 2\n- g: '\n- h: 3\nkind: L\n";
  expect((cut(text) as { items: unknown }).items).toEqual([
    [2, { a: 1 }],
    [3, { b: 2, c: 2 }],
    [5, "template"],
    [6, "duplicate-key"],
    [8, "syntax"],
    [9, { h: 3 }],
  ]);
});

test("dashes in block scalars and nested lists are no items", () => {
  const text = "items:\n  - a: |\n      - x\n    b:\n      - y\n  - c:\n    - d\n";
  expect((cut(text) as { items: unknown }).items).toEqual([
    [2, { a: "- x\n", b: ["y"] }],
    [6, { c: ["d"] }],
  ]);
});

test("items in brackets end with their text", () => {
  for (const text of ["items: [ a b , {c: d} , 'e' ]\n", "{items: [ a b , {c: d} , 'e' ]}"]) {
    const { items } = cutList(text, "items") as ListCut;
    expect(items.map(({ start, end }) => text.slice(start, end))).toEqual(["a b", "{c: d}", "'e'"]);
  }
});

test("the list is where it is", () => {
  const text = "a: b\nitems:\n- c\n- d\ne: f\n";
  const { list, entries } = cutList(text, "items") as ListCut;
  expect(text.slice(list!.start, list!.end)).toBe("- c\n- d\n");
  expect(text.slice(entries.get("e")!.start, entries.get("e")!.end)).toBe("e: f\n");
});

test.each([
  ["- a\n- b\n", undefined],
  ["text\n", undefined],
  ["", undefined],
  ["items: [a\n", "syntax"],
  ["items:\n- a\nitems:\n- b\n", "duplicate-key"],
  [`{"items": [], "items": []}`, "duplicate-key"],
  ["{{ if }}\nitems:\n- a\n", "template"],
  ["a: &x [b]\nitems: *x\n", "alias"],
  ["items:\r- a", "lone-cr"],
  ["items:\n  - a: 1\n- b: 2\n", "syntax"],
])("no list: %j", (text, code) => {
  expect(cut(text)).toBe(code as never);
});

test("a hundred thousand items are cut before the runner gives up, as quadratic time would not", () => {
  const text = `kind: L\nitems:\n${"- metadata:\n    name: x\n  spec:\n    image: y\n".repeat(100_000)}`;
  expect((cutList(text, "items") as ListCut).items).toHaveLength(100_000);
}, 5000);
