import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { imagesFor, type Rules, rules } from "../testing/policies.ts";
import { compileRun } from "./follow.ts";
import { findWithoutEffect } from "./without-effect.ts";

type Pair = readonly [prefix: string, target: string];

function found(pairs: readonly Pair[], match: "prefix" | "exact" = "prefix", normalize = false): string[] {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  return findWithoutEffect(replacements, { match, normalize }).map(({ rule, sameAs }) => `${rule} as ${sameAs}`);
}

const HUB: Pair = ["docker.io", "m.example/hub"];

test("a longer prefix that goes where the shorter one goes", () => {
  expect(found([HUB, ["docker.io/acme", "m.example/hub/acme"]])).toEqual(["1 as 0"]);
  expect(found([["docker.io/acme", "m.example/hub/acme"], HUB])).toEqual(["0 as 1"]);
  expect(
    found([
      ["h.example/p", ""],
      ["h.example/p/acme", "acme"],
    ]),
  ).toEqual(["1 as 0"]);
});

test("with full names, other spellings of it", () => {
  expect(found([HUB, ["acme/web", "m.example/hub/acme/web"]], "prefix", true)).toEqual(["1 as 0"]);
  expect(found([HUB, ["", "m.example/hub/library"]], "prefix", true)).toEqual(["1 as 0"]);
});

test("what goes elsewhere, or stands between others, has an effect", () => {
  expect(found([HUB, ["docker.io/acme", "m.example/acme"]])).toEqual([]);
  expect(found([HUB, ["docker.io/acmes", "m.example/hub/acme"]])).toEqual([]);
  const between: Pair[] = [HUB, ["docker.io/acme", "m.example/acme"], ["docker.io/acme/web", "m.example/hub/acme/web"]];
  expect(found(between)).toEqual([]);
});

test("with the vendor's rule each prefix is for itself", () => {
  expect(found([HUB, ["docker.io/acme", "m.example/hub/acme"]], "exact")).toEqual([]);
});

test("in full, no image lies directly below Docker Hub", () => {
  expect(found([HUB], "exact", true)).toEqual(["0 as undefined"]);
  expect(found([HUB], "exact")).toEqual([]);
  expect(found([["docker.io/library", "m.example/hub"]], "exact", true)).toEqual([]);
});

test("without such a rule, every image stays as it was", () => {
  const policyAndImages = rules.chain((policy: Rules) =>
    fc.tuple(fc.constant(policy), fc.array(imagesFor(policy), { minLength: 10, maxLength: 10 })),
  );
  fc.assert(
    fc.property(policyAndImages, ([[replacements, matching], images]) => {
      const [dead] = findWithoutEffect(replacements, matching);
      if (dead === undefined) return;
      const [all, rest] = [replacements, replacements.filter((_, index) => index !== dead.rule)].map((each) =>
        compileRun(each, matching),
      ) as [ReturnType<typeof compileRun>, ReturnType<typeof compileRun>];
      const name = (run: typeof all, image: string): string => {
        const done = run(image);
        return done.is === "changed" ? done.image : image;
      };
      for (const image of images) expect([replacements, name(rest, image)]).toEqual([replacements, name(all, image)]);
    }),
    { numRuns: 5000 },
  );
});

test("a thousand rules of no use are found before the runner gives up, as trying all images for each would not", () => {
  const below = Array.from({ length: 1000 }, (_, i): Pair => [`docker.io/t${i}`, `m.example/hub/t${i}`]);
  expect(found([HUB, ...below])).toHaveLength(1000);
}, 5000);
