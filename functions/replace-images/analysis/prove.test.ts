import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { Replacement } from "../replace.ts";
import { imagesFor, rules } from "../testing/policies.ts";
import { compileRun } from "./follow.ts";
import { proveReplacements } from "./prove.ts";

type Pair = readonly [prefix: string, target: string];

const replacements = (pairs: readonly Pair[]): Replacement[] =>
  pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));

function prove(pairs: readonly Pair[], match: "prefix" | "exact" = "prefix", normalize = false): readonly string[] {
  const proof = proveReplacements(replacements(pairs), { match, normalize });
  if (proof.proven) return proof.reasons.map((reason) => ("by" in reason ? `${reason.is} ${reason.by}` : reason.is));
  const { image, runs, final } = proof.counterExample;
  return [image, ...runs.map((run) => `${run.image} by ${run.rule}`), `final ${final}`];
}

describe("proven, and why", () => {
  test("a host that moves elsewhere", () => {
    expect(prove([["docker.io", "mirror.example/docker.io"]])).toEqual(["unmatched"]);
    expect(prove([["docker.io", "mirror.example/docker.io"]], "prefix", true)).toEqual(["unmatched"]);
  });
  test("a target below its own prefix is not written twice", () => {
    expect(prove([["harbor.domain", "harbor.domain/proxy"]])).toEqual(["guarded 0"]);
    expect(prove([["harbor.domain", "harbor.domain/proxy"]], "exact")).toEqual(["unmatched"]);
  });
  test("into the target of another rule, which leaves it alone", () => {
    expect(
      prove([
        ["b.example", "a.example/proxy/b"],
        ["a.example", "a.example/proxy"],
      ]),
    ).toEqual(["guarded 1", "guarded 1"]);
  });
  test("a rule that could only make names that are too long of the results", () => {
    expect(
      prove([
        ["a.example:80", "b.example/x"],
        ["b.example/x", `c.example/${"y".repeat(255)}`],
      ]),
    ).toEqual(["refused 1", "unmatched"]);
  });
  test("a rule that no image can meet", () => {
    expect(prove([["docker.io", "m.example"]], "exact", true)).toEqual(["idle"]);
  });
  test("with full names, other spellings of the same", () => {
    expect(prove([["", "docker.io/library"]], "prefix", true)).toEqual(["guarded 0"]);
  });
});

describe("the smallest counter-example", () => {
  test("a chain of two", () => {
    expect(
      prove([
        ["a.example", "b.example/x"],
        ["b.example", "c.example"],
      ]),
    ).toEqual(["a.example/image", "b.example/x/image by 0", "c.example/x/image by 1", "final c.example/x/image"]);
  });
  test("a chain that only one image shows", () => {
    expect(
      prove([
        ["a.example", "b.example"],
        ["b.example/team/redis", "c.example/valkey"],
      ]),
    ).toEqual(["a.example/team/redis", "b.example/team/redis by 0", "c.example/valkey by 1", "final c.example/valkey"]);
  });
  test("a prefix that stands twice in a name", () => {
    expect(prove([["a/b", "a"]])).toEqual(["a/b/b", "a/b by 0", "a by 0", "final a"]);
    expect(prove([["h.io/p", ""]])).toEqual(["h.io/p/h.io/p/image", "h.io/p/image by 0", "image by 0", "final image"]);
  });
  test("names that come back, and names that grow", () => {
    expect(
      prove([
        ["a.example", "b.example"],
        ["b.example", "a.example"],
      ]),
    ).toEqual(["a.example/image", "b.example/image by 0", "a.example/image by 1", "final undefined"]);
    expect(
      prove([
        ["a.example", "b.example/x"],
        ["b.example", "a.example/y"],
      ]).at(-1),
    ).toBe("final undefined");
  });
  test("through the empty prefix, which means names without a slash", () => {
    expect(
      prove([
        ["redis", "valkey"],
        ["", "m.example"],
      ]),
    ).toEqual(["redis", "valkey by 0", "m.example/valkey by 1", "final m.example/valkey"]);
  });
  test("with full names, through a namespace of Docker Hub", () => {
    expect(
      prove(
        [
          ["quay.io", "acme"],
          ["docker.io", "m.example/hub"],
        ],
        "prefix",
        true,
      ),
    ).toEqual(["quay.io/image", "acme/image by 0", "m.example/hub/acme/image by 1", "final m.example/hub/acme/image"]);
  });
});

const segments = (image: string): number => image.split("/").length;

test("no image contradicts the verdict", () => {
  const policyAndImages = rules.chain((policy) =>
    fc.tuple(fc.constant(policy), fc.array(imagesFor(policy), { minLength: 20, maxLength: 20 })),
  );
  let [proven, refuted] = [0, 0];
  fc.assert(
    fc.property(policyAndImages, ([policy, images]) => {
      const proof = proveReplacements(...policy);
      const run = compileRun(...policy);
      if (!proof.proven) {
        refuted++;
        const { image, runs, final } = proof.counterExample;
        const first = run(image);
        const second = run(runs[0].image);
        expect([first, second]).toEqual([
          { is: "changed", ...runs[0] },
          { is: "changed", ...runs[1] },
        ]);
        if (final !== undefined) expect(run(final).is).not.toBe("changed");
        return;
      }
      proven++;
      for (const image of images) {
        const first = run(image);
        if (first.is !== "changed") continue;
        const second = run(first.image);
        expect([policy, image, second.is]).not.toEqual([policy, image, "changed"]);
        expect([policy, image, proof.reasons[first.rule]?.is]).not.toEqual([policy, image, "idle"]);
        const reason = proof.reasons[first.rule];
        if (reason?.is === "unmatched") expect(second).toEqual({ is: "final", rule: undefined });
      }
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(proven, refuted)).toBeGreaterThan(100);
});

test("no image is a smaller counter-example", () => {
  const policyAndImages = rules.chain((policy) =>
    fc.tuple(fc.constant(policy), fc.array(imagesFor(policy), { minLength: 20, maxLength: 20 })),
  );
  fc.assert(
    fc.property(policyAndImages, ([policy, images]) => {
      const proof = proveReplacements(...policy);
      if (proof.proven) return;
      const run = compileRun(...policy);
      const smallest = proof.counterExample.image;
      for (const image of images) {
        const first = run(image);
        if (first.is !== "changed" || run(first.image).is !== "changed") continue;
        if (/^[^/]*\.[^/]*$/.test(image.replace(/[@:].*/, ""))) continue; // a lone host comes last on purpose
        expect([policy, image, segments(image) >= segments(smallest)]).toEqual([policy, image, true]);
      }
    }),
    { numRuns: 1000 },
  );
});
