import { beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { isRefusal, loadLibrary, outline } from "./mod.ts";
import { type Edit, checkEdits } from "./testing/check-edits.ts";
import type { Node } from "./node.ts";

beforeAll(loadLibrary);

const key = fc.constantFrom(
  "name",
  "image",
  "k8s.aliyun.com/eci-imc-id",
  "on",
  "1",
  "a b",
  "labels",
  "annotations",
  "spec",
  "x: y",
  "é",
  "it's",
);
const string = fc.oneof(
  fc.constantFrom(
    "nginx:1.27",
    "true",
    "yes",
    "012",
    "",
    "a: b",
    "a #b",
    "- x",
    "{x}",
    "x, y",
    "it's",
    'say "x"',
    "line\nbreak\n",
    " lead",
    "\ttab",
    "null",
    "2001-01-01",
    "[1]",
    "*x",
    "\u2028",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const { data } = fc.letrec<{ data: Record<string, unknown>; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    string,
    fc.constantFrom(null, true, 3),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("data"),
  ),
  data: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
}));

/** Ways to lay out the same data. */
const LAYOUTS: Readonly<Record<string, (value: unknown) => string>> = {
  LF: (value) => stringify(value, { lineWidth: 0 }),
  "LF, folded": (value) => stringify(value, { lineWidth: 12 }),
  "LF, lists flush with their keys": (value) => stringify(value, { indentSeq: false, nullStr: "" }),
  "LF, indentation 4": (value) => stringify(value, { indent: 4, nullStr: "~" }),
  CRLF: (value) => stringify(value, { lineWidth: 0 }).replaceAll("\n", "\r\n"),
  "no final newline": (value) => stringify(value, { blockQuote: false }).trimEnd(),
  comments: (value) =>
    stringify(value, { blockQuote: false, lineWidth: 0 }).replaceAll(/$/gm, " # c").replaceAll("\n", "\n# above\n"),
  "JSON on one line": (value) => JSON.stringify(value),
  "JSON over lines": (value) => `${JSON.stringify(value, undefined, 2)}\n`,
  brackets: (value) => stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }),
  "brackets over lines": (value) => `${stringify(value, { collectionStyle: "flow", lineWidth: 20 })}`,
  "a list item": (value) => stringify([value]),
  "an indented list item": (value) =>
    `  ${stringify([value], { indentSeq: false, lineWidth: 0, blockQuote: false }).trimEnd().replaceAll("\n", "\n  ")}\n`,
};

/** Calls that are tied to nodes by number. */
const call = fc.record({
  node: fc.nat(200),
  kind: fc.constantFrom("set", "set", "insert", "insert", "insert", "remove", "rename"),
  below: fc.array(key, { minLength: 1, maxLength: 3 }),
  value: string,
});

function nodesOf(root: Node | undefined): Node[] {
  return root === undefined ? [] : [root, ...root.children().flatMap(nodesOf)];
}

function toEdit(
  nodes: readonly Node[],
  { node, kind, below, value }: { node: number; kind: string; below: string[]; value: string },
): Edit {
  const { path } = nodes[node % nodes.length]!;
  if (kind === "insert") return { kind: "set", path: [...path, ...below], value };
  if (kind === "rename") return { kind: "rename", path, key: below[0]! };
  return kind === "set" ? { kind: "set", path, value } : { kind: "remove", path };
}

describe("edits do what they say, leave every other byte, and change nothing when made again", () => {
  test.each(Object.keys(LAYOUTS))(
    "%s",
    (layout) => {
      let made = 0;
      fc.assert(
        fc.property(data, fc.array(call, { minLength: 1, maxLength: 4 }), (value, calls) => {
          const text = LAYOUTS[layout]!(value);
          const read = outline(text);
          fc.pre(!isRefusal(read) && read.root !== undefined);
          if (isRefusal(read)) return;
          const edits = calls.map((one) => toEdit(nodesOf(read.root), one));
          const report = checkEdits(text, edits);
          if (report.problem !== undefined)
            throw new Error(`${report.problem}\n${text}\n${JSON.stringify(edits)}\n${report.text}`);
          made += edits.length - report.refused.length;
        }),
        { numRuns: 300 },
      );
      expect(made).toBeGreaterThan(100);
    },
    30_000,
  );
});
