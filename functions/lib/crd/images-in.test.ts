import { expect, test } from "bun:test";
import { formatSteps, imagesIn, type Steps, valuesAt } from "./mod.ts";

const found = (value: unknown): string[] => imagesIn(value, ["spec", "open"]).map(formatSteps);

test("images are found by their names where no schema tells anything", () => {
  const spec = {
    containers: [{ name: "a", image: "a:1" }, { image: "b:1" }],
    volumes: [{ image: { reference: "v:1" } }, { rbd: { image: "ceph" } }],
    env: [{ name: "image", value: "c:1" }],
  };
  expect([...new Set(found({ metadata: { image: "x" }, spec, status: { image: "x" }, images: ["d:1"] }))]).toEqual([
    "spec.open.spec.containers[].image",
    "spec.open.spec.volumes[].image.reference",
    "spec.open.images[]",
  ]);
  for (const odd of [null, 5, "image", [], { image: 5 }, { images: [5] }, { images: [] }, { osImage: "x" }]) {
    expect(found(odd)).toEqual([]);
  }
});

test("maps of texts that are called after images hold one in every value", () => {
  expect(found({ imageMap: { web: "a:1", cache: "b:1" }, extraImages: { x: "c:1" } })).toEqual([
    "spec.open.imageMap.*",
    "spec.open.extraImages.*",
  ]);
  const inParts = { images: { repository: "a", tag: "1" }, imageOverrides: { name: "a", newName: "b" } };
  expect(found(inParts)).toEqual([]);
  expect(found({ images: {}, imageMap: { web: 5 }, imagePullSecrets: { a: "b" }, diskImages: { a: "b" } })).toEqual([]);
  expect(imagesIn({ web: "a:1" }, ["spec", "images"]).map(formatSteps)).toEqual(["spec.images.*"]);
});

test("values are found at the steps to a field, with the way to them", () => {
  const steps = imagesIn({ a: [{ image: "x" }] }, [])[0] as Steps;
  expect(valuesAt({ a: [{ image: "1" }, { name: "n" }, { image: "2" }] }, steps)).toEqual([
    { path: ["a", 0, "image"], value: "1" },
    { path: ["a", 2, "image"], value: "2" },
  ]);
  expect(valuesAt({ a: { image: "1" } }, steps)).toEqual([]);
  expect(valuesAt({}, ["constructor"])).toEqual([]);
});
