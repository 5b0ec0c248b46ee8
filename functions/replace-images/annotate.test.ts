import { expect, test } from "bun:test";
import { annotationValue, decideAnnotation } from "./annotate.ts";

const CURRENT = "bursting.cci.io/image-replacement";
const LEGACY = "coordinator.cci.io/image-replacement";
const RULES = [
  { repositoryPrefix: "harbor.domain", replaceWith: "swr.example/org1" },
  { repositoryPrefix: "", replaceWith: "swr.example/org1" },
];
const VALUE =
  '[{"repositoryPrefix":"harbor.domain","replaceWith":"swr.example/org1"},{"repositoryPrefix":"","replaceWith":"swr.example/org1"}]';
const OTHER = '[{"repositoryPrefix":"quay.io","replaceWith":"swr.example/org2"}]';

type Existing = "keep" | "replace" | "fail";
const decide = (
  present: Record<string, unknown>,
  wanted: "current" | "legacy" | "both" = "current",
  onExisting: Existing = "keep",
) => decideAnnotation(present, RULES, { current: CURRENT, legacy: LEGACY, wanted }, onExisting);

test("one line of JSON with exactly the two fields", () => {
  expect(annotationValue(RULES)).toBe(VALUE);
});

test("the key of each generation", () => {
  expect(decide({})).toEqual({ do: "write", value: VALUE, set: [CURRENT], remove: [] });
  expect(decide({}, "legacy")).toEqual({ do: "write", value: VALUE, set: [LEGACY], remove: [] });
  expect(decide({}, "both")).toEqual({ do: "write", value: VALUE, set: [CURRENT, LEGACY], remove: [] });
});

test("the same list in another order and layout is the same", () => {
  const reordered = JSON.stringify([RULES[1], RULES[0]], null, 2);
  for (const onExisting of ["keep", "replace", "fail"] as const) {
    expect(decide({ [CURRENT]: reordered }, "current", onExisting)).toEqual({ do: "nothing" });
  }
});

test("another list is kept, replaced, or an error", () => {
  expect(decide({ [CURRENT]: OTHER })).toEqual({ do: "keep", key: CURRENT, value: OTHER });
  expect(decide({ [CURRENT]: OTHER }, "current", "fail")).toEqual({ do: "fail", key: CURRENT, value: OTHER });
  expect(decide({ [CURRENT]: OTHER }, "current", "replace")).toMatchObject({ do: "write", set: [CURRENT], remove: [] });
});

test("the other generation counts as existing, too", () => {
  expect(decide({ [LEGACY]: OTHER })).toEqual({ do: "keep", key: LEGACY, value: OTHER });
  expect(decide({ [LEGACY]: OTHER }, "current", "replace")).toMatchObject({
    do: "write",
    set: [CURRENT],
    remove: [LEGACY],
  });
});

test("what is no list is something else", () => {
  for (const broken of ["", "{", "null", "true", '"text"', "[null]", "[1]"]) {
    expect(decide({ [CURRENT]: broken })).toEqual({ do: "keep", key: CURRENT, value: broken });
  }
});

test("carried out once, nothing is left to do", () => {
  for (const wanted of ["current", "legacy", "both"] as const) {
    const present: Record<string, string> = { [LEGACY]: OTHER };
    const decision = decide(present, wanted, "replace");
    if (decision.do !== "write") throw new Error("It must write");
    for (const key of decision.remove) delete present[key];
    for (const key of decision.set) present[key] = decision.value;
    expect(decide(present, wanted, "replace")).toEqual({ do: "nothing" });
  }
});
