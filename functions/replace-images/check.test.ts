import { expect, test } from "bun:test";
import { checkReplacements } from "./check.ts";

type Pair = readonly [prefix: string, target: string];

/** Notes as `severity rule path`. */
function notes(pairs: readonly Pair[], match: "prefix" | "exact" = "prefix", normalize = false): string[] {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  return checkReplacements(replacements, { match, normalize }).map(
    ({ severity, rule, path }) => `${severity} ${rule} ${path.join(".")}`,
  );
}

const CASES: readonly (readonly [what: string, pairs: readonly Pair[], found: readonly string[]])[] = [
  [
    "a host, a path and the empty prefix",
    [
      ["a.example", "b.example"],
      ["a.example/x", "c.example"],
      ["", "d.example"],
    ],
    [],
  ],
  ["a host with a port", [["localhost:5000", "m.example:8443/x"]], []],
  [
    "the same prefix twice",
    [
      ["a.example", "b.example"],
      ["a.example", "c.example"],
    ],
    ["error IR002 replacements.1.repositoryPrefix"],
  ],
  [
    "the empty prefix twice",
    [
      ["", "b.example"],
      ["", "c.example"],
    ],
    ["error IR002 replacements.1.repositoryPrefix"],
  ],
  ["a prefix with a slash at its end", [["a.example/", "b.example"]], ["error IR003 replacements.0.repositoryPrefix"]],
  ["a target with a slash at its end", [["a.example", "b.example/"]], ["error IR003 replacements.0.replaceWith"]],
  ["twice the same text", [["a.example", "a.example"]], ["error IR004 replacements.0.replaceWith"]],
  ["twice nothing", [["", ""]], ["error IR004 replacements.0.replaceWith"]],
  ["a scheme", [["https://a.example", "b.example"]], ["error IR005 replacements.0.repositoryPrefix"]],
  ["a tag", [["a.example/x:1", "b.example"]], ["error IR005 replacements.0.repositoryPrefix"]],
  ["a digest", [["a.example", "b.example/x@sha256:00"]], ["error IR005 replacements.0.replaceWith"]],
  ["an upper-case path", [["a.example", "b.example/Team"]], ["error IR005 replacements.0.replaceWith"]],
  ["white space", [["a.example ", "b.example"]], ["error IR005 replacements.0.repositoryPrefix"]],
  ["a host with an underscore", [["my_reg.example/x", "b.example"]], ["error IR005 replacements.0.repositoryPrefix"]],
  ["an empty target", [["a.example/proxy", ""]], ["warning IR006 replacements.0.replaceWith"]],
  ["a prefix that is no host", [["harbor", "b.example"]], ["warning IR010 replacements.0.repositoryPrefix"]],
  [
    "a namespace, an image below one, and the official images",
    [
      ["bitnami/nginx", "b.example"],
      ["library", "c.example"],
    ],
    [],
  ],
  [
    "a chain into a prefix below the target",
    [
      ["docker.io", "m.example"],
      ["m.example/library", "x.example"],
    ],
    ["warning IR008 replacements.0.replaceWith"],
  ],
  [
    "a chain into the empty prefix",
    [
      ["redis", "valkey"],
      ["", "m.example"],
    ],
    ["warning IR010 replacements.0.repositoryPrefix", "warning IR008 replacements.0.replaceWith"],
  ],
  [
    "a cycle through the empty prefix",
    [
      ["docker.io/library", ""],
      ["", "docker.io/library"],
    ],
    [
      "warning IR006 replacements.0.replaceWith",
      "error IR008 replacements.0.replaceWith",
      "error IR008 replacements.1.replaceWith",
    ],
  ],
  [
    "a cycle of three, and one that leads into it",
    [
      ["a.example", "b.example"],
      ["b.example", "c.example"],
      ["c.example", "a.example"],
      ["d.example", "a.example"],
    ],
    [0, 1, 2, 3].map((index) => `error IR008 replacements.${index}.replaceWith`),
  ],
  [
    "names that grow for ever",
    [
      ["a.example", "b.example/x"],
      ["b.example", "a.example/y"],
    ],
    ["error IR008 replacements.0.replaceWith", "error IR008 replacements.1.replaceWith"],
  ],
  [
    "a chain that comes to an end",
    [
      ["a.example", "b.example"],
      ["b.example/x", "a.example/y"],
    ],
    ["warning IR008 replacements.0.replaceWith", "warning IR008 replacements.1.replaceWith"],
  ],
  [
    "a chain",
    [
      ["a.example", "b.example"],
      ["b.example", "c.example"],
    ],
    ["warning IR008 replacements.0.replaceWith"],
  ],
  [
    "a chain into a deeper path",
    [
      ["a.example", "b.example/x"],
      ["b.example", "c.example"],
    ],
    ["warning IR008 replacements.0.replaceWith"],
  ],
  [
    "a cycle",
    [
      ["a.example", "b.example"],
      ["b.example", "a.example"],
    ],
    ["error IR008 replacements.0.replaceWith", "error IR008 replacements.1.replaceWith"],
  ],
  ["below its own prefix is no cycle", [["a.example", "a.example/proxy"]], []],
  [
    "into a rule that has been carried out",
    [
      ["b.example", "a.example/proxy/b"],
      ["a.example", "a.example/proxy"],
    ],
    [],
  ],
  [
    "a neighbour that only starts alike",
    [
      ["a.example", "b.example/xy"],
      ["b.example/x", "c.example"],
    ],
    [],
  ],
];

for (const [what, pairs, found] of CASES) test(what, () => expect(notes(pairs)).toEqual([...found]));

test("exact matching chains only through equal names", () => {
  expect(
    notes(
      [
        ["a.example", "b.example/x"],
        ["b.example", "c.example"],
      ],
      "exact",
    ),
  ).toEqual([]);
  expect(
    notes(
      [
        ["a.example", "b.example"],
        ["b.example", "c.example"],
      ],
      "exact",
    ),
  ).toEqual(["warning IR008 replacements.0.replaceWith"]);
});

test("with full names, other spellings are the same prefix", () => {
  const pairs: Pair[] = [
    ["docker.io", "a.example"],
    ["index.docker.io", "b.example"],
    ["", "c.example"],
    ["docker.io/library", "d.example"],
    ["docker.io/acme", "e.example"],
    ["acme", "f.example"],
  ];
  expect(notes(pairs, "prefix", true).filter((note) => note.includes("IR002"))).toEqual([
    "error IR002 replacements.1.repositoryPrefix",
    "error IR002 replacements.3.repositoryPrefix",
    "error IR002 replacements.5.repositoryPrefix",
  ]);
  expect(notes(pairs).filter((note) => note.includes("IR002"))).toEqual([]);
});

test("with full names, writing them is no chain", () => {
  expect(notes([["", "docker.io/library"]], "prefix", true)).toEqual([]);
});

test("a message says what to write instead", () => {
  const [note] = checkReplacements([{ repositoryPrefix: "a.example//", replaceWith: "b.example" }], {
    match: "prefix",
    normalize: false,
  });
  expect(note?.message).toBe('must not end with "/": write "a.example" instead of "a.example//"');
});
