import { beforeAll, describe, expect, test } from "bun:test";
import * as Schema from "effect/Schema";
import { loadLibrary, type Node, outline, type Outline } from "../yaml/mod.ts";
import { configMapSpec } from "./config-map.ts";
import { decodePolicy } from "./decode-policy.ts";
import { policyInFile } from "./find-policy.ts";
import { NeedsSchema } from "./policy-decoder.ts";
import { stamp } from "./testing/stamp.ts";
import { STAMP_POLICY } from "./testing/texts.ts";

beforeAll(async () => {
  await loadLibrary();
  await new NeedsSchema(stamp.policy).load();
});

const policy = (lines: string): string => STAMP_POLICY.replace("  value: hello\n", lines);
const configMap = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: function-input\ndata:${data}`;
const decode = (text: string): ReturnType<typeof decodePolicy> =>
  decodePolicy(stamp, policyInFile(stamp, { path: "p.yaml", text }));

function errors(text: string): (string | number | undefined)[][] {
  const decoded = decode(text);
  if (!("findings" in decoded)) throw new Error("The policy must be wrong");
  return decoded.findings.map(({ field, message, line }) => [field?.path, message, line]);
}

function spec(text: string): unknown {
  const decoded = decode(text);
  if ("findings" in decoded) throw new Error(JSON.stringify(decoded.findings));
  return (decoded.policy as { spec: unknown }).spec;
}

describe("a wrong policy: one error per field, with what must be there", () => {
  test.each([
    ["an unknown key", "  value: a\n  mood: b\n", "spec.mood", '"mood" must be a known field (known fields: crash, '],
    [
      "a misspelt key, which is also missing",
      "  valeu: a\n",
      "spec.valeu",
      '"valeu" must be a known field, did you mean "value"?',
    ],
    ["an unknown value", "  value: a\n  style: lout\n", "spec.style", 'must be "quiet" or "loud", not "lout"'],
    ["another type", "  value: a\n  strict: 1\n", "spec.strict", "must be true or false, not 1"],
    ["a list for a map", "  value: a\n  select: [b]\n", "spec.select", "must be a map, not a list"],
    ["a map for a list", "  value: a\n  rules: {b: c}\n", "spec.rules", "must be a list, not a map"],
    ["a number for a string", "  value: 1\n", "spec.value", "must be a string, not 1"],
    ["nothing for a string", "  value:\n", "spec.value", "must be a string, not empty"],
    ["an empty list", "  value: []\n", "spec.value", "must be a string, not an empty list"],
    ["an empty string", '  value: ""\n', "spec.value", "must not be empty"],
    ["a broken number", "  value: a\n  limit: 1.5\n", "spec.limit", "must be an integer, not 1.5"],
    ["a missing key in a list", "  value: a\n  rules: [{weight: 1}]\n", "spec.rules[0].kind", "must be set: a string"],
    [
      "a filter's own words",
      "  value: a\n  rules: [{kind: A}, {kind: A}]\n",
      "spec.rules[1].kind",
      'kind must be unique, not "A" again',
    ],
  ])("%s", (_, text, path, message) => {
    const found = errors(policy(text));
    expect(found.map(([at]) => at)).toEqual([path]);
    expect(found[0]?.[1]).toStartWith(message);
  });

  test("every field at once, each with its line", () => {
    expect(
      errors(policy("  value: 1\n  style: x\n  select:\n    kind: []\n")).map(([path, , line]) => [path, line]),
    ).toEqual([
      ["spec.value", 6],
      ["spec.style", 7],
      ["spec.select.kind", 9],
    ]);
  });

  test("no spec at all", () => {
    expect(errors("apiVersion: warmstart.dev/v1alpha1\nkind: Stamp\n")).toEqual([["spec", "must be set: a map", 1]]);
  });
});

describe("the type", () => {
  test("another kind is the only error", () => {
    expect(errors(STAMP_POLICY.replace("Stamp", "Stapm"))).toEqual([
      ["kind", 'must be kind "Stamp" (warmstart.dev/v1alpha1) or "ConfigMap" (v1), not "Stapm"', 2],
    ]);
  });

  test("another apiVersion", () => {
    expect(errors(STAMP_POLICY.replace("v1alpha1", "v1"))).toEqual([
      ["apiVersion", 'must be "warmstart.dev/v1alpha1", not "warmstart.dev/v1"', 1],
    ]);
    expect(errors(configMap("\n  value: a\n").replace("v1", "v2"))[0]?.[0]).toBe("apiVersion");
  });

  test.each([
    ["no YAML", "a: [b", /^policy must be valid YAML: /],
    ["an empty file", "", /^policy must be given: kind "Stamp"/],
    ["a list", "- a\n", /^policy must be a map/],
    ["two of them", `${STAMP_POLICY}---\n${STAMP_POLICY}`, /^one policy must be given, not 2 of kind "Stamp"/],
    ["two others", "kind: A\n---\nkind: B\n", /^policy must be given: kind "Stamp"/],
  ])("%s", (_, text, message) => {
    expect(errors(text).map(([, found]) => found)).toEqual([expect.stringMatching(message)]);
  });

  test("the policy among other documents of its file, with the file's own lines", () => {
    expect(spec(`kind: Other\n---\n${STAMP_POLICY}---\nkind: ConfigMap\n`)).toEqual({ value: "hello" });
    expect(errors(`kind: Other\n---\n${policy("  value: 1\n")}`)[0]?.[2]).toBe(8);
  });
});

test("metadata is not ours: annotations, labels and the name may be anything", () => {
  const metadata =
    "metadata:\n  namespace: x\n  creationTimestamp: null\n  labels: {a: b}\n  annotations:\n    internal.config.kubernetes.io/index: 0\n";
  expect(spec(STAMP_POLICY.replace("metadata:\n  name: test\n", metadata))).toEqual({ value: "hello" });
  expect(spec(STAMP_POLICY.replace("metadata:\n  name: test\n", ""))).toEqual({ value: "hello" });
});

describe("a ConfigMap", () => {
  test("every value is text: what it means is the field's affair", () => {
    const data = `
  value: on
  style: 'loud'
  strict: "true"
  limit: 3
  rules: |
    - {kind: Pod, weight: 2}
    - kind: Job
  select.kinds: '[Pod]'
  select.labels: "{a: 'yes'}"
`;
    expect(spec(configMap(data))).toEqual({
      value: "on",
      style: "loud",
      strict: true,
      limit: 3,
      rules: [{ kind: "Pod", weight: 2 }, { kind: "Job" }],
      select: { kinds: ["Pod"], labels: { a: "yes" } },
    });
  });

  test("aliases and merge keys are followed", () => {
    const shared = "x: &x\n  style: loud\n  limit: &n 3\n  value: b\n";
    expect(spec(`${shared}${configMap(" *x\n")}`)).toEqual({ style: "loud", limit: 3, value: "b" });
    const merged = configMap("\n  value: a\n  <<: *x\n  strict: &t 'true'\n");
    expect(spec(`${shared}${merged}`)).toEqual({ style: "loud", limit: 3, value: "a", strict: true });
  });

  test.each([
    ["1", "1"],
    ["0123", "0123"],
    ["'1'", "1"],
    ["true", "true"],
    ["~", "~"],
    ["2020-01-01", "2020-01-01"],
    ["|-\n    a: b", "a: b"],
  ])("a field of strings takes %j as it is written", (written, value) => {
    expect(spec(configMap(`\n  value: ${written}\n`))).toEqual({ value });
  });

  test.each([
    ["'*'", "*"],
    ["'**/nginx'", "**/nginx"],
    ["'{a,b}'", "{a,b}"],
    ["'{a,b}-*'", "{a,b}-*"],
    ["'%a'", "%a"],
    ["'!a'", "!a"],
    ["1", "1"],
    ["on", "on"],
    ["''", ""],
    [`'"*"'`, "*"],
    ["'a # b'", "a"],
    ["'[a, \"*\"]'", ["a", "*"]],
    ["|\n    - a\n    - b", ["a", "b"]],
  ])("a field of a string or a list takes %j as %j", (written, names) => {
    expect(spec(configMap(`\n  value: a\n  select.names: ${written}\n`))).toEqual({ value: "a", select: { names } });
  });

  test.each([
    ["'[a'", "must be valid YAML: "],
    ["'[*a]'", 'alias "a" must refer to an anchor above it'],
    ["'a: b'", "must be a string or a list, not a map"],
  ])("a field of a string or a list refuses %j", (written, message) => {
    expect(errors(configMap(`\n  value: a\n  select.names: ${written}\n`))[0]?.[1]).toStartWith(message);
  });

  test.each(["", " {}", " null", " ~"])("without data, as in %j, has no fields", (data) => {
    expect(errors(configMap(`${data}\n`)).map(([path, message]) => [path, message])).toEqual([
      ["data.value", "must be set: a string"],
    ]);
  });

  test("the dots of a label are its own", () => {
    const data = "\n  value: a\n  select.labels.app.kubernetes.io/name: web\n  select.labels.app: '1'\n";
    expect(spec(configMap(data))).toEqual({
      value: "a",
      select: { labels: { "app.kubernetes.io/name": "web", app: "1" } },
    });
    const whole = configMap("\n  value: a\n  select.labels: '{}'\n  select.labels.a.b/c: d\n");
    expect(errors(whole)).toEqual([
      ['data["select.labels.a.b/c"]', '"select.labels.a.b/c" must not be set beside a shorter or longer form of it', 8],
    ]);
  });

  test("a policy may be a map of names that its author chooses", () => {
    const names = Schema.StructWithRest(Schema.Struct({ mode: Schema.optionalKey(Schema.String) }), [
      Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Array(Schema.String)])),
    ]);
    const open = Schema.Struct({ spec: names });
    const text = configMap("\n  mode: x\n  example.com/a: y\n  example.com/b: '[z]'\n");
    expect(configMapSpec((outline(text, "document") as Outline).root as Node, open.ast)).toMatchObject({
      spec: { mode: "x", "example.com/a": "y", "example.com/b": ["z"] },
      problems: [],
    });
  });

  test("a field below one that may hold anything is YAML", () => {
    const open = Schema.Struct({
      spec: Schema.Struct({ any: Schema.Unknown, map: Schema.Record(Schema.String, Schema.Any) }),
    });
    const text = configMap("\n  any.replicas: '3'\n  map.a.b: '[c]'\n  map.d: 'true'\n");
    const read = outline(text, "document") as Outline;
    expect(configMapSpec(read.root as Node, open.ast)).toMatchObject({
      spec: { any: { replicas: 3 }, map: { a: { b: ["c"] }, d: true } },
      problems: [],
    });
  });

  test.each([
    ["a missing key", " {}\n", "data.value", "must be set: a string"],
    [
      "an unknown key",
      "\n  value: a\n  vlaue: b\n",
      "data.vlaue",
      '"vlaue" must be a known field, did you mean "value"?',
    ],
    [
      "the first part of a dotted key",
      "\n  value: a\n  selcet.kinds: '[]'\n",
      'data["selcet.kinds"]',
      '"selcet" must be a known field, did you mean "select"?',
    ],
    [
      "an unknown key whose value is no YAML",
      "\n  value: a\n  selcet.names: '*'\n",
      'data["selcet.names"]',
      '"selcet" must be a known field, did you mean "select"?',
    ],
    ["no map", " abc\n", "data", "must be a map of strings"],
    ["a list", "\n- a\n", "data", "must be a map of strings"],
    ["a wrong value", "\n  value: a\n  strict: on\n", "data.strict", 'must be true or false, not "on"'],
    [
      "a wrong field inside",
      "\n  value: a\n  rules: '[{kind: 1}]'\n",
      "data.rules",
      "`[0].kind` must be a string, not 1",
    ],
    ["a dotted key", "\n  value: a\n  select.kinds: b\n", 'data["select.kinds"]', 'must be a list, not "b"'],
    ["a value that is no text", "\n  value: a\n  rules:\n  - kind: A\n", "data.rules", "must be a string: every value"],
    ["a value that is no YAML", "\n  value: a\n  rules: '[}'\n", "data.rules", "must be valid YAML: "],
    [
      "a key twice",
      "\n  value: a\n  select: '{kinds: []}'\n  select.kinds: '[]'\n",
      'data["select.kinds"]',
      '"select.kinds" must not be set beside',
    ],
    [
      "a key beside a value that lacks it",
      "\n  value: a\n  select: '{labels: {}}'\n  select.kinds: '[]'\n",
      'data["select.kinds"]',
      '"select.kinds" must not be set beside',
    ],
  ])("%s", (_, data, path, message) => {
    const found = errors(configMap(data));
    expect(found.map(([at]) => at)).toEqual([path]);
    expect(found[0]?.[1]).toStartWith(message);
  });
});
