import { expect, test } from "bun:test";
import * as fc from "fast-check";
import type { CacheEntry } from "./entry.ts";
import { indexCaches } from "./inventory.ts";
import { type MatchRequest, type Outcome, predictor, type PredictorOptions } from "./predict.ts";
import { provider } from "./providers.ts";
import { readImage, readImages } from "./testing/read-image.ts";

const { default: ECI = [] } = provider("alibaba-eci").matching.strategies;
const { size: CCI_SIZE = [], quantity: CCI_QUANTITY = [] } = provider("huawei-cci").matching.strategies;
const SCOPE: PredictorOptions = { usablePhases: ["Ready"], region: undefined, account: undefined, now: undefined };

function cache(id: string, refs: string, rest: Partial<CacheEntry> = {}): CacheEntry {
  const images = refs.split(" ").map((text) => {
    const [ref = "", size] = text.split("=");
    return size === undefined ? { ref } : { ref, sizeBytes: Number(size) };
  });
  return { provider: undefined, id, images, source: "test", ...rest };
}

function predict(
  entries: readonly CacheEntry[],
  images: string,
  request: Partial<MatchRequest> = {},
  scope: Partial<PredictorOptions> = {},
): Outcome {
  return predictor(indexCaches(entries, readImage), { ...SCOPE, ...scope })({
    images: readImages(...images.split(" ")),
    criteria: ECI,
    atLeast: 1,
    storageGiB: undefined,
    ...request,
  });
}

function dated(day: number): Partial<CacheEntry> {
  return { createdAt: `2026-01-0${day}T00:00:00Z` };
}

function dated20(day: number): Partial<CacheEntry> {
  return { ...dated(day), sizeGiB: 20 };
}

function verdict({ prediction }: Outcome): string {
  return prediction === undefined ? "nothing" : `${prediction.winner.label} by ${prediction.decidedBy}`;
}

test("the cache that holds more of the images wins, then the smaller, then the newer", () => {
  const old = { createdAt: "2026-01-01T00:00:00Z" };
  const recent = { createdAt: "2026-02-01T00:00:00+08:00" };
  expect(verdict(predict([cache("one", "a"), cache("two", "a b", { sizeGiB: 100 })], "a b"))).toBe(
    "two by match-degree",
  );
  const sized = [cache("large", "a", { sizeGiB: 30, ...recent }), cache("small", "a", { sizeGiB: 20, ...old })];
  expect(verdict(predict(sized, "a"))).toBe("small by size");
  const bytes = [cache("much", "a=5 x=90", { sizeGiB: 20 }), cache("little", "a=5 x=9", { sizeGiB: 20 })];
  expect(verdict(predict(bytes, "a"))).toBe("little by size");
  expect(verdict(predict([cache("old", "a", old), cache("recent", "a", recent)], "a"))).toBe("recent by newest");
  expect(verdict(predict([cache("only", "a"), cache("other", "z")], "a"))).toBe("only by only-candidate");
});

test("what the inventory does not state decides nothing", () => {
  const known = cache("known", "a", { sizeGiB: 20, createdAt: "2026-01-01T00:00:00Z" });
  const outcome = predict([cache("later", "a"), known], "a");
  expect(verdict(outcome)).toBe("known by tie");
  expect(outcome.prediction?.runnersUp[0]?.cache.label).toBe("later");
});

test("every runner-up is told what decided against it, the next best first", () => {
  const caches = [
    cache("fewer", "a", dated20(9)),
    cache("larger", "a b", { ...dated20(9), sizeGiB: 30 }),
    cache("older", "a b", dated20(1)),
    cache("oldest-larger", "a b", { ...dated20(1), sizeGiB: 30 }),
    cache("winner", "a b", dated20(2)),
    cache("zwin", "a b", dated20(2)),
  ];
  const { prediction, survey } = predict(caches, "a b");
  expect([prediction?.winner.label, prediction?.decidedBy]).toEqual(["winner", "tie"]);
  const all = ["zwin tie", "older newest", "larger size", "oldest-larger size", "fewer match-degree"];
  expect(survey().runnersUp.map(({ cache: { label }, lostBy }) => `${label} ${lostBy}`)).toEqual(all);
  expect(prediction?.runnersUp.map(({ cache: { label } }) => label)).toEqual(["zwin", "older", "larger"]);
});

test("what cannot be compared is named, and only that", () => {
  const caches = [cache("new", "a", dated(2)), cache("old", "a", dated(1))];
  const { prediction } = predict(caches, "a");
  expect([prediction?.winner.label, prediction?.undecided]).toEqual(["new", ["size"]]);
  const sized = [cache("new", "a", { ...dated(2), sizeGiB: 2 }), cache("old", "a", { ...dated(1), sizeGiB: 2 })];
  expect(predict(sized, "a").prediction?.undecided).toEqual([]);
});

test("the smaller cache wins where the row says so, by its own size or that of its images", () => {
  const caches = [cache("a-large", "a=1", { sizeGiB: 30 }), cache("small", "a=1", { sizeGiB: 20 })];
  expect(verdict(predict(caches, "a", { criteria: ["matched-images", "smallest-cache", "newest"] }))).toBe(
    "small by size",
  );
  const bytes = [cache("much", `a=${2 ** 31}`), cache("sized", "a", { sizeGiB: 1 })];
  expect(verdict(predict(bytes, "a", { criteria: ["matched-images", "smallest-cache"] }))).toBe("sized by size");
});

test("closest in size may be taken as the larger matching images", () => {
  const caches = [cache("small", "a=1 x=1", { sizeGiB: 20 }), cache("whole", "a=9 x=1", { sizeGiB: 30 })];
  expect(verdict(predict(caches, "a"))).toBe("small by size");
  expect(verdict(predict(caches, "a", {}, { size: "images" }))).toBe("whole by size");
});

test("a cloud that documents no order has the one that the policy assumes, and the prediction says so", () => {
  const caches = [cache("one", "a"), cache("two", "a b", { sizeGiB: 30 })];
  const undocumented = predict(caches, "a b", { criteria: [] }).prediction;
  expect([undocumented?.winner.label, undocumented?.assumed]).toEqual(["two", true]);
  const sizes = [cache("large", "a", { sizeGiB: 30 }), cache("small", "a", { sizeGiB: 20 })];
  expect(verdict(predict(sizes, "a", { criteria: [] }))).toBe("large by tie");
  expect(verdict(predict(sizes, "a", { criteria: [] }, { order: ["smallest-cache"] }))).toBe("small by size");
  expect(predict(sizes, "a").prediction?.assumed).toBe(false);
});

test("names may have to be equal as written", () => {
  const caches = [cache("spelt", "a:latest"), cache("tagless", "a")];
  expect(verdict(predict(caches, "a"))).toBe("spelt by tie");
  expect(verdict(predict(caches, "a", {}, { names: "written" }))).toBe("tagless by only-candidate");
  expect(verdict(predict(caches, "a:1", {}, { names: "written" }))).toBe("nothing");
});

test("where a cache holds one image, every image has the newest of its own", () => {
  const caches = [cache("a1", "a", dated(1)), cache("a2", "a", dated(2)), cache("b1", "b", { phase: "Failed" })];
  const more = [...caches, cache("c1", "c", dated(1))];
  const request = { criteria: ["newest"] } as const;
  const { prediction, survey } = predict(more, "c a b z", request, { chosenFor: "image" });
  const images = prediction?.images?.map(({ key, prediction: each }) => [key, each?.winner.label, each?.decidedBy]);
  expect(images).toEqual([
    ["c:latest", "c1", "only-candidate"],
    ["a:latest", "a2", "newest"],
    ["b:latest", undefined, undefined],
    ["z:latest", undefined, undefined],
  ]);
  expect([prediction?.winner.label, prediction?.matched]).toEqual(["c1", 2]);
  expect(survey().runnersUp.map(({ cache: { label } }) => label)).toEqual(["a1"]);
  expect(verdict(predict(caches, "z", request, { chosenFor: "image" }))).toBe("nothing");
});

test("caches with an image of the pod that are no candidates are passed over, with the reason", () => {
  const now = Date.parse("2026-02-01T00:00:00Z");
  const caches = [
    cache("creating", "a b c", { phase: "Creating" }),
    cache("elsewhere", "a", { region: "r2" }),
    cache("expired", "a", { expiresAt: "2026-01-01T00:00:00Z" }),
    cache("few", "a"),
    cache("foreign", "a", { account: "2" }),
    cache("huge", "a b", { sizeGiB: 99 }),
    cache("unrelated", "z"),
  ];
  const scope = { region: "r1", account: "1", now };
  const { prediction, survey } = predict(caches, "a b", { atLeast: "all", storageGiB: 30 }, scope);
  expect(prediction).toBeUndefined();
  expect(survey().passedOver.map(({ cache: { label }, why, matched }) => `${label} ${why} ${matched}`)).toEqual([
    "creating phase 2",
    "huge too-large 2",
    "elsewhere region 1",
    "expired expired 1",
    "few too-few-images 1",
    "foreign account 1",
  ]);
});

test("a single candidate beside caches that hold too few is the only one", () => {
  const caches = [cache("all", "a b c"), cache("two", "b c")];
  expect(verdict(predict(caches, "a b c", { atLeast: 2 }))).toBe("all by match-degree");
  expect(verdict(predict(caches, "a b c", { atLeast: 3 }))).toBe("all by only-candidate");
});

test("strategy size sums the sizes of the matching images, quantity counts them", () => {
  const caches = [cache("heavy", "a=100 x=1"), cache("many", "b=10 c=10")];
  expect(verdict(predict(caches, "a b c", { criteria: CCI_SIZE }))).toBe("heavy by match-degree");
  expect(verdict(predict(caches, "a b c", { criteria: CCI_QUANTITY }))).toBe("many by match-degree");
});

test("sizes are not missed where a cache must hold every image", () => {
  const caches = [cache("old", "a=1 b=1"), cache("some", "a")];
  const all = predict(caches, "a b", { criteria: CCI_SIZE, atLeast: "all" });
  expect([all.prediction?.winner.label, all.prediction?.withoutSizes]).toEqual(["old", false]);
  const any = predict(caches, "a b", { criteria: CCI_SIZE });
  expect([any.prediction?.winner.label, any.prediction?.withoutSizes]).toEqual(["old", true]);
});

test("strategy size counts images as long as one size is unknown, and says so", () => {
  const { prediction } = predict([cache("heavy", "a=100"), cache("many", "b=10 c")], "a b c", { criteria: CCI_SIZE });
  expect([prediction?.winner.label, prediction?.withoutSizes]).toEqual(["many", true]);
  const known = predict([cache("heavy", "a=100"), cache("many", "b=10 c=1")], "a b c", { criteria: CCI_SIZE });
  expect([known.prediction?.winner.label, known.prediction?.withoutSizes]).toEqual(["heavy", false]);
});

test.each<[string, Partial<CacheEntry>, Partial<PredictorOptions>]>([
  ["not usable", { phase: "Creating" }, {}],
  ["in another region", { region: "cn-hangzhou" }, { region: "cn-beijing" }],
  ["of another account", { account: "1" }, { account: "2" }],
  ["expired", { expiresAt: "2026-01-01T00:00:00Z" }, { now: Date.parse("2026-01-01T00:00:00Z") }],
])("a cache that is %s is no candidate", (_, entry, scope) => {
  expect(verdict(predict([cache("one", "a", entry)], "a", {}, scope))).toBe("nothing");
  expect(verdict(predict([cache("one", "a")], "a", {}, scope))).toBe("one by only-candidate");
});

test("a cache that does not fit the pod's storage is named when it would have matched more", () => {
  const caches = [cache("fits", "a", { sizeGiB: 30 }), cache("huge", "a b", { sizeGiB: 31 })];
  const outcome = predict(caches, "a b", { storageGiB: 30 });
  expect([verdict(outcome), outcome.tooLarge?.label]).toEqual(["fits by only-candidate", "huge"]);
  expect(predict(caches, "a", { storageGiB: 30 }).tooLarge).toBeUndefined();
  expect(verdict(predict(caches, "a b", { storageGiB: 50 }))).toBe("huge by match-degree");
});

test("a full match needs every image, a count that many of them", () => {
  const caches = [cache("two", "a b")];
  expect(verdict(predict(caches, "a b c", { atLeast: "all" }))).toBe("nothing");
  expect(verdict(predict(caches, "a b", { atLeast: "all" }))).toBe("two by only-candidate");
  expect(verdict(predict(caches, "a b c", { atLeast: 3 }))).toBe("nothing");
  expect(verdict(predict(caches, "a b c", { atLeast: 2 }))).toBe("two by only-candidate");
});

const image = fc.constantFrom(..."abcdef");
const entries = fc.array(
  fc.record({
    refs: fc.uniqueArray(image, { minLength: 1, maxLength: 4 }),
    sizes: fc.boolean(),
    sizeGiB: fc.constantFrom(20, 30, 40),
    day: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const build = (drawn: typeof entries extends fc.Arbitrary<infer T> ? T : never): CacheEntry[] =>
  drawn.map(({ refs, sizes, sizeGiB, day }, index) =>
    cache(`c${index}`, refs.map((ref) => (sizes ? `${ref}=${ref.charCodeAt(0)}` : ref)).join(" "), {
      sizeGiB,
      createdAt: `2026-01-0${day}T00:00:00Z`,
    }),
  );
const criteria = fc.constantFrom(ECI, CCI_SIZE, CCI_QUANTITY);
const wanted = fc.uniqueArray(image, { minLength: 1, maxLength: 4 }).map((refs) => refs.join(" "));

test("the order of the inventory never matters", () => {
  fc.assert(
    fc.property(entries, wanted, criteria, (drawn, images, order) => {
      const all = build(drawn);
      const reversed = all.toReversed();
      expect(verdict(predict(reversed, images, { criteria: order }))).toBe(
        verdict(predict(all, images, { criteria: order })),
      );
    }),
  );
});

test("a cache without any of the images never changes the answer", () => {
  fc.assert(
    fc.property(entries, wanted, criteria, (drawn, images, order) => {
      const all = build(drawn);
      const more = [...all, cache("unrelated", "zzz", { sizeGiB: 1, createdAt: "2030-01-01T00:00:00Z" })];
      expect(verdict(predict(more, images, { criteria: order }))).toBe(
        verdict(predict(all, images, { criteria: order })),
      );
    }),
  );
});

test("the survey has the winner's place, and every cache with one of the images once", () => {
  fc.assert(
    fc.property(entries, wanted, criteria, (drawn, images, order) => {
      const all = build(drawn);
      const { prediction, survey } = predict(all, images, { criteria: order });
      const { runnersUp, passedOver } = survey();
      const named = [...runnersUp, ...passedOver].map((each) => each.cache.label);
      if (prediction !== undefined) named.push(prediction.winner.label);
      const related = all.filter((each) => each.images.some(({ ref }) => images.split(" ").includes(ref)));
      expect(named.sort()).toEqual(related.map(({ id = "" }) => id).sort());
      const known = prediction?.runnersUp.map((each) => each.cache.label) ?? [];
      expect(runnersUp.map((each) => each.cache.label).filter((label) => known.includes(label))).toEqual(known);
      expect(runnersUp[0]?.lostBy ?? "only-candidate").toBe(prediction?.decidedBy ?? "only-candidate");
    }),
  );
});

test("the early end finds the same winner as looking at every cache", () => {
  fc.assert(
    fc.property(entries, wanted, fc.constantFrom(ECI, CCI_QUANTITY), (drawn, images, order) => {
      const all = build(drawn);
      const { prediction } = predict(all, images, { criteria: order });
      const counts = all.map(({ images: held }) => held.filter(({ ref }) => images.split(" ").includes(ref)).length);
      expect(prediction?.matched ?? 0).toBe(Math.max(...counts));
    }),
  );
});

test("the work grows with pods + caches: a sidecar in every cache does not multiply them", () => {
  const index = indexCaches(
    Array.from({ length: 500 }, (_, number) => cache(`c${number}`, `app-${number}=1 proxy=1`)),
    readImage,
  );
  let visits = 0;
  const counting = new Map(
    [...index.byImage].map(([key, list]) => [
      key,
      new Proxy(list, {
        get: (target, property, receiver) => {
          if (typeof property === "string" && /^\d+$/.test(property)) visits++;
          return Reflect.get(target, property, receiver) as unknown;
        },
      }),
    ]),
  );
  for (const order of [ECI, CCI_SIZE]) {
    visits = 0;
    const ask = predictor({ ...index, byImage: counting }, SCOPE);
    for (let pod = 0; pod < 10_000; pod++) {
      const images = readImages(`app-${pod % 700}`, "proxy", `only-here-${pod}`);
      ask({ images, criteria: order, atLeast: 1, storageGiB: 30 });
    }
    expect(visits).toBeLessThan(10_000);
  }
});
