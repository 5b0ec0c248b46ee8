import { expect, test } from "bun:test";
import { confusableProblem } from "./confusables.ts";
import { findLookAlikes } from "./look-alikes.ts";

type Pair = readonly [prefix: string, target: string];

/** Findings as `rule field: what is in quotes first`. */
function found(pairs: readonly Pair[], normalize = false): string[] {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  return findLookAlikes(replacements, normalize).map(
    ({ rule, field, message }) => `${rule} ${field}: ${/"([^"]*)"/.exec(message)?.[1]}`,
  );
}

test.each<readonly [string, readonly Pair[], readonly string[]]>([
  ["the API of Docker Hub", [["registry-1.docker.io/acme", "m.example"]], ["0 repositoryPrefix: docker.io"]],
  ["its website as a target", [["quay.io", "hub.docker.com/acme"]], ["0 replaceWith: docker.io"]],
  ["its other name", [["index.docker.io", "m.example"]], ["0 repositoryPrefix: docker.io"]],
  ["two letters exchanged", [["dokcer.io", "m.example"]], ["0 repositoryPrefix: docker.io"]],
  ["two letters exchanged in a short name", [["ghrc.io", "m.example"]], ["0 repositoryPrefix: ghcr.io"]],
  ["a letter too few", [["dockr.io", "m.example"]], ["0 repositoryPrefix: docker.io"]],
  ["a letter too many", [["quayy.io", "m.example"]], ["0 repositoryPrefix: quay.io"]],
  ["another letter", [["registry.k8s.iu", "m.example"]], ["0 repositoryPrefix: registry.k8s.io"]],
  ["a digit for a letter", [["d0cker.io", "m.example"]], ["0 repositoryPrefix: docker.io"]],
  ["upper-case", [["Harbor.domain", "m.example"]], ["0 repositoryPrefix: Harbor.domain"]],
  ["the default port", [["harbor.domain:443", "m.example"]], ["0 repositoryPrefix: harbor.domain"]],
  ["an international name", [["xn--dcker-jye.io", "m.example"]], ["0 repositoryPrefix: xn--dcker-jye.io"]],
  [
    "the port left out",
    [
      ["docker.io", "harbor:5000/hub"],
      ["harbor/old", "m.example"],
    ],
    ["1 repositoryPrefix: harbor"],
  ],
  [
    "two hosts of one policy",
    [
      ["docker.io", "mirror.example/hub"],
      ["quay.io", "rnirror.example/quay"],
    ],
    ["1 replaceWith: mirror.example"],
  ],
])("%s", (_, pairs, expected) => expect(found(pairs)).toEqual([...expected]));

test.each<readonly [string, readonly Pair[], boolean]>([
  [
    "well-known registries",
    [
      ["docker.io", "mcr.microsoft.com/hub"],
      ["gcr.io", "ghcr.io/gcr"],
    ],
    false,
  ],
  ["honest neighbours of short names", [["lcr.io", "acr.io/x"]], false],
  ["its other name with full names", [["index.docker.io", "m.example"]], true],
  [
    "both names",
    [
      ["index.docker.io", "m.example/hub"],
      ["docker.io", "m.example/hub"],
    ],
    false,
  ],
  ["the same rule adds the port", [["harbor.domain", "harbor.domain:5000"]], false],
  [
    "both with and without port",
    [
      ["harbor.domain", "m.example/a"],
      ["harbor.domain:5000", "m.example/b"],
    ],
    false,
  ],
  ["a namespace", [["docker", "m.example"]], false],
  ["the empty prefix", [["", "m.example"]], false],
])("%s are no look-alikes", (_, pairs, normalize) => expect(found(pairs, normalize)).toEqual([]));

test("letters of other scripts", () => {
  expect(confusableProblem("dоcker.io")).toContain('"о" (U+043E)');
  expect(confusableProblem("ｄocker.io")).toContain("(U+FF44)");
  expect(confusableProblem("docker․io")).toContain('looks like "."');
  expect(confusableProblem("docker.io")).toBeUndefined();
  expect(confusableProblem("dócker.io")).toBeUndefined();
});
