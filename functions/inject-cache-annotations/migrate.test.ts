import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { provider, PROVIDER_NAMES } from "../lib/cache/mod.ts";
import { moveOf, oldKeyProblem, oldKeys, renamedKeys } from "./migrate.ts";
import { applyEdits } from "./testing/apply-edits.ts";

const AUTO = "k8s.aliyun.com/eci-auto-imc";
const OLD_AUTO = "k8s.aliyun.com/eci-image-cache";
const ACR = "k8s.aliyun.com/acr-instance-ids";
const OLD_ACR = "k8s.aliyun.com/acr-instance-id";

const names = (name: (typeof PROVIDER_NAMES)[number], stated: boolean): string[] =>
  renamedKeys(provider(name), stated).flatMap(({ legacy }) => legacy);

const found = (annotations: Record<string, unknown>, decided: readonly string[] = []) =>
  oldKeys(renamedKeys(provider("alibaba-eci"), true), annotations, (key) => decided.includes(key));

test("older keys of caches always count, those of registries and of replacement when the generation is stated", () => {
  expect(names("alibaba-eci", false)).toEqual([OLD_AUTO, "k8s.aliyun.com/eci-image-snapshot-id"]);
  expect(names("alibaba-eci", true)).toContain(OLD_ACR);
  expect(names("huawei-cci", false)).toEqual([]);
  expect(names("huawei-cci", true)).toEqual(["coordinator.cci.io/image-replacement"]);
});

test("labels and annotations of cache objects are none of pods", () => {
  expect(names("huawei-cci", true)).not.toContain("virtual-kubelet.io/burst-to-cci");
  expect(names("alibaba-eci", true)).not.toContain("k8s.aliyun.com/auto-match-imagecache");
});

test.each([
  [{ [OLD_AUTO]: "false" }, "nothing", { op: "rename", key: OLD_AUTO, to: AUTO }],
  [{ [OLD_AUTO]: true }, "nothing", { op: "rename", key: OLD_AUTO, to: AUTO }],
  [{ [OLD_AUTO]: "true", [AUTO]: "true" }, "same", { op: "remove", key: OLD_AUTO }],
  [{ [OLD_AUTO]: true, [AUTO]: "true" }, "same", { op: "remove", key: OLD_AUTO }],
  [{ [OLD_AUTO]: "true", [AUTO]: "false" }, "other", undefined],
  [{ [OLD_AUTO]: "true", [AUTO]: null }, "other", undefined],
])("%j: %s", (annotations, beside, move) => {
  const [one, ...rest] = found(annotations);
  expect(rest).toEqual([]);
  expect(one?.beside as string).toBe(beside);
  expect(moveOf(one!)).toEqual(move as never);
});

test("what a rule decided is left to it, on either side", () => {
  expect(found({ [OLD_AUTO]: "true" }, [OLD_AUTO])).toEqual([]);
  expect(found({ [OLD_AUTO]: "true" }, [AUTO])[0]?.beside).toBe("other");
  expect(found({ [AUTO]: "true", team: "a" })).toEqual([]);
});

const problem = (annotations: Record<string, unknown>): string => oldKeyProblem(found(annotations)[0]!);

test("a problem says what to do", () => {
  expect(problem({ [OLD_ACR]: "cri-a" })).toBe(
    `"${OLD_ACR}" must be written with its newer key: rename it to "${ACR}", or set \`onExisting\` to replace`,
  );
  expect(problem({ [OLD_ACR]: "cri-a", [ACR]: "cri-a" })).toContain("which says the same");
  expect(problem({ [OLD_ACR]: "cri-a", [ACR]: "cri-b" })).toContain("not documented");
});

test("after moving no older key is left that nothing disagrees with, no value is lost, and a second run moves nothing", () => {
  const keys = renamedKeys(provider("alibaba-eci"), true);
  const both = keys.flatMap(({ current, legacy }) => [current].concat(legacy));
  const annotations = fc.dictionary(
    fc.constantFrom("team", ...both),
    fc.constantFrom<unknown>("true", "false", "imc-a", true, null),
  );
  const moves = (from: Record<string, unknown>) => oldKeys(keys, from, () => false).map(moveOf);
  fc.assert(
    fc.property(annotations, (from) => {
      const after = applyEdits(
        from as Parameters<typeof applyEdits>[0],
        moves(from).filter((move) => move !== undefined),
      );
      expect(moves(after).filter((move) => move !== undefined)).toEqual([]);
      for (const { current, legacy } of keys) {
        const before = [current, ...legacy].filter((key) => key in from).map((key) => String(from[key]));
        const now = [current, ...legacy].filter((key) => key in after).map((key) => String(after[key]));
        expect(new Set(now)).toEqual(new Set(before));
      }
    }),
  );
});
