import { expect, test } from "bun:test";
import { isRefusal, outline } from "../yaml/mod.ts";
import { silencer } from "./mod.ts";

function itemOf(text: string): {
  readonly root: NonNullable<Exclude<ReturnType<typeof outline>, { refused: unknown }>["root"]>;
} {
  const read = outline(text);
  if (isRefusal(read) || read.root === undefined) throw new Error("must be a document");
  return { root: read.root };
}

test("tells by path or by node, and by nothing for the whole resource", () => {
  const isSilenced = silencer();
  const item = itemOf("# warmstart: ignore IR014\nspec:\n  image: a # warmstart: ignore IR018\n  other: b\n");
  const image = item.root.find(["spec", "image"])!;
  expect(isSilenced("IR018", { item, path: ["spec", "image"] })).toBe(true);
  expect(isSilenced("IR018", { item, node: image })).toBe(true);
  expect(isSilenced("IR018", { item, node: item.root.find(["spec", "other"])! })).toBe(false);
  expect(isSilenced("IR018", { item })).toBe(false);
  expect(isSilenced("IR014", { item })).toBe(true);
  expect(isSilenced("IR014", { path: ["spec"] })).toBe(false);
});

test("a node of another text counts for the whole resource", () => {
  const isSilenced = silencer();
  const item = itemOf("# warmstart: ignore IR014\ndata: 1\nspec: 2 # warmstart: ignore IR018\n");
  const node = itemOf("spec: 2\n").root.get("spec")!;
  expect(isSilenced("IR014", { item, node })).toBe(true);
  expect(isSilenced("IR018", { item, node })).toBe(false);
});
