import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { knownKeys, PROVIDER_NAMES } from "../../lib/cache/mod.ts";
import { withinEdits } from "../edits.ts";
import { classifyKey } from "./key-class.ts";

test.each([
  ["k8s.aliyun.com/eci-auto-ims", "k8s.aliyun.com/eci-auto-imc"],
  ["k8s.aliyun.com/eci-imgae-cache", "k8s.aliyun.com/eci-image-cache"],
  ["k8s.aliyn.com/eci-image-cache", "k8s.aliyun.com/eci-image-cache"],
  ["cci.io/image-snapshot-automatch", "cci.io/image-snapshot-auto-match"],
  ["bursting.cci.io/image-replacment", "bursting.cci.io/image-replacement"],
  ["image.alibabacloud.com/enable-image-cach", "image.alibabacloud.com/enable-image-cache"],
  ["image.alibabacloud.com/enable-image-caches", "image.alibabacloud.com/enable-image-cache"],
  ["vci.vke.volcengine.com/enable-auto-create-ims", "vci.vke.volcengine.com/enable-auto-create-imc"],
  ["vci.vke.volcengine.com/desired-system-storge", "vci.vke.volcengine.com/desired-system-storage"],
])("%s was meant to be %s", (key, meant) => {
  expect(classifyKey(key)?.misspelt?.meant).toBe(meant);
});

test.each(["k8s.aliyun.com/imc-perf", "k8s.aliyun.com/eci-image-cache-mode", "cci.io/image-snapshot", "cci.io/imc"])(
  "%s is of a family whose keys are all known",
  (key) => {
    expect(classifyKey(key)?.misspelt).toMatchObject({ meant: undefined });
  },
);

test.each([
  "k8s.aliyun.com/eci-use-specs-foo",
  "k8s.aliyun.com/eci-ntp-server",
  "k8s.aliyun.com/eci-ram-role-name",
  "alibabacloud.com/acs",
  "alibabacloud.com/ecs",
  "image.alibabacloud.com/enable-image-cache",
  "eks.tke.cloud.tencent.com/use-image-cache",
  "example.com/image-cache",
  "image-cache",
  "app.kubernetes.io/name",
  "virtual-kubelet.io/os",
])("%s is none of our business", (key) => {
  expect(classifyKey(key)?.misspelt).toBeUndefined();
});

test("known keys are known, with the provider and the generation", () => {
  expect(classifyKey("k8s.aliyun.com/eci-image-cache")?.info).toMatchObject({
    provider: "alibaba-eci",
    generation: "legacy",
  });
});

test("of two known keys the closer one is meant, and it is sure only when it is alone", () => {
  // One edit from the key of cache objects, two from that of pods.
  expect(classifyKey("k8s.aliyun.com/eip-instanceid")?.misspelt).toMatchObject({
    meant: "k8s.aliyun.com/eip-instance-id",
    sure: true,
  });
  // One edit from both spellings.
  expect(classifyKey("k8s.aliyun.com/acr-instance-idx")?.misspelt?.sure).toBe(false);
  for (const key of ["k8s.aliyun.com/acr-user-arn", "k8s.aliyun.com/eci-auto-imd"]) {
    expect(classifyKey(key)?.misspelt?.sure).toBe(true);
  }
});

test("a typo anywhere in a key, in its domain or at its slash too, is told from a key of somebody else's", () => {
  const all = PROVIDER_NAMES.flatMap((name) => knownKeys(name));
  const edits: readonly ((key: string, at: number) => string)[] = [
    (key, at) => key.slice(0, at) + key.slice(at + 1),
    (key, at) => `${key.slice(0, at)}x${key.slice(at)}`,
    (key, at) => `${key.slice(0, at)}/${key.slice(at)}`,
    (key, at) => `${key.slice(0, at)}x${key.slice(at + 1)}`,
    (key, at) => `${key.slice(0, at)}/${key.slice(at + 1)}`,
    (key, at) => `${key.slice(0, at)}${key[at + 1] ?? ""}${key[at] ?? ""}${key.slice(at + 2)}`,
  ];
  const edit = fc.tuple(fc.constantFrom(...edits), fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(fc.constantFrom(...all), edit, edit, (known, [first, i], [second, j]) => {
      const once = first(known, i % known.length);
      const key = second(once, j % once.length);
      if (all.includes(key) || !key.includes("/")) return;
      const close = all.filter((each) => {
        const name = each.length - each.indexOf("/") - 1;
        return withinEdits(key, each, name >= 10 ? 2 : name >= 6 ? 1 : 0);
      });
      const { meant } = classifyKey(key)?.misspelt ?? {};
      if (close.length === 0) expect(meant).toBeUndefined();
      else expect(close).toContain(meant as string);
    }),
    { numRuns: 2_000 },
  );
});
