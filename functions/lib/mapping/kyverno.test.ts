import { expect, test } from "bun:test";
import { FORMATS } from "./formats.ts";
import { MODELS } from "./testing/models.ts";
import type { Mapping } from "./types.ts";

const OPTIONS = { name: "mirror", images: [], rewrittenAgain: new Set<number>(), replace: () => undefined };

/** What the exported policy makes of images. */
function admitted(
  pairs: readonly (readonly [string, string])[],
  images: readonly string[],
  how: Partial<Mapping> = {},
): string[] {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  const exported = FORMATS.kyverno.export({ match: "prefix", normalize: false, ...how, replacements }, OPTIONS);
  return images.map((image) => MODELS.kyverno(exported, image));
}

test("whole segments, the longest prefix, tags and digests stay", () => {
  const pairs = [
    ["quay.io", "m.example/quay"],
    ["quay.io/team", "m.example/team"],
  ] as const;
  expect(admitted(pairs, ["quay.io/x:1", "quay.io/team/x@sha256:00", "quay.io/teams/x", "quay.iox/x"])).toEqual([
    "m.example/quay/x:1",
    "m.example/team/x@sha256:00",
    "m.example/quay/teams/x",
    "quay.iox/x",
  ]);
});

test("what lies at its target already is left alone, and a second admission changes nothing", () => {
  const pairs = [["harbor.domain", "harbor.domain/proxy"]] as const;
  const once = admitted(pairs, ["harbor.domain/x", "harbor.domain/proxyhub/x", "harbor.domain/proxy/x"]);
  expect(once).toEqual(["harbor.domain/proxy/x", "harbor.domain/proxy/proxyhub/x", "harbor.domain/proxy/x"]);
  expect(admitted(pairs, once)).toEqual(once);
});

test("a lone host is no image, a last segment with a dot is", () => {
  expect(admitted([["redis", "m.example"]], ["redis:7", "redis/agent"])).toEqual(["redis:7", "m.example/agent"]);
  expect(admitted([["a/node.js", "node.js"]], ["a/node.js:22", "a/node.js/x"])).toEqual(["node.js:22", "node.js/x"]);
});

test("full names", () => {
  const images = ["nginx:1", "library/nginx", "index.docker.io/nginx", "acme/web", "localhost/x", "Foo/x", "r:5000/x"];
  expect(admitted([["docker.io", "m.example"]], images, { normalize: true })).toEqual([
    "m.example/library/nginx:1",
    "m.example/library/nginx",
    "m.example/library/nginx",
    "m.example/acme/web",
    "localhost/x",
    "Foo/x",
    "r:5000/x",
  ]);
});
