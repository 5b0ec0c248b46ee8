import { expect, test } from "bun:test";
import { classifyKey } from "./key-class.ts";

test.each([
  ["k8s.aliyun.com/eci-auto-ims", "k8s.aliyun.com/eci-auto-imc"],
  ["k8s.aliyun.com/eci-imgae-cache", "k8s.aliyun.com/eci-image-cache"],
  ["k8s.aliyn.com/eci-image-cache", "k8s.aliyun.com/eci-image-cache"],
  ["cci.io/image-snapshot-automatch", "cci.io/image-snapshot-auto-match"],
  ["bursting.cci.io/image-replacment", "bursting.cci.io/image-replacement"],
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
