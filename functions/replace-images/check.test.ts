import { expect, test } from "bun:test";
import { checkReplacements } from "./check.ts";

type Pair = readonly [prefix: string, target: string];

/** Notes as `severity rule path`. */
function notes(pairs: readonly Pair[], match: "prefix" | "exact" = "prefix"): string[] {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  return checkReplacements(replacements, match).map(
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

test("a message says what to write instead", () => {
  const [note] = checkReplacements([{ repositoryPrefix: "a.example//", replaceWith: "b.example" }], "prefix");
  expect(note?.message).toBe('must not end with "/": write "a.example" instead of "a.example//"');
});
