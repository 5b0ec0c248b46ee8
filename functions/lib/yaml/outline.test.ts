import { beforeAll, describe, expect, test } from "bun:test";
import { Editor, type Outline, isRefusal, loadLibrary, outline } from "./mod.ts";
import { scan } from "./scan.ts";
import { scratch } from "./scan-state.ts";

beforeAll(loadLibrary);

function read(text: string): Outline {
  const result = outline(text);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

const value = (text: string): unknown => read(text).root?.toJS();

describe("what the scanner reads itself", () => {
  test.each([
    [
      "block maps and lists",
      "a: 1\nb:\n- x\n- y: z\n  w: [v]\nc:\n    d: e\n",
      { a: 1, b: ["x", { y: "z", w: ["v"] }], c: { d: "e" } },
    ],
    ["compact lists", "- - a: b\n    c: d\n  - e\n-\n  f: g\n", [[{ a: "b", c: "d" }, "e"], { f: "g" }]],
    ["comments in any column", "# a\na: # b\n      # c\n  b: c # d\n# e\n  d: e\n", { a: { b: "c", d: "e" } }],
    ["quotes", `"a": 'it''s'\n'b': "x\\ty\\u00e9\\x41\\/"\n`, { a: "it's", b: "x\tyéA/" }],
    ["quotes over several lines", `a: "x\n  y\n\n  z\\\n  w"\nb: 'c\n\n\n  d'\n`, { a: "x y\nzw", b: "c\n\nd" }],
    ["plain text over several lines", "a: x\n  y\n\n  z: \n".replace("z: ", "z"), { a: "x y\nz" }],
    ["a value below its key", "a:\n  b\nc:\n  'd'\ne:\n  - f\n", { a: "b", c: "d", e: ["f"] }],
    [
      "block scalars",
      "a: |\n  x\n   y\n\n  z\n\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\nd: >\n\n  x\n    y\n  z\n",
      { a: "x\n y\n\nz\n", b: "x y\nz", c: "x\n\n", d: "\nx\n  y\nz\n" },
    ],
    [
      "collections in brackets",
      `a: {b: c, "d": [e, 'f', "g\\n"], h: {}, i: [], j: }\n`,
      { a: { b: "c", d: ["e", "f", "g\n"], h: {}, i: [], j: null } },
    ],
    [
      "brackets over several lines",
      "a: [\n  b,\n  {c: d,\n   e: f},\n]\ng: h\n",
      { a: ["b", { c: "d", e: "f" }], g: "h" },
    ],
    [
      "JSON",
      `{"a":[1,-2.5e3,true,null,{"b":"c\\u00e9\\ud83d\\ude00"}],"d":{}}`,
      { a: [1, -2500, true, null, { b: "cé😀" }], d: {} },
    ],
    ["CRLF", "a: b\r\nc: |\r\n  x\r\n  y\r\nd: 'e\r\n  f'\r\n", { a: "b", c: "x\ny\n", d: "e f" }],
    ["a byte order mark and a marker", "\ufeff---\na: b\n", { a: "b" }],
    [
      "typed scalars",
      "[~, null, true, False, 0o17, 0x1F, 12345678901234567890, .inf, 1e3, 0755, yes, 1_000]",
      [null, null, true, false, 15, 31, 12345678901234567890n, Infinity, 1000, 755, "yes", "1_000"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(scan(text)).toBeDefined();
    expect(value(text)).toEqual(expected as never);
  });
});

describe("what the scanner leaves to the library", () => {
  test.each([
    ["anchors, aliases", "a: &x {b: c}\nd: *x\n", { a: { b: "c" }, d: { b: "c" } }],
    ["merge keys", "a: &x {b: c, e: f}\nd:\n  <<: *x\n  e: g\n", { a: { b: "c", e: "f" }, d: { b: "c", e: "g" } }],
    [
      "lists of merge keys",
      "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n",
      { a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3 } },
    ],
    ["tags", "a: !!str 1\nb: !x c\nd: !!int '3'\n", { a: "1", b: "c", d: 3 }],
    ["explicit keys", "? a\n: b\n? c\n", { a: "b", c: null }],
    ["tabs behind values", "a: b\t# c\n", { a: "b" }],
    ["indentation indicators", "a: |2\n   x\n  y\n", { a: " x\ny\n" }],
    ["escapes in keys", `"a\\tb": c\n`, { "a\tb": "c" }],
    ["comments in brackets", "a: [b, # c\n  d]\n", { a: ["b", "d"] }],
    ["pairs in lists", "[a: b]", [{ a: "b" }]],
    ["a scalar as root", "just text\n", "just text"],
    ["directives", "%YAML 1.2\n---\na: b\n", { a: "b" }],
    ["text behind a marker", "--- {a: b}\n", { a: "b" }],
    [
      "keys that are no identifiers",
      "__proto__: {a: b}\n1: c\n~: d\n",
      JSON.parse(`{"__proto__": {"a": "b"}, "1": "c", "~": "d"}`),
    ],
    [
      "and those that are merged",
      "a: &x {__proto__: {a: b}}\nc: {<<: *x}\n",
      JSON.parse(`{"a": {"__proto__": {"a": "b"}}, "c": {"__proto__": {"a": "b"}}}`),
    ],
  ])("%s", (_name, text, expected) => {
    if (_name !== "keys that are no identifiers") expect(scan(text)).toBeUndefined();
    expect(value(text)).toEqual(expected as never);
  });

  test("without naming a reason it declines nothing", () => {
    expect(scan("a: *x\n")).toBeUndefined();
    expect(scratch.reason).not.toBe("");
  });
});

// The parser behind kubectl, kustomize and the API server reads these so.
describe("what YAML forbids and Kubernetes reads", () => {
  test.each([
    ["quotes that go on at the column of their key", 'a: "x\ny"\nb: c\n', { a: "x y", b: "c" }],
    ["and in a list", "a:\n  - 'x\n  - y\n  z: '\n  - b\n", { a: ["x - y z: ", "b"] }],
    ["a last line that ends with an escaped quote", 'a:\n  b: "x \\\n  y\\""\nc: d\n', { a: { b: 'x y"' }, c: "d" }],
    [
      "brackets that close left of their key",
      "a:\n  b: [\n    x,\n  y\n]\nc: {d: e,\nf: g\n}\n",
      { a: { b: ["x", "y"] }, c: { d: "e", f: "g" } },
    ],
    ["lines in quotes in brackets", 'a: ["x\n  y", "z\nw"]\nb: c\n', { a: ["x y", "z w"], b: "c" }],
    [
      "beside anchors and aliases",
      'a: &a "x\n\n y"\nb: *a\nc: [*a,\n  z\n]\n',
      { a: "x\ny", b: "x\ny", c: ["x\ny", "z"] },
    ],
    ["beside tabs", "a:\n  b: 'x\n  y'\t# c\n  c: z\t\n", { a: { b: "x y", c: "z" } }],
    ["beside comments in brackets", "a:\n  b: [x, # c\n  # d\n  y\n  ]\n  c: 1\n", { a: { b: ["x", "y"], c: 1 } }],
    [
      "beside explicit keys and tags",
      '? a\n: "x\ny"\nb: !!str 1\nc: "- d\n\ne: f"\n',
      { a: "x y", b: "1", c: "- d\ne: f" },
    ],
    ["with CRLF and a byte order mark", '\ufeffa: &a "x\r\ny"\r\nb: *a\r\n', { a: "x y", b: "x y" }],
  ])("%s", (_, text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each([
    ["a quote that never closes", 'a: "x\nb: c\n'],
    ["text behind a quote that closes too late", 'a: "x\nb: "c"\n'],
    ["a document marker in quotes", 'a: "x\n--- y"\n'],
    ["a document marker in quotes beside an anchor", 'b: &b 1\na: "x\n--- y"\n'],
    ["text behind a quote that closes too late beside an anchor", 'b: &b 1\na: "x\nb: "c"\n'],
    ["a document marker in brackets", "a: [x,\n--- y]\n"],
    ["plain text at the column of its key", "a: x\ny\n"],
  ])("but not %s", (_, text) => {
    expect(isRefusal(outline(text))).toBe(true);
  });

  test("beside anchors in as many lines as there are, in quotes of both kinds", () => {
    const lines = "it''s \\ [\n\n - \"b\": c\n".repeat(2_000);
    const escaped = '\\"x\\\\ \\\n'.repeat(2_000);
    const outlined = read(`a: &a 1\nb: '${lines}'\nc: *a\nd: "${escaped}"\r\ne: [*a,\r\nf]\r\n`).root;
    expect(outlined?.get("b")?.string).toBe('it\'s \\ [\n- "b": c '.repeat(2_000));
    expect(outlined?.get("d")?.string).toBe('"x\\ '.repeat(2_000));
    expect([outlined?.get("c")?.toJS(), outlined?.get("e")?.toJS()]).toEqual([1, [1, "f"]]);
  }, 15_000);

  test.each([
    ["quotes", (i: number) => `a${i}: "x\ny"\n`],
    ["brackets", () => "a: [\n"],
    ["long lines and short ones", (i: number) => `a${i}: "x\n${" ".repeat(i === 0 ? 50_000 : 0)}y"\n`],
  ])(
    "is refused in a bearable time where very many %s need it beside an anchor",
    (_, line) => {
      const text = `z: &z 1\n${Array.from({ length: 10_000 }, (__, i) => line(i)).join("")}`;
      expect(isRefusal(outline(text))).toBe(true);
    },
    20_000,
  );

  test("is edited like any other text", () => {
    const text = "a: \"x\ny\"\nb:\n  c: 'd\n  e' # f\ng: [\n  h\n]\n";
    const editor = new Editor(read(text));
    editor.set(["b", "c"], "i");
    editor.set(["b", "k"], "l");
    editor.set(["g", 0], "m");
    expect(editor.splice().text).toBe("a: \"x\ny\"\nb:\n  c: 'i' # f\n  k: l\ng: [\n  m\n]\n");
  });

  test("is edited beside anchors, every other byte kept", () => {
    const text = "z: &z 1\t# t\na: \"x\n\ny\"\nb:\n  c: 'd\n  e' # f\ng: [\n  h\n]\ni: *z\n";
    const editor = new Editor(read(text));
    editor.set(["b", "c"], "i");
    editor.set(["b", "k"], "l");
    editor.set(["g", 0], "m");
    expect(editor.splice().text).toBe("z: &z 1\t# t\na: \"x\n\ny\"\nb:\n  c: 'i' # f\n  k: l\ng: [\n  m\n]\ni: *z\n");
  });
});

describe("refusals", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefg".split("").map((key, i) => `${key}: &${key} [${Array(9).fill(`*${"abcdef"[i]}`).join(",")}]`),
  ].join("\n");
  test.each([
    ["broken YAML", "a: b: c\n", "syntax", 1],
    ["broken quotes", 'a: b\nc: "d\n', "syntax", 2],
    ["a marker in quotes in brackets", '{a: b, c: "d\n---\n"}\n', "syntax", 1],
    ["control characters in the place of hexadecimal digits", 'a: b\nc: "\\x\u0010\u0011"\n', "syntax", 2],
    ["a template that does not parse", "a: b\n{{- if .x }}\nc: d\n{{- end }}\n", "template", 2],
    ["a template that parses as a map", "a: b\nimage: {{ .x }}\n", "template", 2],
    ["a template above the error", "a: b\n{{/*\ntext: here\n*/}}\nc: d\n", "template", 2],
    ["broken YAML below a template in quotes", 'a: "{{ x }}"\nb: c: d\n', "syntax", 2],
    ["a template in quotes", 'a: "{{ tpl "x" . }}"\n', "template", 1],
    ["duplicate keys", "a: 1\nb: 2\na: 3\n", "duplicate-key", 3],
    ["duplicate keys in other quotes", `{a: 1, "a": 2}`, "duplicate-key", 1],
    ["text that goes on behind a comment", "a: b # c\n  d\n", "syntax", 2],
    ["text that goes on below a comment", "a: b\n# c\n  d\n", "syntax", 2],
    ["an alias without an anchor", "a: *b\n", "alias", 1],
    ["tabs as indentation", "a:\n\tb: c\n", "tab", 2],
    ["tabs as indentation further below", "a:\n  b: c\n\td: e\n", "tab", 3],
    ["NUL characters, as UTF-16 has them", "a\0:\0 \0b\0", "encoding", 1],
    ["a UTF-16 byte order mark", "\ufffd\ufffda: b", "encoding", 1],
    ["a byte order mark in the middle", "a: b\n\ufeffc: d\n", "encoding", 2],
    ["line breaks that are CR", "a: b\rc: d\r", "lone-cr", 1],
    ["deep nesting", "[".repeat(201) + "]".repeat(201), "too-deep", 1],
    ["very deep nesting", "[".repeat(50_000), "too-deep", 1],
    ["deep nesting of lists", `${"- ".repeat(300)}a`, "too-deep", 1],
    ["aliases that explode", bomb, "alias-expansion", 6],
    ["an alias inside of its anchor", "a: &a [*a]\n", "alias-expansion", 1],
    ["several documents", "a: b\n---\nc: d\n", "unsupported", 2],
    ["keys that are collections", "? [a]\n: b\n", "syntax", 1],
    ["a key apart from its colon", "a:\n  b: c\n  d\n    : e\n", "syntax", 3],
  ])("%s", (_name, text, code, line) => {
    expect(outline(text)).toMatchObject({ refused: code, line });
  });

  test("a scalar of more than 10 MB", () => {
    expect(outline(`a: b\nc: ${"x".repeat(10 * 1024 * 1024)}x\n`)).toMatchObject({ refused: "too-big", line: 2 });
    expect(isRefusal(outline(`c: ${"x".repeat(1024 * 1024)}\n`))).toBe(false);
  });

  test("200 levels are still read, by either producer", () => {
    expect(isRefusal(outline("[".repeat(200) + "]".repeat(200)))).toBe(false);
    expect(isRefusal(outline(`${"[".repeat(199)}&a b${"]".repeat(199)}`))).toBe(false);
  });

  test("a duplicate key is named", () => {
    expect(outline("a:\n  x: 1\n  x: 2\n")).toMatchObject({
      message: 'key "x" must occur once in its map',
      line: 3,
      column: 3,
    });
  });
});

describe("nodes", () => {
  const text = `kind: Pod\nspec:\n  containers:\n  - name: a\n    image: "x"   # c\n  - {name: b, ports: [1, 2]}\n  note:\n  alias: null\n`;
  const root = (): NonNullable<Outline["root"]> => read(text).root!;

  test("are found by path and know theirs", () => {
    const image = root().find(["spec", "containers", 0, "image"])!;
    expect(image.path).toEqual(["spec", "containers", 0, "image"]);
    expect(root().find(["spec", "containers", 1, "ports", 1])!.path).toEqual(["spec", "containers", 1, "ports", 1]);
    expect(image.parent!.parent!.key).toBe("containers");
    expect(root().find(["spec", "nothing", "below"])).toBeUndefined();
    expect(root().find([])!.path).toEqual([]);
    expect(root().parent).toBeUndefined();
  });

  test("know their text", () => {
    const image = root().find(["spec", "containers", 0, "image"])!;
    expect(image.raw).toBe('"x"');
    expect(image.string).toBe("x");
    expect(image.style).toBe("double");
    expect(text.slice(image.keySpan!.start, image.keySpan!.end)).toBe("image");
    expect(root().find(["spec", "containers"])!.raw).toBe(
      '- name: a\n    image: "x"   # c\n  - {name: b, ports: [1, 2]}',
    );
    expect(root().find(["spec", "containers", 1])!.raw).toBe("{name: b, ports: [1, 2]}");
  });

  test("know their line: of the value, of the key for collections and nothing", () => {
    const of = root();
    const line = (...path: (string | number)[]): number => of.find(path)!.line;
    expect([
      line("spec"),
      line("spec", "containers"),
      line("spec", "containers", 0),
      line("spec", "containers", 0, "image"),
      line("spec", "note"),
    ]).toEqual([2, 3, 4, 5, 7]);
  });

  test("tell nothing from a written null, and strings from other scalars", () => {
    const spec = root().get("spec")!;
    expect([spec.get("note")!.kind, spec.get("alias")!.kind]).toEqual(["null", "scalar"]);
    expect([spec.get("note")!.scalar, spec.get("alias")!.scalar]).toEqual([null, null]);
    expect(spec.get("alias")!.string).toBeUndefined();
    expect(spec.find(["containers", 1, "ports", 0])!.string).toBeUndefined();
    expect(spec.scalar).toBeUndefined();
  });

  test("list their children", () => {
    const containers = root().find(["spec", "containers"])!;
    expect(containers.size).toBe(2);
    expect(containers.children().map(({ key, kind, flow }) => [key, kind, flow])).toEqual([
      [0, "map", false],
      [1, "map", true],
    ]);
    expect(
      containers
        .at(1)!
        .children()
        .map(({ key }) => key),
    ).toEqual(["name", "ports"]);
    expect([containers.at(2), containers.at(-1), containers.get("name"), root().at(0)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(root().get("kind")!.size).toBe(0);
  });

  test("find keys that need decoding", () => {
    const odd = read(`"a\\u0062": 1\n'it''s': 2\nplain key: 3\n"c": 4\n`).root!;
    expect(["ab", "it's", "plain key", "c"].map((key) => odd.get(key)?.scalar)).toEqual([1, 2, 3, 4]);
    expect([odd.get('"c"'), odd.get("a\\u0062")]).toEqual([undefined, undefined]);
  });

  test("aliases name their target", () => {
    const alias = read("a: &x b\nc: *x\n").root!.get("c")!;
    expect([alias.kind, alias.string, alias.get("x"), alias.target!.string]).toEqual([
      "alias",
      undefined,
      undefined,
      "b",
    ]);
    expect(read("- [x, &a {b: c}]\n- *a\n").root!.at(1)!.target!.path).toEqual([0, 1]);
  });
});

describe("slices of a list", () => {
  test.each([
    ["- a: b\n  c: d\n", { a: "b", c: "d" }],
    ["  - a: b\n    c: d\n # e\n# f\n", { a: "b", c: "d" }],
    ["# above\n- a\n", "a"],
    ["-\n  a: b\n", { a: "b" }],
    ["- - a\n", ["a"]],
  ])("%j is the item itself", (text, expected) => {
    const slice = read(text);
    expect(slice.root!.toJS()).toEqual(expected as never);
    expect([slice.root!.path, slice.root!.key, slice.root!.parent]).toEqual([[], undefined, undefined]);
  });

  test("a list of two is a document, and so is a list of one when asked for", () => {
    expect(value("- a\n- b\n")).toEqual(["a", "b"]);
    expect((outline("- a\n", "document") as Outline).root!.toJS()).toEqual(["a"]);
  });

  test("entries cut out of JSON", () => {
    expect(value(`"kind":"List"`)).toEqual({ kind: "List" });
    expect(value(`"spec":{"a":[1,\n2]}`)).toEqual({ spec: { a: [1, 2] } });
    expect(read(`"kind":"List"`).root!.get("kind")!.raw).toBe('"List"');
    expect(outline(`"kind":List`)).toMatchObject({ refused: "syntax" });
  });
});

test("all entries of a large map are found before the runner gives up, as quadratic time would not", () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? `k${index}` : `"k\\u002d${index}"`));
  const { root } = outline(keys.map((key, index) => `${key}: ${index}\n`).join("")) as Outline;
  keys.forEach((_, index) => {
    const found = root?.get(`k${index % 2 === 0 ? "" : "-"}${index}`);
    if (found?.scalar !== index) throw new Error(`${index} must be found`);
  });
  expect([root?.get("k1"), root?.get("constructor"), root?.get("")]).toEqual([undefined, undefined, undefined]);
}, 5000);

// Bun's regular expressions give up on such a text, as if nothing matched.
test.each(["\n", "\r\n"])("a block ends where its text ends, however many blank lines it has: %j", (newline) => {
  const lines = ["x: &x 1", "a: |", "  b", ...Array<string>(100_000).fill(""), "  c", "", "  ", "d: *x", ""];
  const { root } = outline(lines.join(newline)) as Outline;
  expect(root?.get("a")?.raw).toEndWith(`${newline}  c`);
});

test("a template is shown", () => {
  expect(outline("a: b\nimage:   {{ .Values.image }} # c\n")).toMatchObject({
    message: 'must be YAML before its templates are rendered; found "image:   {{ .Values.image }} # c"',
    line: 2,
    column: 10,
  });
});

test("an empty document has no root", () => {
  for (const text of ["", "\n", "# c\n", "---\n", "---\n# c\n"]) expect(read(text).root).toBeUndefined();
});

test("lines of a hundred thousand fields on one line are told before the runner gives up, as quadratic time would not", () => {
  const text = `[${'{"image": "docker.io/acme/web:1", "why": "\\"x\\""}, '.repeat(200_000)}"x"]\n`;
  const items = (outline(text) as Outline).root?.children() ?? [];
  expect(items).toHaveLength(200_001);
  expect(items.reduce((sum, { line }) => sum + line, 0)).toBe(200_001);
}, 10_000);
