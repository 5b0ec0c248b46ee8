import { expect, test } from "bun:test";
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
