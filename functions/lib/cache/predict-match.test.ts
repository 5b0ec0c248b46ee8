import { expect, test } from "bun:test";
import * as fc from "fast-check";
import type { CacheEntry } from "./entry.ts";
import { indexCaches } from "./inventory.ts";
import type { Ranker } from "./predict-criteria.ts";
import { lookupOf } from "./predict-lookup.ts";
import { findBest, largestOf, type Prepared, type Question } from "./predict-match.ts";
import { obstacles } from "./predict-obstacle.ts";
import { survey } from "./predict-survey.ts";
import { readImage } from "./testing/read-image.ts";

const SCOPE = { usablePhases: ["Ready"], region: undefined, account: undefined, now: undefined };

const image = fc.constantFrom(..."abcde");
const entries = fc.array(
  fc.record({
    refs: fc.uniqueArray(image, { minLength: 1, maxLength: 4 }),
    sized: fc.boolean(),
    sizeGiB: fc.constantFrom(20, 30, undefined),
    day: fc.constantFrom(1, 2, undefined),
    phase: fc.constantFrom("Ready", "Ready", "Failed"),
  }),
  { minLength: 1, maxLength: 30 },
);
const criteria = fc.constantFrom<readonly Ranker[]>(
  ["matched-images", "closest-size", "newest"],
  ["matched-images", "smallest-cache", "newest"],
  ["matched-images", "matched-size"],
  ["matched-bytes", "newest"],
  ["newest", "matched-images"],
);

type Drawn = typeof entries extends fc.Arbitrary<infer T> ? T : never;

function prepare(drawn: Drawn): Prepared {
  const caches = drawn.map(({ refs, sized, sizeGiB, day, phase }, index): CacheEntry => {
    const images = refs.map((ref) => (sized ? { ref, sizeBytes: ref.charCodeAt(0) } : { ref }));
    const known = { ...(sizeGiB && { sizeGiB }), ...(day && { createdAt: `2026-01-0${day}T00:00:00Z` }) };
    return { provider: undefined, id: `c${String(index).padStart(2, "0")}`, images, phase, source: "test", ...known };
  });
  const lookup = lookupOf(indexCaches(caches, readImage), "normalized");
  const obstacle = obstacles(SCOPE);
  return { lookup, obstacle, largest: largestOf(lookup, obstacle), shared: new Map() };
}

function questionOf(refs: readonly string[], wanted: number, ranking: readonly Ranker[], limit: boolean): Question {
  const keys = refs.map((ref) => `${ref}:latest`).sort();
  return { keys, criteria: ranking, assumed: false, wanted, storageGiB: limit ? 25 : undefined };
}

test("few or many caches, common images or not: the winner and what is known of the others is that of the survey", () => {
  const refs = fc.uniqueArray(image, { minLength: 1, maxLength: 4 });
  const wanted = fc.constantFrom(1, 1, 2);
  fc.assert(
    fc.property(
      entries,
      fc.array(refs, { minLength: 1 }),
      wanted,
      criteria,
      fc.boolean(),
      (drawn, pods, count, order, limit) => {
        for (const common of [0, 2, 1000]) {
          // The pods of a package share what was visited for common images.
          const prepared = prepare(drawn);
          for (const pod of pods) {
            const question = questionOf(pod, count, order, limit);
            const { placed, others } = findBest(prepared, question, common);
            const all = survey(prepared, question);
            const [winner, ...rest] = placed;
            const candidates = new Set(question.keys.flatMap((key) => prepared.lookup.caches(key)));
            for (const { cache } of [...all.passedOver, ...all.runnersUp]) candidates.delete(cache);
            expect(winner === undefined ? [] : [winner.candidate.cache]).toEqual([...candidates]);
            const known = rest.map(({ candidate, lostBy }) => [candidate.cache.label, lostBy]);
            const told = all.runnersUp.map(({ cache, lostBy }) => [cache.label, lostBy]);
            expect(known).toEqual(told.slice(0, known.length) as typeof known);
            expect(others || known.length === Math.min(3, told.length)).toBe(true);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a common image is visited once for all pods that share it, however many caches hold it", () => {
  const caches = Array.from({ length: 500 }, (_, index): CacheEntry => {
    const own = index % 2 === 0 ? "proxy" : `app-${index}`;
    return { provider: undefined, id: `c${index}`, images: [{ ref: own }], sizeGiB: 20, source: "test" };
  });
  const index = indexCaches(caches, readImage);
  let reads = 0;
  const lookup = lookupOf(index, "normalized");
  const counting = { ...lookup, held: (...args: Parameters<typeof lookup.held>) => (reads++, lookup.held(...args)) };
  const obstacle = obstacles(SCOPE);
  const prepared: Prepared = { lookup: counting, obstacle, largest: largestOf(lookup, obstacle), shared: new Map() };
  for (let pod = 0; pod < 10_000; pod++) {
    findBest(
      prepared,
      questionOf([`app-${(pod % 250) * 2 + 1}`, "proxy"], 1, ["matched-images", "closest-size"], false),
    );
  }
  expect(reads).toBeLessThan(3 * 10_000);
});
