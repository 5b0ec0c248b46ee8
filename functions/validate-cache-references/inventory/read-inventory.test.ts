import { expect, test } from "bun:test";
import * as Schema from "effect/Schema";
import { Time } from "./cache-inventory.ts";
import { isTime } from "./time.ts";
import { expiryOf, readInventory } from "./read-inventory.ts";

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

test.each([
  ["2026-11-20", true],
  ["2024-02-29", true],
  ["2000-02-29T23:59:59.5+14:00", true],
  ["2025-02-29", false],
  ["1900-02-29", false],
  ["2026-02-30", false],
  ["2026-11-20T08:00:00+99:99", false],
  ["2026-11-20T08:00:00-24:00", false],
])("%s is a time: %p, to the schema as to everybody", (text, expected) => {
  expect([isTime(text), Schema.is(Time)(text)]).toEqual([expected, expected]);
});

test.each([
  ["2026-11-20T08:00:00Z", 1, "2026-11-21T08:00:00Z"],
  ["2026-11-20T08:00:00Z", 0, undefined],
  ["2026-11-20T08:00:00Z", 3_000_000, undefined],
  ["2026-11-20T08:00:00Z", 1e300, undefined],
  ["2026-11-20T08:00:00Z", -1e300, undefined],
  ["soon", 1, undefined],
])("what was created at %s and is kept for %d days expires at %p", (created, days, expected) => {
  expect(expiryOf(created, days)).toBe(expected as string);
});
