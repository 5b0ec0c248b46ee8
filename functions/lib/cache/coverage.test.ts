import { expect, test } from "bun:test";
import { coverImage, type Level } from "./coverage.ts";
import { type Cache, type ImageKey, indexCaches } from "./inventory.ts";
import { readImage } from "./testing/read-image.ts";

const [cache] = indexCaches(
  [
    {
      provider: undefined,
      images: [{ ref: "nginx:1.27", digest: "sha256:a" }, { ref: "redis:7" }, { ref: "redis:8" }],
      source: "test",
    },
  ],
  readImage,
).caches as [Cache];

test.each<[string, Level, string | undefined]>([
  ["nginx:1.27", "exact", "nginx:1.27"],
  ["nginx:1.26", "other-tag", "nginx:1.27"],
  ["nginx", "other-tag", "nginx:1.27"],
  ["mirror/nginx@sha256:a", "same-digest", "nginx:1.27"],
  ["nginx@sha256:a", "exact", "nginx:1.27"],
  ["nginx:1.27@sha256:a", "exact", "nginx:1.27"],
  ["nginx:1.28@sha256:a", "exact", "nginx:1.27"],
  ["nginx:1.27@sha256:b", "other-tag", "nginx:1.27"],
  ["nginx@sha256:b", "other-tag", "nginx:1.27"],
  ["redis:8", "exact", "redis:8"],
  ["redis:9", "other-tag", "redis:7"],
  ["envoy:1", "none", undefined],
])("%s is %s", (ref, level, held) => {
  const coverage = coverImage(readImage(ref) as ImageKey, cache);
  expect(coverage.level).toBe(level);
  expect(coverage.held?.image.ref).toBe(held as string);
});

test("where names must be equal as written, another spelling is none that covers", () => {
  expect(coverImage(readImage("redis:7") as ImageKey, cache, "written").level).toBe("exact");
  const [latest] = indexCaches([{ provider: undefined, images: [{ ref: "nginx" }], source: "test" }], readImage)
    .caches as [Cache];
  expect(coverImage(readImage("nginx:latest") as ImageKey, latest, "written").level).toBe("other-spelling");
  expect(coverImage(readImage("nginx:latest") as ImageKey, latest).level).toBe("exact");
});
