import { expect, test } from "bun:test";
import type { CacheEntry } from "./entry.ts";
import { indexCaches } from "./inventory.ts";
import { readImage } from "./testing/read-image.ts";

const entry = (id: string, ...refs: readonly string[]): CacheEntry => ({
  provider: "alibaba-eci",
  id,
  images: refs.map((ref) => ({ ref })),
  source: "test",
});

test("caches are found by id, by name and by normalised image", () => {
  const web: CacheEntry = { ...entry("imc-1", "nginx"), name: "web" };
  const index = indexCaches([web, entry("imc-2", "nginx:latest", "redis:7")], readImage);
  expect(index.byId.get("imc-2")?.map(({ label }) => label)).toEqual(["imc-2"]);
  expect(index.byName.get("web")?.map(({ label }) => label)).toEqual(["imc-1"]);
  expect(index.byImage.get("nginx:latest")?.map(({ label }) => label)).toEqual(["imc-1", "imc-2"]);
  expect(index.byImage.get("redis:8")).toBeUndefined();
});

test("an image that is written twice counts once, text that is no reference not at all", () => {
  const [cache] = indexCaches([entry("imc-1", "nginx", "nginx:latest", "")], readImage).caches;
  expect(cache?.images.map(({ image }) => image.ref)).toEqual(["nginx", "nginx:latest"]);
  expect([...(cache?.held.keys() ?? [])]).toEqual(["nginx:latest"]);
});

test("digests are known per reference, whether declared beside it or written in it", () => {
  const declared: CacheEntry = { ...entry("imc-1"), images: [{ ref: "nginx:1", digest: "sha256:a" }] };
  const { digests } = indexCaches([declared, entry("imc-2", "nginx:1@sha256:b")], readImage);
  expect([...(digests.get("nginx:1") ?? [])]).toEqual(["sha256:a", "sha256:b"]);
});

test("a cache is called by what pods name it by, else by what it has", () => {
  const named: CacheEntry = { provider: "huawei-cci", name: "snap", images: [], source: "test" };
  const nameless: CacheEntry = { provider: undefined, images: [], source: "test" };
  expect(indexCaches([named, nameless], readImage).caches.map(({ label }) => label)).toEqual(["snap", ""]);
  const both: CacheEntry = { ...named, id: "5d7d1cf8" };
  const labels = (by: "id" | "name"): string[] => indexCaches([both], readImage, by).caches.map(({ label }) => label);
  expect([labels("id"), labels("name")]).toEqual([["5d7d1cf8"], ["snap"]]);
});
