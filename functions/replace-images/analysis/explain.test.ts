import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { imagesFor, type Rules, rules } from "../testing/policies.ts";
import { explainImage } from "./explain.ts";
import { compileRun } from "./follow.ts";

type Pair = readonly [prefix: string, target: string];

/** What is made of an image, and the others as `rule why`. */
function explain(image: string, pairs: readonly Pair[], match: "prefix" | "exact" = "prefix", normalize = false) {
  const replacements = pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
  const found = explainImage(image, replacements, { match, normalize });
  if (found === undefined) return undefined;
  const { run, runnersUp, others } = found;
  return [
    run.is === "changed" ? `${run.rule} ${run.image}` : `${run.is} ${run.rule}`,
    ...runnersUp.map(({ rule, why, segments }) => `${rule} ${[why, ...(segments ?? [])].join(" ")}`),
    `others ${others}`,
  ];
}

const PAIRS: readonly Pair[] = [
  ["h.example", "m.example/a"],
  ["h.example/team", "m.example/b"],
  ["h.example/te", "m.example/c"],
  ["h.example/other/x", "m.example/d"],
  ["H.example/team", "m.example/e"],
  ["", "m.example/f"],
  ["quay.io", "m.example/g"],
];

test("the longest prefix wins, and every other rule says why it loses", () => {
  expect(explain("h.example/team/web:1", PAIRS)).toEqual([
    "1 m.example/b/web:1",
    "0 shorter",
    "2 segment",
    "4 case",
    "5 slash",
    "3 differs team other",
    "others 1",
  ]);
});

test("under the vendor's rule", () => {
  expect(explain("h.example/team/x/web:1", PAIRS, "exact")).toEqual([
    "final undefined",
    "1 depth",
    "0 depth",
    "2 segment",
    "4 case",
    "5 slash",
    "3 differs team other",
    "others 1",
  ]);
});

test("spellings", () => {
  expect(
    explain("nginx:1", [
      ["docker.io", "m.example"],
      ["", "n.example"],
    ]),
  ).toEqual(["1 n.example/nginx:1", "0 spelling", "others 0"]);
  expect(
    explain(
      "nginx:1",
      [
        ["docker.io", "m.example"],
        ["", "n.example"],
      ],
      "prefix",
      true,
    ),
  ).toEqual(["1 n.example/nginx:1", "0 shorter", "others 0"]);
  expect(explain("docker.io/nginx:1", [["docker.io/nginx", "m.example/n"]], "exact", true)).toEqual([
    "final undefined",
    "0 depth",
    "others 0",
  ]);
  expect(
    explain("redis:7", [
      ["redis", "m.example/valkey"],
      ["", "m.example"],
    ])?.slice(1),
  ).toEqual(["1 shorter", "others 0"]);
});

test("a rule that has been carried out applies and changes nothing", () => {
  expect(explain("h.example/proxy/web", [["h.example", "h.example/proxy"]])).toEqual(["final 0", "others 0"]);
});

test("both ways of comparing are shown", () => {
  const found = explainImage("nginx:1", [{ repositoryPrefix: "docker.io", replaceWith: "m.example" }], {
    match: "prefix",
    normalize: false,
  });
  expect(found).toMatchObject({
    full: "docker.io/library/nginx:1",
    run: { is: "final" },
    raw: { is: "final" },
    normalized: { is: "changed", image: "m.example/library/nginx:1", rule: 0 },
  });
});

test("what is no reference has no explanation", () => {
  expect(explain("nginx:", PAIRS)).toBeUndefined();
  expect(explain("{{ image }}", PAIRS)).toBeUndefined();
});

test("it says what a run does, and every rule is counted once", () => {
  const policyAndImages = rules.chain((policy: Rules) =>
    fc.tuple(fc.constant(policy), fc.array(imagesFor(policy), { minLength: 5, maxLength: 5 })),
  );
  fc.assert(
    fc.property(policyAndImages, ([[replacements, matching], images]) => {
      const run = compileRun(replacements, matching);
      for (const image of images) {
        const found = explainImage(image, replacements, matching) as NonNullable<ReturnType<typeof explainImage>>;
        expect(found.run).toEqual(run(image));
        const named = [
          ...found.runnersUp.map(({ rule }) => rule),
          ...(found.run.rule === undefined ? [] : [found.run.rule]),
        ];
        expect(new Set(named).size).toBe(named.length);
        expect(named.length + found.others).toBe(replacements.length);
        // Under the vendor's rule nothing is shorter; under the other nothing is too deep.
        const never = matching.match === "exact" ? "shorter" : "depth";
        expect(found.runnersUp.filter(({ why }) => why === never)).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
});
