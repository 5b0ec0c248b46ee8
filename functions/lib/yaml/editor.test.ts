import { beforeAll, describe, expect, test } from "bun:test";
import { Editor, type Outline, type Refusal, SpliceError, isRefusal, loadLibrary, outline, parsePath } from "./mod.ts";
import { KEY_END, STRIDE, VALUE_END, VALUE_START } from "./table.ts";

beforeAll(loadLibrary);

function editor(text: string): Editor {
  const read = outline(text);
  if (isRefusal(read)) throw new Error(read.message);
  return new Editor(read);
}

/** The text after `edits`, given as `path = value`, `- path` (remove) or `path -> key` (rename). */
function edit(text: string, ...edits: string[]): string {
  const on = editor(text);
  for (const call of edits) {
    const refusal = perform(on, call);
    if (refusal !== undefined) throw new Error(`${refusal.refused}: ${refusal.message}`);
  }
  const result = on.apply().text;
  expect(on.changed).toBe(result !== text);
  return result;
}

function perform(on: Editor, call: string): Refusal | undefined {
  const [path, value] = call.split(" = ");
  if (value !== undefined) return on.set(parsePath(path!), value);
  const [from, to] = call.split(" -> ");
  return to === undefined ? on.remove(parsePath(call.slice(2))) : on.renameKey(parsePath(from!), to);
}

describe("replacing a scalar", () => {
  test.each([
    ["keeps double quotes and the comment", 'a: "x"   # c\n', "a = y", 'a: "y"   # c\n'],
    ["keeps single quotes", "a: 'x'\n", "a = it's", "a: 'it''s'\n"],
    ["keeps what has no quotes behind a key that has them", '{"a": x, "b": y}', "a = z", '{"a": z, "b": y}'],
    ["keeps single quotes behind a key in double quotes", `{"a": 'x', "b": y}`, "a = z", `{"a": 'z', "b": y}`],
    ["writes JSON where a number was", '{"a": 1, "b": 2}', "a = z", '{"a": "z", "b": 2}'],
    ["keeps plain text", "image: nginx:1.27 # c\n", "image = nginx:1.28", "image: nginx:1.28 # c\n"],
    ["quotes what YAML 1.1 reads as a boolean", "a: x\n", "a = on", 'a: "on"\n'],
    ["quotes what is a number", "a: x\n", "a = 012", 'a: "012"\n'],
    ["makes a boolean a string", "a: true\n", "a = true", 'a: "true"\n'],
    ["makes a YAML 1.1 boolean a string", "a: yes\n", "a = yes", 'a: "yes"\n'],
    ["leaves an equal string alone", "a: 'true'\nb: x\n", "a = true", "a: 'true'\nb: x\n"],
    ["of a literal block", "a: |\n  x\n  y\n\nb: 1\n", "a = z", "a: z\n\nb: 1\n"],
    ["of a folded block at the end", "a: >-\n  x\n  y", "a = z", "a: z"],
    ["of a block that keeps blank lines", "a: |+\n  x\n\nb: 1\n", "a = z", "a: z\nb: 1\n"],
    ["over several lines", "a: x\n  y\nb: 'c\n\n  d'\n", "a = z", "a: z\nb: 'c\n\n  d'\n"],
    ["on a line of its own", "a:\n  # why\n  x # c\n", "a = z", "a:\n  # why\n  z # c\n"],
    ["in brackets", "a: {b: x, c: [y]}\n", "a.c[0] = p, q", 'a: {b: x, c: ["p, q"]}\n'],
    ["in JSON", '{"a": true}', "a = x", '{"a": "x"}'],
    ["in a list", "- a\n- b\n", "[1] = c", "- a\n- c\n"],
    ["with CRLF", "a: x\r\nb: y\r\n", "a = z", "a: z\r\nb: y\r\n"],
    ["behind a byte order mark", "\ufeffa: x\n", "a = z", "\ufeffa: z\n"],
    ["beside an anchor of no use", "a: &x b\n", "a = z", "a: &x z\n"],
    ["where nothing is written", "a: # c\nb: 1\n", "a = z", "a: z # c\nb: 1\n"],
    ["where nothing is written in brackets", "{a: , b: }", "b = z", "{a: , b: z }"],
    ["where no colon is written in brackets", "{a, b}", "a = z", "{a: z, b}"],
    ["in an empty list item", "-\n- a\n", "[0] = z", "- z\n- a\n"],
    ["of a written null", "a: null # c\n", "a = z", "a: z # c\n"],
  ])("%s", (_name, text, call, expected) => {
    expect(edit(text, call)).toBe(expected);
  });
});

describe("adding an entry", () => {
  test.each([
    [
      "behind the last one and its comment",
      "m:\n  a: 1 # one\n  # after\nz: 1\n",
      "m.b = v",
      "m:\n  a: 1 # one\n  b: v\n  # after\nz: 1\n",
    ],
    [
      "below comments that stand deeper",
      "m:\n  a:\n    b: c\n    # d: e\n\n      # f\n\n  # of m\n    # g\nz: 1\n",
      "m.b = v",
      "m:\n  a:\n    b: c\n    # d: e\n\n      # f\n  b: v\n\n  # of m\n    # g\nz: 1\n",
    ],
    [
      "below comments at the end, with CRLF",
      "m:\r\n  - a: b\r\n    # c\r\n\r\n    # d",
      "k = v",
      "m:\r\n  - a: b\r\n    # c\r\n\r\n    # d\r\nk: v",
    ],
    [
      "below tabs that only plain text may stand above",
      "m:\n  a: b\n   \t\n\n    \t# c\nz: 1\n",
      "m.k = true",
      'm:\n  a: b\n   \t\n\n    \t# c\n  k: "true"\nz: 1\n',
    ],
    [
      "below a comment of a block",
      "m:\n  a: |\n      b\n    # c\n# d\n",
      "m.k = v",
      "m:\n  a: |\n      b\n    # c\n  k: v\n# d\n",
    ],
    [
      "above a block at the end, below what is deeper",
      "a:\n  b: c\n  # d\n# of s\ns: |\n  t",
      "k = v",
      "a:\n  b: c\n  # d\nk: v\n# of s\ns: |\n  t",
    ],
    ["at the end without a line break", "m:\n  a: 1", "m.b = v", "m:\n  a: 1\n  b: v"],
    ["with CRLF", "m:\r\n  a: 1\r\nz: 1\r\n", "m.b = v", "m:\r\n  a: 1\r\n  b: v\r\nz: 1\r\n"],
    ["with CRLF at the end", "m:\r\n  a: 1", "m.b = v", "m:\r\n  a: 1\r\n  b: v"],
    ["with the last line break of several kinds", "# c\r\nm:\n  a: 1", "m.b = v", "# c\r\nm:\n  a: 1\n  b: v"],
    ["with a CR LF only above", "m:\r\n  a: 1\r\n  c: d", "m.b = v", "m:\r\n  a: 1\r\n  c: d\r\n  b: v"],
    [
      "behind a nested value",
      "m:\n  a:\n    - b\n    - c: d\n      e: # f\nz: 1\n",
      "m.x = v",
      "m:\n  a:\n    - b\n    - c: d\n      e: # f\n  x: v\nz: 1\n",
    ],
    [
      "to a list item",
      "- name: x\n  image: y\n- name: z\n",
      "[1].image = i",
      "- name: x\n  image: y\n- name: z\n  image: i\n",
    ],
    ["to a list item deeper in", "a:\n    - name: x\n", "a[0].image = i", "a:\n    - name: x\n      image: i\n"],
    ["behind a literal block", "d:\n  s: |\n    t\n\n\nz: 1\n", "d.k = v", "d:\n  s: |\n    t\n  k: v\n\n\nz: 1\n"],
    [
      "behind a block that keeps blank lines",
      "d:\n  s: |+\n    t\n\nz: 1\n",
      "d.k = v",
      "d:\n  s: |+\n    t\n\n  k: v\nz: 1\n",
    ],
    ["behind a stripped block at the end", "s: |-\n  t", "k = v", "s: |-\n  t\nk: v"],
    ["above a block at the end", "a: 1 # one\n# of s\ns: |\n  t", "k = v", "a: 1 # one\nk: v\n# of s\ns: |\n  t"],
    [
      "above a deep block at the end",
      "m:\n  a:\n    b: c\n  l:\n  - s: >\n      t",
      "m.k.x = v",
      "m:\n  a:\n    b: c\n  k:\n    x: v\n  l:\n  - s: >\n      t",
    ],
    [
      "above the only entry",
      "m: # c\r\n  # of s\r\n  s: |\r\n    t",
      "m.k = v",
      "m: # c\r\n  k: v\r\n  # of s\r\n  s: |\r\n    t",
    ],
    ["to an item above a block at the end", "- a: 1\n  s: |\n    t", "k = v", "- a: 1\n  k: v\n  s: |\n    t"],
    ["behind quotes over several lines", "a: 'x\n  y' # c\nz: 1\n", "b = v", "a: 'x\n  y' # c\nz: 1\nb: v\n"],
    [
      "to nothing, with a comment",
      "metadata:\n  annotations: # none\n  name: x\n",
      'metadata.annotations["a/b"] = v',
      "metadata:\n  annotations: # none\n    a/b: v\n  name: x\n",
    ],
    [
      "to nothing, at the end",
      "metadata:\n  annotations:",
      "metadata.annotations.a = v",
      "metadata:\n  annotations:\n    a: v",
    ],
    [
      "to braces",
      "metadata:\n  annotations: {} # none\n  name: x\n",
      "metadata.annotations.a = v",
      "metadata:\n  annotations: # none\n    a: v\n  name: x\n",
    ],
    ["to braces on their own line", "a:\n  {}\nb: 1\n", "a.k = v", "a:\n  {k: v}\nb: 1\n"],
    ["to braces in a list", "- {}\n- a\n", "[0].k = v", "- {k: v}\n- a\n"],
    ["to a written null", "a: null # c\nb: ~\n", "a.k = v", "a: # c\n  k: v\nb: ~\n"],
    ["to a written null on its own line", "a:\n  null\n", "a.k = v", "a:\n  {k: v}\n"],
    [
      "with its parents",
      "metadata:\n    name: x\nspec: {}\n",
      'metadata.annotations["a/b"] = true',
      'metadata:\n    name: x\n    annotations:\n        a/b: "true"\nspec: {}\n',
    ],
    ["at the root of a list item", "  - name: z\n", "image = i", "  - name: z\n    image: i\n"],
    ["above an end marker", "---\na: 1\n...\n", "b = v", "---\na: 1\nb: v\n...\n"],
    ["to a map of quoted keys", `m:\n  "a": 1\n`, "m.b = v", `m:\n  "a": 1\n  b: v\n`],
    ["with a key that needs quotes", "a: b\n", 'on["x: y"] = v', 'a: b\n"on":\n  "x: y": v\n'],
    [
      "to braces with entries",
      "m: {name: x, labels: {a: b}}\n",
      "m.labels.c = d,e",
      'm: {name: x, labels: {a: b, c: "d,e"}}\n',
    ],
    ["to spaced braces", "m: { a: b }\n", "m.c = d", "m: { a: b, c: d }\n"],
    ["to braces with a trailing comma", "m: {\n  a: 1,\n}\n", "m.b = v", "m: {\n  a: 1,\n  b: v,\n}\n"],
    ["to braces behind nothing", "m: {a:\n  }\n", "m.b = v", "m: {a: , b: v\n  }\n"],
    ["to braces behind a tag alone", "m: {a: !!str }\n", "m.b = v", "m: {a: !!str , b: v }\n"],
    ["to braces behind a key alone", "m: {a}\n", "m.b = v", "m: {a, b: v}\n"],
    ["to nothing in braces", "m: {a: , b: c}\n", "m.a.k = v", "m: {a: {k: v} , b: c}\n"],
    ["with its parents in braces", "m: {a: b}\n", "m.x.w = v", "m: {a: b, x: {w: v}}\n"],
    ["to JSON", '{\n  "m": {\n    "a": 1\n  }\n}\n', "m.b = v", '{\n  "m": {\n    "a": 1,\n    "b": "v"\n  }\n}\n'],
    [
      "with its parents to JSON",
      '{\n  "m": {\n    "a": 1,\n    "e": {}\n  }\n}',
      "m.e.k = v",
      '{\n  "m": {\n    "a": 1,\n    "e": {\n      "k": "v"\n    }\n  }\n}',
    ],
    [
      "to null in JSON",
      '{\n  "m": {\n    "a": null\n  }\n}',
      "m.a.k = v",
      '{\n  "m": {\n    "a": {\n      "k": "v"\n    }\n  }\n}',
    ],
    ["to compact JSON", '{"m":{"a":1,"e":{}}}', "m.x.y = v", '{"m":{"a":1,"e":{},"x":{"y":"v"}}}'],
    ["to spaced JSON", '{"m": {"a": 1}}', "m.x.y = v", '{"m": {"a": 1, "x": {"y": "v"}}}'],
  ])("%s", (_name, text, call, expected) => {
    expect(edit(text, call)).toBe(expected);
  });

  test("several, in the order of the calls, sharing missing parents", () => {
    const calls = ["m.annotations.b = 2", "m.labels.x = w", "m.annotations.a = 1", "m.name = v"];
    expect(edit("m:\n  k: v\nz: 1\n", ...calls)).toBe(
      'm:\n  k: v\n  annotations:\n    b: "2"\n    a: "1"\n  labels:\n    x: w\n  name: v\nz: 1\n',
    );
    expect(edit(`{"m":{"k":"v"}}`, ...calls)).toBe(
      `{"m":{"k":"v","annotations":{"b":"2","a":"1"},"labels":{"x":"w"},"name":"v"}}`,
    );
  });

  test("to several maps that end on the same line, the inner ones first", () => {
    expect(edit("a:\n  b:\n    c:\n      d: e", "x = 1st", "a.x = 2nd", "a.b.c.x = 4th", "a.b.x = 3rd")).toBe(
      "a:\n  b:\n    c:\n      d: e\n      x: 4th\n    x: 3rd\n  x: 2nd\nx: 1st",
    );
  });

  test("above a block at the end, in two places at once", () => {
    const text = "m:\n  a:\n    b: c\n  l:\n  - s: >\n      t";
    const expected = "m:\n  a:\n    b: c\n    o: w\n  k:\n    x: v\n  l:\n  - s: >\n      t";
    expect(edit(text, "m.k.x = v", "m.a.o = w")).toBe(expected);
    expect(edit(text, "m.a.o = w", "m.k.x = v")).toBe(expected);
  });
});

describe("removing an entry", () => {
  test.each([
    [
      "takes its line and its comment, not the comment above",
      "a: 1\n# about b\nb: 2 # b\nc: 3\n",
      "- b",
      "a: 1\n# about b\nc: 3\n",
    ],
    ["takes what is below it", "a:\n  b:\n  - c # d\n  # e\n\nf: 1\n", "- a", "  # e\n\nf: 1\n"],
    ["at the end without a line break", "a: 1\r\nb: 2", "- b", "a: 1\r\n"],
    ["that is the only one", "m:\n  a:\n    k: v\n  b: 1\n", "- m.a.k", "m:\n  a: {}\n  b: 1\n"],
    [
      "that is the only one, among comments",
      "m: # c\n  # d\n  a: 1 # e\n  # f\nz: 1\n",
      "- m.a",
      "m: {} # c\n  # d\n  # f\nz: 1\n",
    ],
    ["that is the only one of a list item", "- a: 1 # c\n- b\n", "- [0].a", "- {} # c\n- b\n"],
    [
      "that is the only one of a list item, below a comment with a colon",
      "- # c:\n  a: 1\n- b\n",
      "- [0].a",
      "- # c:\n  {}\n- b\n",
    ],
    ["that is the only one of the root", "# c\na: 1\n", "- a", "# c\n{}\n"],
    ["that shares its line with a dash", "- a: 1\n  b: 2\n- x\n", "- [0].a", "- b: 2\n- x\n"],
    [
      "that shares its line with a dash, comment and nested value",
      "- a: # c\n    d: e\n  b: 2\n- x\n",
      "- [0].a",
      "- b: 2\n- x\n",
    ],
    ["in braces, the first", "m: {a: 1, b: 2, c: 3}\n", "- m.a", "m: {b: 2, c: 3}\n"],
    ["in braces, the last", "m: {a: 1, b: 2 }\n", "- m.b", "m: {a: 1 }\n"],
    ["in braces, behind nothing", "m: {a: , b: 1}\n", "- m.b", "m: {a: }\n"],
    ["in braces, the only one", "m: { a: 1 }\n", "- m.a", "m: {}\n"],
    ["in JSON", '{\n  "a": 1,\n  "b": 2\n}\n', "- b", '{\n  "a": 1\n}\n'],
    ["that is absent", "a: 1\n", "- b", "a: 1\n"],
    ["below what is absent", "a: 1\nb:\n", "- b.c.d", "a: 1\nb:\n"],
    ["behind a block scalar", "a: |+\n  x\n\nb: 1", "- b", "a: |+\n  x\n\n"],
  ])("%s", (_name, text, call, expected) => {
    expect(edit(text, call)).toBe(expected);
  });

  test("several at a time", () => {
    expect(edit("- a: 1\n  b: 2\n  c: 3\n  d: 4\n- x\n", "- [0].a", "- [0].b", "- [0].d")).toBe("- c: 3\n- x\n");
    expect(edit("m:\n  a: 1\n  b: 2", "- m.a", "- m.b")).toBe("m: {}\n");
    expect(edit("m: {a: 1, b: 2, c: 3, d: 4}\n", "- m.a", "- m.b", "- m.d")).toBe("m: {c: 3}\n");
    expect(edit("a:\n  b: 1\nc:\n  d: 2", "- a.b", "- c")).toBe("a: {}\n");
  });

  test("makes room for others", () => {
    expect(edit("m: # c\n  a: 1\nz: 1\n", "- m.a", "m.b = x", "m.c.d = w")).toBe(
      "m: # c\n  b: x\n  c:\n    d: w\nz: 1\n",
    );
    expect(edit("- a: 1\n", "- a", "b = x", "c = w")).toBe("- b: x\n  c: w\n");
    expect(edit("m: {a: 1}\n", "- m.a", "m.b = x")).toBe("m: {b: x}\n");
    expect(edit("m: {a: 1, c: 2}\n", "- m.c", "m.b = x")).toBe("m: {a: 1, b: x}\n");
    expect(edit("a: 1\nb: 2", "- b", "c = x")).toBe("a: 1\nc: x");
    expect(edit("a: 1\nb: 2\n", "- a", "a = x")).toBe("b: 2\na: x\n");
  });
});

describe("renaming a key", () => {
  test.each([
    ["keeps quotes and comment", `"a": 1 # c\nb: 2\n`, "a -> x", `"x": 1 # c\nb: 2\n`],
    ["keeps what is below", "a:\n  b: c\n", "a -> x", "x:\n  b: c\n"],
    ["quotes what needs it", "a: 1\n", "a -> on", '"on": 1\n'],
    ["in braces", "{a: 1}", "a -> x,y", '{"x,y": 1}'],
    ["to what it is", "a: 1\n", "a -> a", "a: 1\n"],
    ["of nothing", "a: 1\n", "b -> c", "a: 1\n"],
  ])("%s", (_name, text, call, expected) => {
    expect(edit(text, call)).toBe(expected);
  });

  test("later edits know the new name", () => {
    expect(edit("a: 1\nb: 2\n", "a -> x", "x = 3rd", "a = new")).toBe("x: 3rd\nb: 2\na: new\n");
    expect(edit("b: 2\n", "a.c = 1st", "a -> x", "x.c -> w")).toBe("b: 2\nx:\n  w: 1st\n");
    expect(edit("a: 1\n", "a -> x", "x -> a")).toBe("a: 1\n");
  });
});

describe("refusals, with the text and the earlier edits left as they were", () => {
  test.each([
    ["through an anchor in use", "x: &a\n  k: 1\ny: *a\n", "x.k = 2", "anchor"],
    ["of an alias", "x: &a 1\ny: *a\n", "y = 2", "alias"],
    ["below an alias", "x: &a {k: 1}\ny: *a\n", "y.k = 2", "alias"],
    ["of what a merge key may give", "x: &a {k: 1}\ny:\n  <<: *a\n", "y.k = 2", "merge-key"],
    ["of a merge key", "y:\n  <<: {a: b}\n  c: d\n", '- y["<<"]', "merge-key"],
    ["removing an anchor in use", "x:\n  z: &a {k: 1}\ny: *a\n", "- x", "anchor"],
    ["of a tagged value", "a: !!str 1\n", "a = 3", "tag"],
    ["below a tagged map", "a: !x\n  b: c\n", "a.b = 3", "tag"],
    ["below a scalar", "a: b\n", "a.c = d", "not-a-map"],
    ["below an added scalar", "a: b\n", "x.y = 1 ; x.y.z = 2", "not-a-map"],
    ["of a map", "a: {b: c}\n", "a = d", "not-a-scalar"],
    ["of an added map", "a: b\n", "x.y = 1 ; x = 2", "not-a-scalar"],
    ["of a list", "a: [b]\n", "a = d", "not-a-scalar"],
    ["of the root", "a: b\n", " = d", "unsupported"],
    ["of an empty document", "# nothing\n", "a = d", "not-a-map"],
    ["of a list item that is absent", "a: [b]\n", "a[1] = c", "unsupported"],
    ["making lists", "a: b\n", "c[0].d = e", "unsupported"],
    ["removing a list item", "a: [b]\n", "- a[0]", "unsupported"],
    ["where a comment would be lost: block header", "a: | # c\n  b\n", "a = d", "comment"],
    ["where a comment would be lost: braces", "m: {a: 1, # c\n  b: 2}\n", "- m.a", "comment"],
    ["where a comment would be lost: end of braces", "m: {a: 1 # c\n  }\n", "m.b = 2", "comment"],
    ["where a comment would change its place", "- a: 1\n  # about b\n  b: 2\n", "- a", "comment"],
    ["below a block scalar that keeps blank lines", "a: |+\n  b\nc: d\n\ne: f\n", "- c", "unsupported"],
    ["below a block scalar, above a deep comment", "a: |\n  b\nc: d\n  # e\n", "- c", "unsupported"],
    ["emptying a map with an anchor", "a:\n  &x\n  b: c\n", "- a.b", "anchor"],
    ["beside explicit keys", "? a\n: b\nc: d\n", "e = f", "unsupported"],
    ["renaming onto another key", "a: 1\nb: 2\n", "a -> b", "duplicate-key"],
    ["behind a block scalar that ends without a line break", "a: |\n  b", "c = d", "unsupported"],
    ["behind one in a list item", "- a: |\n    b", "c = d", "unsupported"],
  ])("%s", (_name, text, calls, code) => {
    const on = editor(text);
    const answers = calls.split(" ; ").map((call) => perform(on, call));
    expect(answers.at(-1)).toMatchObject({ refused: code });
    expect(answers.slice(0, -1).every((answer) => answer === undefined)).toBe(true);
    if (answers.length === 1) expect([on.changed, on.apply().text]).toEqual([false, text]);
  });

  test("a refusal names the field and its line", () => {
    expect(editor("a:\n  b: c\n").set(["a", "b", "d"], "e")).toEqual({
      refused: "not-a-map",
      message: "`a.b` must be a map",
      line: 2,
      column: 6,
    });
  });

  test("a refused removal leaves the others", () => {
    const on = editor("- a: 1\n  # about b\n  b: 2\n- c: 1\n");
    expect(on.set([1, "c"], "x")).toBeUndefined();
    expect(on.remove([0, "a"])).toMatchObject({ refused: "comment" });
    expect(on.apply().text).toBe("- a: 1\n  # about b\n  b: 2\n- c: x\n");
  });
});

test("an edit that changes nothing, or is taken back, leaves nothing to do", () => {
  const text = "a: b\nc: d\n";
  expect(edit(text, "a = b")).toBe(text);
  expect(edit(text, "a = x", "a = b")).toBe(text);
  expect(edit(text, "x.y = z", "- x.y")).toBe(text);
  const on = editor(text);
  expect(on.apply()).toBe(on.apply());
});

describe("edits that are right only together", () => {
  const text = "keep: x\nm: {a: b} # c\nbraces: {a: b # c\n  }\n";
  const edits = ["keep = yz", "m -> k", "k.new = v", "- k.a"];

  test("are made when all of them are", () => {
    const on = editor(text);
    expect(on.together(() => edits.every((call) => perform(on, call) === undefined))).toBe(true);
    expect(on.apply().text).toBe("keep: yz\nk: {new: v} # c\nbraces: {a: b # c\n  }\n");
  });

  test("are taken back when one of them is refused, and those from before stay", () => {
    const on = editor(text);
    expect(perform(on, "keep = z")).toBeUndefined();
    expect(perform(on, "m.before = v")).toBeUndefined();
    const all = [...edits, "braces.new = v"];
    expect(on.together(() => all.every((call) => perform(on, call) === undefined))).toBe(false);
    expect(on.apply().text).toBe("keep: z\nm: {a: b, before: v} # c\nbraces: {a: b # c\n  }\n");
  });

  test("are taken back when what makes them throws", () => {
    const on = editor(text);
    const failing = (): boolean => {
      for (const call of edits) perform(on, call);
      throw new RangeError("in the middle");
    };
    expect(() => on.together(failing)).toThrow(RangeError);
    expect(on.apply().text).toBe(text);
  });
});

describe("an outline that does not fit its text is found out: SpliceError, and the text stays", () => {
  // Offsets that are one off, as a bug in a producer would have them.
  test.each([
    [VALUE_START, 1],
    [VALUE_START, -1],
    [VALUE_END, 1],
    [VALUE_END, -1],
  ])("cell %i by %i", (offset, by) => {
    const read = outline("a: bc\nd: e\n") as Outline;
    read.table.cells[1 * STRIDE + offset]! += by;
    const on = new Editor(read);
    on.set(["a"], "xyz");
    expect(() => on.apply()).toThrow(SpliceError);
    expect(() => on.apply()).toThrow("edited document (lines 1-3) is not what was asked for");
    expect(read.text).toBe("a: bc\nd: e\n");
  });

  test("a key that has moved", () => {
    const read = outline("a: b\nc: d\n") as Outline;
    const on = new Editor(read);
    on.set(["a"], "x");
    read.table.cells[2 * STRIDE + KEY_END]!--;
    expect(() => on.apply()).toThrow("`c` has another key");
  });

  test("a value elsewhere that has moved", () => {
    const read = outline("a: b\nc: d e\n") as Outline;
    const on = new Editor(read);
    on.set(["a"], "x");
    on.set(["f"], "g");
    read.table.cells[2 * STRIDE + VALUE_END]!--;
    expect(() => on.apply()).toThrow("`c` has another value");
  });
});
