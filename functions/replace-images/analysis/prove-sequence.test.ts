import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { imagesFor, rules as policy } from "../testing/policies.ts";
import { compileRun } from "./follow.ts";
import { proveReplacements } from "./prove.ts";
import { proveSequence } from "./prove-sequence.ts";
import type { Rules } from "./test-images.ts";

type Pair = readonly [prefix: string, target: string];

const rules = (pairs: readonly Pair[], normalize = false): Rules => ({
  replacements: pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith })),
  matching: { match: "prefix", normalize },
});

const HUB = rules([["docker.io", "old.example"]]);
const MOVE = rules([["old.example", "new.example"]]);

test("in their order, one continues what the other began", () => {
  expect(proveSequence([HUB, MOVE])).toEqual({ proven: true });
});

test("in the other order, the second run goes on", () => {
  expect(proveSequence([MOVE, HUB])).toEqual({
    proven: false,
    image: "docker.io/image",
    runs: [
      { image: "old.example/image", by: [{ policy: 1, rule: 0 }] },
      { image: "new.example/image", by: [{ policy: 0, rule: 0 }] },
    ],
    final: "new.example/image",
  });
});

test("policies that undo each other come back to where they were, which is a change all the same", () => {
  const back = rules([["new.example", "docker.io"]]);
  expect(proveSequence([HUB, MOVE, back])).toMatchObject({ proven: true });
  expect(proveSequence([back, HUB])).toMatchObject({ proven: true });
  expect(proveSequence([rules([["a.example", "b.example"]]), rules([["b.example", "a.example/x"]])])).toMatchObject({
    proven: false,
    image: "a.example/x",
    final: undefined,
  });
});

test("full names in one, written names in the other", () => {
  const full = rules([["quay.io", "acme"]], true);
  const written = rules([["acme", "m.example"]]);
  expect(proveSequence([full, written])).toEqual({ proven: true });
  expect(proveSequence([written, full])).toMatchObject({ proven: false, image: "quay.io/image" });
});

test("one policy alone is what its own proof says, and no image contradicts the verdict on several", () => {
  const policies = fc.array(policy, { minLength: 1, maxLength: 3 }).chain((all) =>
    fc.tuple(
      fc.constant(all.map(([replacements, matching]): Rules => ({ replacements, matching }))),
      fc.array(imagesFor([all.flatMap(([replacements]) => replacements), all[0]![1]]), {
        minLength: 15,
        maxLength: 15,
      }),
    ),
  );
  let [proven, refuted] = [0, 0];
  fc.assert(
    fc.property(policies, ([all, images]) => {
      const proof = proveSequence(all);
      const [first] = all as [Rules];
      if (all.length === 1) expect(proof.proven).toBe(proveReplacements(first.replacements, first.matching).proven);
      const runs = all.map(({ replacements, matching }) => compileRun(replacements, matching));
      const once = (image: string): string =>
        runs.reduce((at, run) => {
          const done = run(at);
          return done.is === "changed" ? done.image : at;
        }, image);
      if (!proof.proven) {
        refuted++;
        expect([once(proof.image), once(once(proof.image))]).toEqual(proof.runs.map((run) => run.image));
        expect(proof.runs[0].image).not.toBe(proof.runs[1].image);
        return;
      }
      proven++;
      for (const image of images) expect([all, image, once(once(image))]).toEqual([all, image, once(image)]);
    }),
    { numRuns: 70 },
  );
  expect(Math.min(proven, refuted)).toBeGreaterThan(5);
});
