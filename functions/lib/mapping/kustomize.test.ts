import { expect, test } from "bun:test";
import { FORMATS } from "./formats.ts";
import { MODELS } from "./testing/models.ts";

/** An export of `from` → `to`, whole names only. */
function exported(names: Readonly<Record<string, string>>, images: readonly string[]) {
  const replacements = Object.entries(names).map(([repositoryPrefix, replaceWith]) => ({
    repositoryPrefix,
    replaceWith,
  }));
  const mapping = { match: "prefix", normalize: false, replacements } as const;
  return FORMATS.kustomize.export(mapping, {
    name: "",
    images,
    rewrittenAgain: new Set(),
    replace: (image) => {
      const rule = replacements.findIndex(({ repositoryPrefix }) => repositoryPrefix === image);
      return rule < 0 ? undefined : { image: replacements[rule]?.replaceWith ?? "", rule };
    },
  });
}

test("what rewrites a new name stands before what writes it", () => {
  const written = exported({ a: "b", b: "c", c: "d" }, ["a:1", "b", "c:2"]);
  expect(written.notes).toEqual([]);
  expect(["a:1", "b", "c"].map((image) => MODELS.kustomize(written, image))).toEqual(["b:1", "c", "d"]);
});

test("names that are exchanged cannot be, and all of them are said", () => {
  const { notes } = exported({ a: "b", b: "a", x: "y" }, ["a", "b", "x"]);
  expect(notes.map(({ at, level }) => `${at} ${level}`)).toEqual(["0 changed", "1 changed"]);
});

test("a dot stands for any character", () => {
  const names = { "harbor.domain/x": "m.example/x" };
  expect(exported(names, ["harbor.domain/x", "harbor.domain/y"]).notes).toEqual([]);
  expect(exported(names, ["harbor.domain/x:1", "harbor-domain/x:2"]).notes).toEqual([
    {
      level: "changed",
      at: 0,
      message: '"harbor-domain/x" is replaced like "harbor.domain/x": a dot there is any character',
    },
  ]);
});

test("a replacement without an image is left out", () => {
  const { files, notes } = exported({ a: "b" }, ["z"]);
  expect([files, notes.map(({ level }) => level)]).toEqual([[], ["left-out"]]);
});

test("an IPv6 address is a pattern, so what is called after one is left out", () => {
  const { files, notes } = exported({ "[::1]:5000/x": "m.example/x", a: "b" }, ["[::1]:5000/x", "a"]);
  expect([files.length, notes.map(({ level, at, message }) => `${at} ${level} ${message}`)]).toEqual([
    1,
    ['0 left-out "[::1]:5000/x" cannot be named: brackets stand for a choice of characters there'],
  ]);
});
