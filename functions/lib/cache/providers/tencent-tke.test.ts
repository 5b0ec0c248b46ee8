import { expect, test } from "bun:test";
import { valueProblem } from "../grammar.ts";
import { judgePin } from "../pin.ts";
import { tencentTke } from "./tencent-tke.ts";

const row = tencentTke();
const companion = (name: string) =>
  row.companions.find(({ current }) => current === `eks.tke.cloud.tencent.com/${name}`)!;

test("one annotation is switched on by a word, or names a cache", () => {
  const { autoMatch, pin } = row.keys;
  expect(autoMatch?.current).toBe("eks.tke.cloud.tencent.com/use-image-cache");
  expect(pin?.current).toBe(autoMatch?.current as string);
  expect(autoMatch?.switch).toEqual({ on: "auto", off: null });
});

test.each([
  ["imc-1cghhuuu", undefined],
  ["imc-s1qe3dxi", undefined],
  ["imc-xxxxxxxx", "placeholder"],
  ["imc-xxx", "placeholder"],
  ["imc-2ze5hdcnngenmwc1jmwf", "unusual"],
  ["snap-1cghhuuu", "mistaken"],
  ["auto", "shape"],
  ["Auto", "shape"],
  ["true", "shape"],
])("%j names a cache: %s", (value, code) => {
  expect(judgePin(row, value)?.code as string | undefined).toBe(code);
});

test.each([
  ["image-cache-disk-type", "CLOUD_HSSD", true],
  ["image-cache-disk-type", "CLOUD_FAST", false],
  ["image-cache-disk-type", "cloud_ssd", false],
  ["image-cache-disk-size", "50", true],
  ["image-cache-disk-size", "50Gi", false],
  ["image-cache-disk-retain-minute", "10", true],
  ["image-cache-disk-retain-minute", "-1", false],
  ["registry-http-endpoint", "harbor.example.com,10.0.0.1:5000", true],
  ["registry-http-endpoint", "http://harbor.example.com", false],
])("%s: %j is good: %j", (name, value, good) => {
  expect(valueProblem(companion(name).value, value) === undefined).toBe(good);
});

test("among caches that hold as much the smaller one goes first, then the newer one", () => {
  expect(row.matching.strategies).toEqual({ default: ["matched-images", "smallest-cache", "newest"] });
});

test("its ImageCache is told from namesakes by its group, and writes secrets with a slash", () => {
  expect(row.cacheObject).toMatchObject({ group: "eks.cloud.tencent.com", versions: ["v1"], kind: "ImageCache" });
  const secret = new RegExp(row.cacheObject!.secrets.pattern);
  expect(["imc-operator-system/qcloudregistrykey", "ns:key", "key"].map((text) => secret.test(text))).toEqual([
    true,
    false,
    false,
  ]);
});

test("a cache that is missing costs time, never the pod", () => {
  expect(row.pinFailure).toMatchObject({ outcome: "pulls", strictKey: null });
});
