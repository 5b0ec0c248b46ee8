import { beforeAll, expect, test } from "bun:test";
import { loadLibrary } from "../yaml/mod.ts";
import { type Item, openEmbedded } from "./mod.ts";
import { readUnit } from "./read-items.ts";
import { ResultList } from "./results.ts";
import { readSource } from "./source.ts";

beforeAll(loadLibrary);

/** A resource with a text in `data.file`, as of line 3 of its file. */
function holder(text: string, style = "|"): { item: Item; results: ResultList } {
  const results = new ResultList();
  const block = style === "|" ? `|\n${text.replace(/^(?=.)/gm, "    ")}` : `${JSON.stringify(text)}\n`;
  const [unit] = readSource(`kind: ConfigMap\ndata:\n  file: ${block}`).units;
  const [item] = readUnit(unit!, false, { path: "c.yaml", source: 0 }, results);
  return { item: item!, results };
}

const TEXT = `# pods
apiVersion: v1
kind: Pod
metadata: {name: a}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Pod, metadata: {name: b}}
---
image: c # no resource
---
a: 1
a: 2
---
just words
`;

test("documents and the elements of lists are items, with edits that keep every other byte", () => {
  const { item } = holder(TEXT);
  const embedded = openEmbedded(TEXT, item);
  expect(embedded.items.map(({ kind, name }) => `${kind}/${name}`)).toEqual(["Pod/a", "Pod/b", "/"]);
  for (const [index, each] of embedded.items.entries()) each.set(["image"], `new-${index}`);
  const expected = TEXT.replace("{name: a}\n", "{name: a}\nimage: new-0\n")
    .replace("{name: b}}", "{name: b}, image: new-1}")
    .replace("image: c", "image: new-2");
  expect(embedded.text()).toBe(expected);
});

test("what cannot be read comes back as it is, with its line in the text", () => {
  const { item } = holder(TEXT);
  const { unread } = openEmbedded(TEXT, item);
  expect(unread.map(({ refusal, text }) => [refusal.refused, refusal.line, text])).toEqual([
    ["duplicate-key", 14, "a: 1\na: 2\n"],
  ]);
  const utf16 = openEmbedded("a\0b", item);
  expect([utf16.items, utf16.unread.length, utf16.text()]).toEqual([[], 1, "a\0b"]);
});

test.each([
  ["|", 12],
  ['"', 3],
])("results stand at the field, with the line in a block: %s", (style, line) => {
  const { item, results } = holder(TEXT, style as string);
  const embedded = openEmbedded(TEXT, item);
  const [, second, third] = embedded.items;
  embedded.results.add("warning", "rule", "must be", { item: second!, path: ["metadata", "name"], tags: { x: "y" } });
  embedded.results.add("info", "", "is", { item: third! });
  embedded.report({ item, path: ["data", "file"] }, results);
  expect(results.list).toEqual([
    {
      message: "embedded Pod/b `metadata.name`: must be",
      severity: "warning",
      resourceRef: { apiVersion: "", kind: "ConfigMap", name: "" },
      field: { path: "data.file", currentValue: "b" },
      file: { path: "c.yaml", index: 0 },
      tags: { rule: "rule", x: "y" },
      line: line as number,
    },
    {
      message: "embedded: is",
      severity: "info",
      resourceRef: { apiVersion: "", kind: "ConfigMap", name: "" },
      field: { path: "data.file" },
      file: { path: "c.yaml", index: 0 },
      line: style === "|" ? 14 : 3,
    },
  ]);
});
