import { expect, test } from "bun:test";
import { checkPolicy } from "./check.ts";

type Spec = Parameters<typeof checkPolicy>[0];

function notes(spec: Spec): string[] {
  return checkPolicy(spec).map(({ severity, path, message }) => `${severity} ${path.join(".")}: ${message}`);
}

function named(provider: Spec["provider"], name: string): string[] {
  return notes({ provider, rules: [{ specifiedName: { name } }] });
}

test("a good policy has nothing to say", () => {
  expect(
    notes({
      provider: "alibaba-eci",
      rules: [{ autoMatch: { perfectMatch: true, matchCountRequest: 2 } }],
    }),
  ).toEqual([]);
  expect(notes({ provider: "huawei-cci", keys: "legacy", rules: [{ autoMatch: {} }, { none: {} }] })).toEqual([]);
  const specifiedName = { name: "web", rejectIfNotAvailable: true };
  expect(notes({ provider: "huawei-cci", rules: [{ specifiedName }] })).toEqual([]);
});

test("options of the other cloud are errors at the option", () => {
  expect(
    notes({
      provider: "alibaba-eci",
      rules: [{ none: {} }, { autoMatch: { exactMatch: false, usageStrategy: "size" } }],
    }),
  ).toEqual([
    "error rules.1.autoMatch.exactMatch: must not be set for Alibaba Cloud ECI: it is an option of Huawei Cloud CCI",
    "error rules.1.autoMatch.usageStrategy: must not be set for Alibaba Cloud ECI: it is an option of Huawei Cloud CCI",
  ]);
  expect(notes({ provider: "huawei-cci", rules: [{ autoMatch: { matchCountRequest: 1 } }] })).toEqual([
    "error rules.0.autoMatch.matchCountRequest: must not be set for Huawei Cloud CCI: it is an option of Alibaba Cloud ECI",
  ]);
  const specifiedName = { name: "imc-2ze5hdcnngenmwc1jmwf", rejectIfNotAvailable: false };
  expect(notes({ provider: "alibaba-eci", rules: [{ specifiedName }] })).toHaveLength(1);
});

test("an option without an older spelling is an error with legacy keys", () => {
  expect(
    notes({
      provider: "alibaba-eci",
      keys: "legacy",
      rules: [{ autoMatch: { perfectMatch: true } }],
    }),
  ).toEqual([
    'error rules.0.autoMatch.perfectMatch: must not be set with `keys: legacy`: "k8s.aliyun.com/imc-perfect-match" has no older spelling',
  ]);
  expect(
    notes({
      provider: "alibaba-eci",
      keys: "both",
      rules: [{ autoMatch: { perfectMatch: true } }],
    }),
  ).toEqual([]);
});

test("the name of a cache is judged by the provider's shape", () => {
  expect(named("alibaba-eci", "imc-2ze5tm5gehgtiiga****")).toEqual([
    expect.stringContaining('error rules.0.specifiedName.name: "imc-2ze5tm5gehgtiiga****" is a placeholder'),
  ]);
  expect(named("alibaba-eci", "s-2ze5tm5gehgtiiga")[0]).toContain("is the id of a snapshot");
  expect(named("alibaba-eci", "imc-2ze5")[0]).toStartWith("warning ");
  expect(named("huawei-cci", "imc-2ze5hdcnngenmwc1jmwf")[0]).toContain("of another cloud");
  expect(named("huawei-cci", "My_Snapshot")[0]).toContain("must be the name of an image snapshot");
});

test("what a cloud has no annotation for is an error at the action, with those that have one", () => {
  const rules = [{ autoMatch: {} }, { specifiedName: { name: "imc-uf6fba9qbhsjywolg2pj" } }];
  expect(notes({ provider: "alibaba-acs", rules })).toEqual([
    "error rules.1.specifiedName: must not be used for Alibaba Cloud ACS: no annotation that names one image cache is documented, unlike for Alibaba Cloud ECI, Huawei Cloud CCI, Tencent TKE; use `autoMatch`",
  ]);
  expect(notes({ provider: "volcengine-vci", rules })).toHaveLength(1);
  expect(notes({ provider: "volcengine-vci", rules: [{ autoMatch: {} }, { none: {} }] })).toEqual([]);
});

test("a word of the annotation is no name", () => {
  expect(named("tencent-tke", "imc-1cghhuuu")).toEqual([]);
  expect(named("tencent-tke", "auto")[0]).toEndWith('; "auto" is what `autoMatch: {}` writes');
  expect(named("tencent-tke", "web")[0]).toEndWith('such as "imc-1cghhuuu"');
  expect(named("tencent-tke", "toString")[0]).toEndWith('such as "imc-1cghhuuu"');
});

test("keys are moved forwards only", () => {
  const rules = [{ asIs: {} }];
  expect(notes({ provider: "alibaba-eci", rules })).toEqual([]);
  expect(notes({ provider: "alibaba-eci", keys: "current", rules })).toEqual([]);
  expect(notes({ provider: "alibaba-eci", keys: "both", rules })).toEqual([
    "error rules.0.asIs: must not be used with `keys: both`: it moves keys to the current generation and never back",
  ]);
});

test("names of rules are unique, rules without a name need none", () => {
  const rules = [{ none: {} }, { name: "a", none: {} }, { none: {} }, { name: "a", autoMatch: {} }];
  expect(notes({ provider: "alibaba-eci", rules })).toEqual([
    'error rules.3.name: names of rules must be unique, and "a" is the name of an earlier one',
  ]);
});
