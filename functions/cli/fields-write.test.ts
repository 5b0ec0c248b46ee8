import { beforeAll, describe, expect, test } from "bun:test";
import { loadLibrary } from "../lib/yaml/mod.ts";
import { addImageFields, type FieldRow } from "./fields-write.ts";

beforeAll(loadLibrary);

const SHOP: FieldRow = { group: "example.com", kind: "Shop", paths: ["spec.image", 'spec["a.b/c"].image'] };
const add = (text: string, ...rows: FieldRow[]): string => addImageFields(text, ["spec"], rows);

const BLOCK = `  imageFields:
    - group: example.com
      kind: Shop
      paths:
        - spec.image
        - spec["a.b/c"].image
`;

describe("without a list", () => {
  test("one is written behind the last key of the spec", () => {
    const text = "kind: ReplaceImages\nspec:\n  replacements: [] # none yet\n\n# the end\n";
    expect(add(text, SHOP)).toBe(`kind: ReplaceImages\nspec:\n  replacements: [] # none yet\n${BLOCK}\n# the end\n`);
  });

  test("the file's line breaks and its missing last one stay", () => {
    expect(add("spec:\r\n  a: 1\r\n", SHOP)).toBe(`spec:\r\n  a: 1\r\n${BLOCK.replaceAll("\n", "\r\n")}`);
    expect(add("spec:\n  a: 1", SHOP)).toBe(`spec:\n  a: 1\n${BLOCK.trimEnd()}`);
  });

  test("nested specs and deeper indentation are followed", () => {
    const text = "spec:\n    replaceImages:\n        a: 1\n    other: 2\n";
    const edited = addImageFields(text, ["spec", "replaceImages"], [{ ...SHOP, paths: ["spec.image"] }]);
    expect(edited).toBe(
      "spec:\n    replaceImages:\n        a: 1\n        imageFields:\n          - group: example.com\n            kind: Shop\n            paths:\n              - spec.image\n    other: 2\n",
    );
  });

  test("a block text behind which nothing may stand closer is no obstacle", () => {
    expect(add("spec:\n  note: |\n    text\n", SHOP)).toBe(`spec:\n  note: |\n    text\n${BLOCK}`);
  });
});

describe("with a list", () => {
  test("an empty one is filled, its comment stays", () => {
    expect(add("spec:\n  imageFields: [] # none\n  a: 1\n", SHOP)).toBe(
      `spec:\n${BLOCK.replace("imageFields:", "imageFields: # none")}  a: 1\n`,
    );
    expect(add("spec:\n  imageFields:\n", SHOP)).toBe(`spec:\n${BLOCK}`);
  });

  test("other kinds are added behind its last item, in its column", () => {
    const text = "spec:\n  imageFields:\n  - {kind: A, paths: [a]} # first\n  # tail\n  z: 1\n";
    expect(add(text, { ...SHOP, paths: ["spec.image"] })).toBe(
      "spec:\n  imageFields:\n  - {kind: A, paths: [a]} # first\n  - group: example.com\n    kind: Shop\n    paths:\n      - spec.image\n  # tail\n  z: 1\n",
    );
  });

  test.each([
    ["[spec.other]", "[spec.other, spec.image, 'spec[\"a.b/c\"].image']"],
    ["['spec.other' , ] # c", "['spec.other', spec.image, 'spec[\"a.b/c\"].image' , ] # c"],
    ["\n        - spec.other # c", '\n        - spec.other # c\n        - spec.image\n        - spec["a.b/c"].image'],
  ])("paths join those of their kind: %s", (paths, wanted) => {
    const text = `spec:\n  imageFields:\n    - kind: Shop\n      group: example.com\n      paths: ${paths}\n  a: 1\n`;
    expect(add(text, SHOP)).toBe(text.replace(`paths: ${paths}`, `paths: ${wanted}`));
  });

  test("several kinds are added at once", () => {
    const text =
      "spec:\n  imageFields:\n    - kind: Shop\n      paths: [x]\n    - kind: B\n      paths:\n        - y\n";
    const rows = [
      { ...SHOP, paths: ["s"] },
      { group: "g", kind: "B", paths: ["b"] },
      { group: "g", kind: "C", paths: ["c"] },
    ];
    expect(add(text, ...rows)).toBe(
      "spec:\n  imageFields:\n    - kind: Shop\n      paths: [x, s]\n    - kind: B\n      paths:\n        - y\n        - b\n    - group: g\n      kind: C\n      paths:\n        - c\n",
    );
  });

  test("what is there is not added again; an entry of another group is another kind", () => {
    const text = "spec:\n  imageFields:\n    - kind: Shop\n      paths: [spec.image]\n";
    expect(add(text, { ...SHOP, paths: ["spec.image"] })).toBe(text);
    const foreign = "spec:\n  imageFields:\n    - kind: Shop\n      group: other.example\n      paths: [spec.image]\n";
    expect(add(foreign, { ...SHOP, paths: ["spec.image"] })).toEndWith(
      "- group: example.com\n      kind: Shop\n      paths:\n        - spec.image\n",
    );
  });

  test("a second run changes nothing", () => {
    const once = add("spec:\n  a: 1\n", SHOP);
    expect(add(once, SHOP)).toBe(once);
  });
});

describe("nothing is written by guess", () => {
  test.each([
    ["a spec in braces", "spec: {a: 1}\n"],
    ["a list in brackets", "spec:\n  imageFields: [{kind: A, paths: [a]}]\n"],
    [
      "paths behind an alias",
      "spec:\n  x: &p [a]\n  imageFields:\n    - {kind: Shop, group: example.com, paths: *p}\n",
    ],
    ["no map", "spec: 5\n"],
    ["no spec", "kind: ReplaceImages\n"],
    ["no YAML", "spec: [\n"],
  ])("%s", (_, text) => {
    expect(() => add(text, SHOP)).toThrow();
  });
});
