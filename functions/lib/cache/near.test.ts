import { expect, test } from "bun:test";
import * as fc from "fast-check";
import type { CacheEntry } from "./entry.ts";
import { type ImageKey, indexCaches } from "./inventory.ts";
import { nearestCaches } from "./near.ts";
import type { Names } from "./predict-lookup.ts";
import { readImage } from "./testing/read-image.ts";

const caches: CacheEntry[] = [
  { provider: undefined, id: "c-tag", images: [{ ref: "nginx:1.26" }], source: "test" },
  { provider: undefined, id: "b-tag", images: [{ ref: "nginx:1.25" }], source: "test" },
  { provider: undefined, id: "digest", images: [{ ref: "mirror/web:1", digest: "sha256:a" }], source: "test" },
  { provider: undefined, id: "latest", images: [{ ref: "redis" }], source: "test" },
];

function nearest(ref: string, entries: readonly CacheEntry[] = caches, names: Names = "normalized"): string {
  const found = nearestCaches(indexCaches(entries, readImage), names)(readImage(ref) as ImageKey);
  return found === undefined ? "nothing" : `${found.cache.label} ${found.coverage.level}`;
}

test.each([
  ["nginx:1.26", "c-tag exact"],
  ["nginx:1.27", "b-tag other-tag"],
  ["nginx@sha256:a", "digest same-digest"],
  ["redis:latest", "latest exact"],
  ["redis:7", "latest other-tag"],
  ["envoy:1", "nothing"],
])("%s is nearest to %s", (ref, expected) => expect(nearest(ref)).toBe(expected));

test("where names must be equal as written, another spelling is only near", () => {
  expect(nearest("redis:latest", caches, "written")).toBe("latest other-spelling");
});

test("the order of the inventory never matters, and unrelated caches neither", () => {
  const ref = fc.constantFrom("nginx:1.26", "nginx:1", "nginx@sha256:a", "redis:7", "envoy:1");
  fc.assert(
    fc.property(fc.shuffledSubarray(caches, { minLength: caches.length }), ref, (shuffled, image) => {
      const unrelated: CacheEntry = { provider: undefined, id: "a", images: [{ ref: "other" }], source: "test" };
      expect(nearest(image, [unrelated, ...shuffled])).toBe(nearest(image));
    }),
  );
});
