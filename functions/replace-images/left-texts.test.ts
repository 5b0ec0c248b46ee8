import { describe, expect, test } from "bun:test";
import { createInspector } from "./inspect.ts";
import { leftTexts, needlesOf } from "./left-texts.ts";
import { compileReplacements } from "./replace.ts";

const PREFIXES = ["harbor.example", "harbor.example/team/app", "quay.io/acme", "redis", "acme", ""];

function look(text: string, { named = false, normalize = false, prefixes = PREFIXES } = {}): string[] {
  const replacements = prefixes.map((repositoryPrefix) => ({ repositoryPrefix, replaceWith: "mirror.example/x" }));
  const spec = { replacements, normalize };
  const probe = createInspector(compileReplacements(replacements, { match: "prefix", normalize }));
  return leftTexts(text, { spec, probe, needles: needlesOf(spec) }, named).map(({ image }) => image);
}

describe("a text that is nothing else", () => {
  test.each([
    ["harbor.example/a:1", true],
    ["harbor.example/a", true],
    ["quay.io/acme/a", true],
    [`harbor.example/a@sha256:${"0".repeat(64)}`, true],
    ["  harbor.example/a\n", true],
    // A tag tells an image from a path, and a port from a tag.
    ["acme/a:1", true],
    ["acme/a", false],
    ["redis:7", true],
    ["redis:7.4-alpine", true],
    ["redis:6379", false],
    ["redis", false],
    // Nothing stands behind the prefix.
    ["harbor.example", false],
    ["harbor.example:5000", false],
    ["quay.io/acme", false],
    ["harbor.example/team/app", false],
    ["harbor.example/team/app:1", true],
    // Other names.
    ["harbor.example.org/a:1", false],
    ["my.harbor.example/a:1", false],
    ["quay.io/acmeco/a:1", false],
    ["other.example/a:1", false],
    ["nginx:1", false],
    // No references.
    ["https://harbor.example/a", false],
    ["oci://harbor.example/charts/a", false],
    ["harbor.example/A:1", false],
    ["harbor.example/{{ name }}:1", false],
    ["user@harbor.example", false],
  ])("%s: %p", (text, is) => {
    expect(look(text)).toEqual(is ? [text.trim()] : []);
  });
});

describe("a text with more in it", () => {
  test.each([
    ["docker pull harbor.example/a:1 && docker run harbor.example/b:2", ["harbor.example/a:1", "harbor.example/b:2"]],
    ["Images come from harbor.example/team these days.", []],
    ["Ask for harbor.example/a:1.", ["harbor.example/a:1"]],
    ['{"image":"harbor.example/a"}', ["harbor.example/a"]],
    ["--sidecar-image=harbor.example/a", ["harbor.example/a"]],
    ['image:\n  repository: harbor.example/a\n  tag: "1"\n', ["harbor.example/a"]],
    ["repository: https://harbor.example/charts\nrepository: oci://harbor.example/charts", []],
    ["--mirror=harbor.example/a", []],
    ["--mirror=harbor.example/a:1", ["harbor.example/a:1"]],
    ["a: harbor.example/a:1\nb: harbor.example/a:1\n", ["harbor.example/a:1"]],
    ["curl https://harbor.example/a:1", []],
    ["(harbor.example/a:1), 'harbor.example/b:1'", ["harbor.example/a:1", "harbor.example/b:1"]],
  ])("%s", (text, found) => {
    expect(look(text)).toEqual(found);
  });
});

test("a field that is called an image needs no tag", () => {
  expect(look("acme/a", { named: true })).toEqual(["acme/a"]);
  expect(look("redis:6379", { named: true })).toEqual(["redis:6379"]);
  expect(look("quay.io/acme", { named: true })).toEqual([]);
});

test("with full names the short ones are found, too", () => {
  const options = { normalize: true, prefixes: ["docker.io/acme", "index.docker.io/library"] };
  expect(look("acme/a:1", options)).toEqual(["acme/a:1"]);
  expect(look("index.docker.io/acme/a", options)).toEqual(["index.docker.io/acme/a"]);
  expect(look("docker.io/library/nginx:1", options)).toEqual(["docker.io/library/nginx:1"]);
  expect(look("quay.io/acme/a:1", options)).toEqual([]);
});

test.each(["harbor.example", "harbor.example:5000"])(
  "a lone host of the policy is none with full names either: %s",
  (text) => {
    const options = { normalize: true, prefixes: ["docker.io", "harbor.example"], named: true };
    expect(look(text, options)).toEqual([]);
  },
);

test("only the shortest prefixes are searched for, and the empty one is not", () => {
  const replacements = PREFIXES.map((repositoryPrefix) => ({ repositoryPrefix, replaceWith: "x" }));
  expect(needlesOf({ replacements })).toEqual(["harbor.example", "redis", "acme"]);
});

test("long texts take a short time", () => {
  const run = `harbor.example/${"a-".repeat(100_000)}`;
  expect(look(`${run} ${".".repeat(100_000)}`)).toEqual([]);
});
