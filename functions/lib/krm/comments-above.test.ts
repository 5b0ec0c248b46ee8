import { expect, test } from "bun:test";
import { cutList, isRefusal } from "../yaml/mod.ts";
import { withCommentsAbove } from "./comments-above.ts";

function pieces(text: string): string[] {
  const cut = cutList(text, "items");
  if (cut === undefined || isRefusal(cut)) throw new Error("no list");
  return withCommentsAbove(text, cut.items).map(({ start, end }) => text.slice(start, end));
}

test("comments above a dash go with its item, over empty lines", () => {
  const text = "items: # warmstart: ignore\n# 1\n\n# 2\n- a: 1\n\n# 3\n\n- b: 1\n# end\n";
  expect(pieces(text)).toEqual(["# 1\n\n# 2\n- a: 1\n\n", "# 3\n\n- b: 1\n# end\n"]);
  expect(pieces(text.replaceAll("\n", "\r\n"))).toEqual([
    "# 1\r\n\r\n# 2\r\n- a: 1\r\n\r\n",
    "# 3\r\n\r\n- b: 1\r\n# end\r\n",
  ]);
});

test("what is deeper than the dash stays, because it may be part of a text", () => {
  const text = "items:\n  # warmstart: ignore 1\n  - a: |\n      x\n   # text\n  # 2\n  - b: 1\n# 3\n";
  expect(pieces(text)).toEqual(["  # warmstart: ignore 1\n  - a: |\n      x\n   # text\n", "  # 2\n  - b: 1\n# 3\n"]);
  expect(pieces("items:\n- |\n warmstart:\n # 1\n- b\n")).toEqual(["- |\n warmstart:\n # 1\n", "- b\n"]);
});

test("lists in brackets, and lists without such comments, are cut as they were", () => {
  expect(pieces('{"items": [{"warmstart:": 1}, {"b": 1}]}')).toEqual(['{"warmstart:": 1}', '{"b": 1}']);
  expect(pieces("items:\n# 1\n- a: 1\n# 2\n- b: 1\n")).toEqual(["- a: 1\n# 2\n", "- b: 1\n"]);
});
