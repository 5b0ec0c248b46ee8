import { expect, test } from "bun:test";
import { readInventory } from "./read-inventory.ts";

const ORIGIN = { resource: undefined, path: ["spec"], title: "inventory", damaged: false };

test.each([
  ["Ready", "Ready"],
  ["ready", "Ready"],
  ["AVAILABLE", "Available"],
  ["updatefailed", "UpdateFailed"],
  ["ready.ok", "Ready.Ok"],
  ["Gone", "Gone"],
])("the state %p is %p", (phase, expected) => {
  const { caches } = readInventory({ caches: [{ name: "web", phase, images: [] }] }, ORIGIN);
  expect(caches.map(({ entry }) => entry.phase)).toEqual([expected]);
});

test("a cache without a state has none", () => {
  const { caches } = readInventory({ caches: [{ name: "web", images: [] }] }, ORIGIN);
  expect(Object.keys(caches[0]?.entry ?? {})).not.toContain("phase");
});
