import { expect, test } from "bun:test";
import { keyDomains, keyInfo, knownKeys, meaningOf, spellings } from "./keys.ts";
import { provider } from "./providers.ts";

test.each([
  ["k8s.aliyun.com/eci-auto-imc", "alibaba-eci", "autoMatch", "current"],
  ["k8s.aliyun.com/eci-image-cache", "alibaba-eci", "autoMatch", "legacy"],
  ["k8s.aliyun.com/imc-perfect-match", "alibaba-eci", "fullMatch", "current"],
  ["k8s.aliyun.com/imc-match-count-request", "alibaba-eci", "matchCount", "current"],
  ["k8s.aliyun.com/eci-imc-id", "alibaba-eci", "pin", "current"],
  ["k8s.aliyun.com/eci-image-snapshot-id", "alibaba-eci", "pin", "legacy"],
  ["k8s.aliyun.com/eci-matched-image-cache", "alibaba-eci", "matched", "current"],
  ["k8s.aliyun.com/acr-instance-id", "alibaba-eci", undefined, "legacy"],
  ["cci.io/image-snapshot-auto-match", "huawei-cci", "autoMatch", "current"],
  ["cci.io/image-snapshot-exact-match", "huawei-cci", "fullMatch", "current"],
  ["cci.io/image-snapshot-usage-strategy", "huawei-cci", "usageStrategy", "current"],
  ["cci.io/image-snapshot-create-if-not-present", "huawei-cci", "createIfNotPresent", "current"],
  ["cci.io/image-snapshot-specified-name", "huawei-cci", "pin", "current"],
  ["cci.io/image-snapshot-reject-if-not-available", "huawei-cci", "rejectIfNotAvailable", "current"],
  ["bursting.cci.io/image-replacement", "huawei-cci", "imageReplacement", "current"],
  ["coordinator.cci.io/image-replacement", "huawei-cci", "imageReplacement", "legacy"],
  ["virtual-kubelet.io/burst-to-cci", "huawei-cci", "burst", "legacy"],
  ["image.alibabacloud.com/enable-image-cache", "alibaba-acs", "autoMatch", "current"],
  ["image.alibabacloud.com/matched-image-caches", "alibaba-acs", "matched", "current"],
  ["alibabacloud.com/acs", "alibaba-acs", undefined, "current"],
  ["eks.tke.cloud.tencent.com/use-image-cache", "tencent-tke", "pin", "current"],
  ["eks.tke.cloud.tencent.com/image-cache-disk-type", "tencent-tke", undefined, "current"],
  ["vci.vke.volcengine.com/enable-auto-create-imc", "volcengine-vci", "autoMatch", "current"],
  ["vke.volcengine.com/burst-to-vci", "volcengine-vci", "burst", "current"],
])("%s", (key, name, meaning, generation) => {
  const info = keyInfo(key)!;
  expect([info.provider, info.meaning, info.generation] as unknown[]).toEqual([name, meaning, generation]);
});

test("a key of nobody is unknown, also when it looks like one", () => {
  for (const key of ["k8s.aliyun.com/imc-perf", "K8s.aliyun.com/eci-auto-imc", "toString", "__proto__", ""]) {
    expect(keyInfo(key)).toBeUndefined();
  }
});

test("platform-written keys are marked", () => {
  const written = knownKeys().filter((key) => keyInfo(key)?.row.by === "platform");
  expect(written).toContain("k8s.aliyun.com/eci-matched-image-cache");
  expect(written).toContain("resource.cci.io/size");
  expect(written).toContain("image.alibabacloud.com/matched-image-caches");
});

test.each([
  ["eks.tke.cloud.tencent.com/use-image-cache", "auto", "autoMatch"],
  ["eks.tke.cloud.tencent.com/use-image-cache", "imc-1cghhuuu", "pin"],
  ["eks.tke.cloud.tencent.com/use-image-cache", "Auto", "pin"],
  ["eks.tke.cloud.tencent.com/use-image-cache", "toString", "pin"],
  ["k8s.aliyun.com/eci-imc-id", "auto", "pin"],
  ["k8s.aliyun.com/eci-auto-imc", "auto", "autoMatch"],
  ["k8s.aliyun.com/acr-instance-ids", "auto", undefined],
])("%s: %j means %s", (key, value, meaning) => {
  expect(meaningOf(keyInfo(key)!, value) as string | undefined).toBe(meaning);
});

test("every known key has one of the domains, and none of them holds another", () => {
  const domains = keyDomains();
  for (const key of knownKeys()) expect(domains.filter((domain) => key.includes(domain))).toHaveLength(1);
  expect(domains).toContain("alibabacloud.com/");
  expect(domains).not.toContain("image.alibabacloud.com/");
});

test("spellings start with the current key, and are empty where the provider has none", () => {
  expect(spellings(provider("alibaba-eci"), "pin")).toEqual([
    "k8s.aliyun.com/eci-imc-id",
    "k8s.aliyun.com/eci-image-snapshot-id",
  ]);
  expect(spellings(provider("huawei-cci"), "matchCount")).toEqual([]);
});
