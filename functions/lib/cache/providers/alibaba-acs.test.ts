import { expect, test } from "bun:test";
import { judgePin } from "../pin.ts";
import { alibabaAcs } from "./alibaba-acs.ts";

const row = alibabaAcs();

test("a pod can only switch matching on: no key names a cache, no word switches it off, no object describes one", () => {
  expect(row.keys.autoMatch?.current).toBe("image.alibabacloud.com/enable-image-cache");
  expect(row.keys.autoMatch?.switch).toEqual({ on: "true", off: null });
  expect([row.keys.pin, row.pinFailure, row.cacheObject]).toEqual([null, null, null]);
});

test("what was matched is written by the cloud", () => {
  expect(row.keys.matched).toMatchObject({ current: "image.alibabacloud.com/matched-image-caches", by: "platform" });
});

test("a cache holds one image and is chosen for it, the newest first", () => {
  expect(row.limits.images).toMatchObject({ min: 1, max: 1 });
  expect(row.matching).toMatchObject({ chosenFor: "image", strategies: { default: ["matched-images", "newest"] } });
});

test("the pull policy is the opposite of what ECI advises, and required", () => {
  expect(row.pullPolicy).toMatchObject({
    advised: "Always",
    wrong: ["IfNotPresent", "Never"],
    strength: "required",
  });
});

test("ids of caches look like those of ECI", () => {
  expect(judgePin(row, "imc-uf6fba9qbhsjywolg2pj")).toBeUndefined();
  expect(judgePin(row, "s-uf6fba9qbhsjywolg2pj")?.code).toBe("mistaken");
});
