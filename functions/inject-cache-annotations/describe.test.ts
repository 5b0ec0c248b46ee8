import { expect, test } from "bun:test";
import { provider } from "../lib/cache/mod.ts";
import { beforeAndAfter, changes, contradictions, demand } from "./describe.ts";

test("a demand says what pods must do and which rule says so", () => {
  const eci = provider("alibaba-eci");
  expect(demand(eci, { name: "rest", autoMatch: {} }, 0)).toBe(
    'pods must start from an image cache that is matched automatically (rule "rest")',
  );
  expect(demand(provider("huawei-cci"), { specifiedName: { name: "web" } }, 1)).toBe(
    'pods must start from image snapshot "web" (`rules[1]`)',
  );
  expect(demand(eci, { asIs: {} }, 3)).toBe("keys of pods must be current (`rules[3]`)");
  expect(demand(eci, { none: {} }, 2)).toBe("pods must not match an image cache automatically (`rules[2]`)");
});

test("changes are told in order", () => {
  const edits = [
    { op: "rename", key: "a", to: "b" },
    { op: "remove", key: "c" },
    { op: "set", key: "d", value: "true" },
  ] as const;
  expect(changes(edits)).toBe('renamed "a" to "b", removed "c", set "d" to "true"');
  expect(beforeAndAfter({ a: "1", c: true, x: "y" }, edits)).toEqual({
    before: '{"a":"1","c":true}',
    after: '{"b":"1","d":"true"}',
  });
  expect(beforeAndAfter({ x: "y" }, [{ op: "set", key: "d", value: "true" }]).before).toBeUndefined();
});

test("contradictions name the key and its value", () => {
  expect(contradictions([{ key: "a", value: "1", wanted: null }])).toBe('"a" is "1"');
  expect(contradictions([{ key: "a", value: "true\n", wanted: null }])).toBe('"a" is "true\\n"');
});
