import { expect, test } from "bun:test";
import { compileComparison } from "./compare.ts";
import { compileReplacements, type Matching, type Replacement } from "./replace.ts";

const rules = (...pairs: readonly (readonly [string, string])[]): Replacement[] =>
  pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));

function compare(
  replacements: readonly Replacement[],
  image: string,
  matching: Partial<Matching> = {},
  action: "rewrite" | "annotate" = "rewrite",
) {
  const how: Matching = { match: "prefix", normalize: false, ...matching };
  const found = compileComparison(replacements, how, action)(image, compileReplacements(replacements, how)(image));
  return found === undefined ? undefined : `${found.rule} ${found.replacement}`;
}

const NESTED = rules(["h.example", "m.example/a"], ["h.example/x", "m.example/b"]);

test("nested prefixes, where the vendor's rule says something else", () => {
  expect(compare(NESTED, "h.example/y/web:1")).toBe("IR007 0");
  expect(compare(NESTED, "h.example/x/y/web:1")).toBe("IR007 1");
});

test("nested prefixes, where both say the same", () => {
  expect(compare(NESTED, "h.example/web:1")).toBeUndefined();
  expect(compare(NESTED, "h.example/x/web:1")).toBeUndefined();
});

test("a single prefix is what users of mirrors mean", () => {
  expect(compare(rules(["h.example", "m.example"]), "h.example/y/web:1")).toBeUndefined();
});

test("the vendor's rule does not mean images further below, or a whole image name", () => {
  for (const action of ["rewrite", "annotate"] as const) {
    expect(compare(NESTED, "h.example/y/web:1", { match: "exact" }, action)).toBe("IR007 0");
    expect(compare(rules(["redis", "m.example/valkey"]), "redis:7", { match: "exact" }, action)).toBe("IR007 0");
    expect(compare(NESTED, "h.example/web:1", { match: "exact" }, action)).toBeUndefined();
    expect(compare(NESTED, "quay.io/web:1", { match: "exact" }, action)).toBeUndefined();
  }
});

test("the empty prefix does not mean official images in full", () => {
  for (const image of ["library/nginx", "docker.io/library/nginx:1", "docker.io/nginx", "index.docker.io/nginx:1"]) {
    expect(compare(rules(["", "m.example"]), image)).toBe("IR011 0");
  }
  expect(compare(rules(["", "m.example"]), "nginx:1")).toBeUndefined();
  expect(compare(rules(["", "m.example"]), "acme/web")).toBeUndefined();
});

test("a registry that is left out", () => {
  expect(compare(rules(["docker.io", "m.example"]), "nginx:1")).toBe("IR012 0");
  expect(compare(rules(["docker.io", "m.example"]), "acme/web:1")).toBe("IR012 0");
  expect(compare(rules(["docker.io", "m.example"]), "quay.io/acme/web:1")).toBeUndefined();
  expect(compare(rules(["docker.io", "m.example"]), "nginx:1", { normalize: true })).toBeUndefined();
});
