import { expect, test } from "bun:test";
import type { Select } from "../../lib/select/mod.ts";
import { selectsImage } from "./selects-image.ts";

const asked = (select: Select | undefined): readonly unknown[] => {
  const { selected, on } = selectsImage(select, "quay.io/team/web:1");
  return [selected, ...on];
};

test("what images alone decide is decided", () => {
  expect(asked(undefined)).toEqual([true]);
  expect(asked({ image: "quay.io/**" })).toEqual([true]);
  expect(asked({ image: ["docker.io/**"] })).toEqual([false]);
  expect(asked({ include: [{ image: "docker.io/**" }, { image: "quay.io/team/web" }] })).toEqual([true]);
  expect(asked({ include: [{ image: "docker.io/**" }] })).toEqual([false]);
  expect(asked({ include: [], exclude: [{ image: "quay.io/team/*" }] })).toEqual([false]);
  expect(asked({ exclude: [{ image: "quay.io/other/*" }] })).toEqual([true]);
});

test("everything else depends on where the image stands", () => {
  expect(asked({ namespace: "prod", kind: "Pod" })).toEqual([undefined, "namespace", "kind"]);
  expect(asked({ namespace: "prod", image: "docker.io/**" })).toEqual([false]);
  expect(asked({ include: [{ labels: { a: "b" } }, { image: "quay.io/**" }] })).toEqual([true]);
  expect(asked({ include: [{ labels: { a: "b" } }, { image: "docker.io/**" }] })).toEqual([
    undefined,
    "include.labels",
  ]);
  expect(asked({ exclude: [{ container: "a", image: "quay.io/**" }] })).toEqual([undefined, "exclude.container"]);
  expect(asked({ exclude: [{ container: "a", image: "docker.io/**" }] })).toEqual([true]);
});
