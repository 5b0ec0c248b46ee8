import { describe, expect, test } from "bun:test";
import { provider, type ProviderName } from "../lib/cache/mod.ts";
import { inject, type Keys, type OnExisting } from "./inject.ts";
import { applyEdits, type Table } from "./testing/apply-edits.ts";
import { type Action, wantedBy } from "./wanted.ts";

const AUTO = "k8s.aliyun.com/eci-auto-imc";
const OLD_AUTO = "k8s.aliyun.com/eci-image-cache";
const PERFECT = "k8s.aliyun.com/imc-perfect-match";
const COUNT = "k8s.aliyun.com/imc-match-count-request";
const PIN = "k8s.aliyun.com/eci-imc-id";
const OLD_PIN = "k8s.aliyun.com/eci-image-snapshot-id";
const A = "imc-2ze5hdcnngenmwc1jmwf";
const B = "imc-2ze0000000000000000b";
const CCI = "cci.io/image-snapshot-";
const CCI_AUTO = `${CCI}auto-match`;
const CCI_PIN = `${CCI}specified-name`;
const REJECT = `${CCI}reject-if-not-available`;

interface Case {
  readonly what: string;
  readonly on?: OnExisting;
  readonly keys?: Keys;
  readonly action: Action;
  readonly from: Table;
  readonly to: Table | "kept" | "failed";
}

function check(name: ProviderName, { on = "keep", keys = "current", action, from, to }: Case): void {
  const row = provider(name);
  const wanted = wantedBy(row, action);
  const decision = inject(row, wanted, from, keys, on);
  if (typeof to === "string") {
    expect(decision.outcome).toBe(to);
    expect(decision.edits).toEqual([]);
    expect(decision.conflicts.length).toBeGreaterThan(0);
    return;
  }
  expect(decision.outcome).toBe("edit");
  const result = applyEdits(from, decision.edits);
  expect(Object.entries(result)).toEqual(Object.entries(to));
  expect(inject(row, wanted, result, keys, on).edits).toEqual([]);
}

const match: Action = { autoMatch: {} };
const pinA: Action = { specifiedName: { name: A } };

const ECI: readonly Case[] = [
  { what: "nothing there", action: match, from: {}, to: { [AUTO]: "true" } },
  {
    what: "other keys stay",
    action: match,
    from: { team: "a" },
    to: { team: "a", [AUTO]: "true" },
  },
  { what: "older key", keys: "legacy", action: match, from: {}, to: { [OLD_AUTO]: "true" } },
  {
    what: "both keys",
    keys: "both",
    action: match,
    from: {},
    to: { [AUTO]: "true", [OLD_AUTO]: "true" },
  },
  {
    what: "both keys, one there",
    keys: "both",
    action: match,
    from: { [OLD_AUTO]: "true" },
    to: { [OLD_AUTO]: "true", [AUTO]: "true" },
  },
  { what: "as wanted", action: match, from: { [AUTO]: "true" }, to: { [AUTO]: "true" } },
  {
    what: "as wanted in the other spelling stays",
    action: match,
    from: { [OLD_AUTO]: "true" },
    to: { [OLD_AUTO]: "true" },
  },
  {
    what: "as wanted in the other spelling is no failure",
    on: "fail",
    action: match,
    from: { [OLD_AUTO]: "true" },
    to: { [OLD_AUTO]: "true" },
  },
  {
    what: "replace renames the other spelling",
    on: "replace",
    action: match,
    from: { a: "1", [OLD_AUTO]: "true", b: "2" },
    to: { a: "1", [AUTO]: "true", b: "2" },
  },
  {
    what: "replace drops a second spelling",
    on: "replace",
    action: match,
    from: { [OLD_AUTO]: "true", [AUTO]: "true" },
    to: { [AUTO]: "true" },
  },
  {
    what: "replace to the older spelling",
    on: "replace",
    keys: "legacy",
    action: pinA,
    from: { [PIN]: A },
    to: { [OLD_PIN]: A },
  },
  {
    what: "replace does not rename another value",
    on: "replace",
    action: match,
    from: { [OLD_AUTO]: "false", a: "1" },
    to: { a: "1", [AUTO]: "true" },
  },
  {
    what: "replace renames a value that is no string, and makes it one",
    on: "replace",
    action: match,
    from: { [OLD_AUTO]: true, a: "1" },
    to: { [AUTO]: "true", a: "1" },
  },
  {
    what: "a boolean becomes a string",
    action: match,
    from: { [AUTO]: true },
    to: { [AUTO]: "true" },
  },
  {
    what: "a boolean under the other key becomes a string",
    action: match,
    from: { [OLD_AUTO]: true },
    to: { [OLD_AUTO]: "true" },
  },
  {
    what: "a key without a value is filled",
    action: match,
    from: { [AUTO]: null },
    to: { [AUTO]: "true" },
  },
  {
    what: "keep leaves what was switched off",
    action: match,
    from: { [AUTO]: "false" },
    to: "kept",
  },
  {
    what: "keep adds no option to what was switched off",
    action: { autoMatch: { perfectMatch: true } },
    from: { [AUTO]: "false" },
    to: "kept",
  },
  {
    what: "fail reports what was switched off",
    on: "fail",
    action: match,
    from: { [AUTO]: "false" },
    to: "failed",
  },
  {
    what: "replace switches on",
    on: "replace",
    action: match,
    from: { [AUTO]: "false" },
    to: { [AUTO]: "true" },
  },
  { what: "keep leaves a pin alone", action: match, from: { [PIN]: A }, to: "kept" },
  { what: "fail reports a pin", on: "fail", action: match, from: { [OLD_PIN]: A }, to: "failed" },
  {
    what: "replace removes a pin",
    on: "replace",
    action: match,
    from: { [PIN]: A },
    to: { [AUTO]: "true" },
  },
  {
    what: "spellings that disagree are kept",
    action: match,
    from: { [AUTO]: "true", [OLD_AUTO]: "false" },
    to: "kept",
  },
  {
    what: "a value of another type is kept",
    action: match,
    from: { [AUTO]: { a: 1 } },
    to: "kept",
  },
  {
    what: "options",
    action: { autoMatch: { perfectMatch: true } },
    from: {},
    to: { [AUTO]: "true", [PERFECT]: "true" },
  },
  {
    what: "a count is a string",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: {},
    to: { [AUTO]: "true", [COUNT]: "2" },
  },
  {
    what: "false is written when the policy says so",
    action: { autoMatch: { perfectMatch: false, matchCountRequest: 2 } },
    from: {},
    to: { [AUTO]: "true", [PERFECT]: "false", [COUNT]: "2" },
  },
  {
    what: "a perfect match leaves out the count",
    action: { autoMatch: { perfectMatch: true, matchCountRequest: 2 } },
    from: {},
    to: { [AUTO]: "true", [PERFECT]: "true" },
  },
  {
    what: "an option is added to what matches already",
    action: { autoMatch: { perfectMatch: true } },
    from: { [OLD_AUTO]: "true" },
    to: { [OLD_AUTO]: "true", [PERFECT]: "true" },
  },
  {
    what: "keep leaves another option value",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: { [COUNT]: "1" },
    to: { [COUNT]: "1", [AUTO]: "true" },
  },
  {
    what: "fail reports another option value",
    on: "fail",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: { [COUNT]: "1" },
    to: "failed",
  },
  {
    what: "replace sets an option in its place",
    on: "replace",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: { [COUNT]: "1", a: "1" },
    to: { [COUNT]: "2", a: "1", [AUTO]: "true" },
  },
  {
    what: "options that the policy does not speak of stay, also under replace",
    on: "replace",
    action: match,
    from: { [PERFECT]: "true" },
    to: { [PERFECT]: "true", [AUTO]: "true" },
  },
  {
    what: "keep adds no option beside one that excludes it",
    action: { autoMatch: { perfectMatch: true } },
    from: { [COUNT]: "2" },
    to: { [COUNT]: "2", [AUTO]: "true" },
  },
  {
    what: "keep adds no option that would have no effect",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: { [PERFECT]: "true" },
    to: { [PERFECT]: "true", [AUTO]: "true" },
  },
  {
    what: "an option that is off excludes nothing",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: { [PERFECT]: "false" },
    to: { [PERFECT]: "false", [AUTO]: "true", [COUNT]: "2" },
  },
  {
    what: "replace removes the option that excludes",
    on: "replace",
    action: { autoMatch: { matchCountRequest: 2 } },
    from: { [PERFECT]: "true", [AUTO]: "true" },
    to: { [AUTO]: "true", [COUNT]: "2" },
  },
  { what: "a pin", action: pinA, from: {}, to: { [PIN]: A } },
  {
    what: "a pin beside automatic matching: it wins, both stay",
    action: pinA,
    from: { [AUTO]: "true" },
    to: { [AUTO]: "true", [PIN]: A },
  },
  {
    what: "a pin beside automatic matching is no failure",
    on: "fail",
    action: pinA,
    from: { [AUTO]: "true" },
    to: { [AUTO]: "true", [PIN]: A },
  },
  {
    what: "replace removes what has no effect beside a pin",
    on: "replace",
    action: pinA,
    from: { [AUTO]: "true", [PERFECT]: "true", [COUNT]: "1" },
    to: { [AUTO]: "true", [PIN]: A },
  },
  { what: "another pin is kept", action: pinA, from: { [PIN]: B }, to: "kept" },
  {
    what: "another pin under the older key is kept",
    action: pinA,
    from: { [OLD_PIN]: B },
    to: "kept",
  },
  { what: "another pin fails", on: "fail", action: pinA, from: { [PIN]: B }, to: "failed" },
  {
    what: "another pin is replaced in its place",
    on: "replace",
    action: pinA,
    from: { [PIN]: B, a: "1" },
    to: { [PIN]: A, a: "1" },
  },
  { what: "none", action: { none: {} }, from: {}, to: { [AUTO]: "false" } },
  {
    what: "none under the older key",
    keys: "legacy",
    action: { none: {} },
    from: {},
    to: { [OLD_AUTO]: "false" },
  },
  { what: "none keeps a pin", action: { none: {} }, from: { [PIN]: A }, to: "kept" },
  {
    what: "none replaces everything",
    on: "replace",
    action: { none: {} },
    from: { [OLD_AUTO]: "true", [PIN]: A, [PERFECT]: "true", a: "1" },
    to: { a: "1", [AUTO]: "false" },
  },
];

const HUAWEI: readonly Case[] = [
  { what: "match", action: match, from: {}, to: { [CCI_AUTO]: "true" } },
  {
    what: "the same key in every generation",
    keys: "both",
    action: match,
    from: {},
    to: { [CCI_AUTO]: "true" },
  },
  {
    what: "options",
    action: {
      autoMatch: { usageStrategy: "quantity", exactMatch: true, createIfNotPresent: true },
    },
    from: {},
    to: {
      [CCI_AUTO]: "true",
      [`${CCI}exact-match`]: "true",
      [`${CCI}usage-strategy`]: "quantity",
      [`${CCI}create-if-not-present`]: "true",
    },
  },
  {
    what: "a name",
    action: { specifiedName: { name: "web", rejectIfNotAvailable: true } },
    from: {},
    to: { [CCI_PIN]: "web", [REJECT]: "true" },
  },
  {
    what: "keep adds no name beside automatic matching: the pod would be refused",
    action: { specifiedName: { name: "web" } },
    from: { [CCI_AUTO]: "true" },
    to: "kept",
  },
  {
    what: "fail reports automatic matching beside a name",
    on: "fail",
    action: { specifiedName: { name: "web" } },
    from: { [CCI_AUTO]: "true" },
    to: "failed",
  },
  {
    what: "a name beside matching that is off",
    action: { specifiedName: { name: "web" } },
    from: { [CCI_AUTO]: "false" },
    to: { [CCI_AUTO]: "false", [CCI_PIN]: "web" },
  },
  {
    what: "a name beside matching that is off and no string",
    action: { specifiedName: { name: "web" } },
    from: { [CCI_AUTO]: false },
    to: { [CCI_AUTO]: "false", [CCI_PIN]: "web" },
  },
  {
    what: "replace removes automatic matching and its options",
    on: "replace",
    action: { specifiedName: { name: "web" } },
    from: { [CCI_AUTO]: "true", [`${CCI}usage-strategy`]: "size", a: "1" },
    to: { a: "1", [CCI_PIN]: "web" },
  },
  {
    what: "replace removes the name and what hangs on it",
    on: "replace",
    action: match,
    from: { [CCI_PIN]: "web", [REJECT]: "true" },
    to: { [CCI_AUTO]: "true" },
  },
  {
    what: "a number as name becomes a string",
    action: { specifiedName: { name: "7" } },
    from: { [CCI_PIN]: 7 },
    to: { [CCI_PIN]: "7" },
  },
];

const ACS = "image.alibabacloud.com/enable-image-cache";

const ACS_CASES: readonly Case[] = [
  { what: "match", action: match, from: {}, to: { [ACS]: "true" } },
  {
    what: "the same key in every generation",
    keys: "legacy",
    action: match,
    from: {},
    to: { [ACS]: "true" },
  },
  {
    what: "none writes nothing: no word for it is documented",
    action: { none: {} },
    from: { a: "1" },
    to: { a: "1" },
  },
  {
    what: "none keeps what is switched on",
    action: { none: {} },
    from: { [ACS]: "true" },
    to: "kept",
  },
  {
    what: "none leaves a false",
    on: "fail",
    action: { none: {} },
    from: { [ACS]: "false" },
    to: { [ACS]: "false" },
  },
  {
    what: "none removes the key",
    on: "replace",
    action: { none: {} },
    from: { [ACS]: "true", a: "1" },
    to: { a: "1" },
  },
];

const TKE = "eks.tke.cloud.tencent.com/use-image-cache";
const SHORT = "imc-1cghhuuu";
const pinShort: Action = { specifiedName: { name: SHORT } };

const TENCENT: readonly Case[] = [
  { what: "match", action: match, from: {}, to: { [TKE]: "auto" } },
  { what: "as wanted", action: match, from: { [TKE]: "auto" }, to: { [TKE]: "auto" } },
  {
    what: "a named cache under the same key is kept",
    action: match,
    from: { [TKE]: SHORT },
    to: "kept",
  },
  { what: "a named cache fails", on: "fail", action: match, from: { [TKE]: SHORT }, to: "failed" },
  {
    what: "a named cache is replaced in its place",
    on: "replace",
    action: match,
    from: { [TKE]: SHORT, a: "1" },
    to: { [TKE]: "auto", a: "1" },
  },
  {
    what: "a word of another cloud is another value",
    action: match,
    from: { [TKE]: "true" },
    to: "kept",
  },
  { what: "a name", action: pinShort, from: {}, to: { [TKE]: SHORT } },
  {
    what: "a name under the key that matches is kept",
    action: pinShort,
    from: { [TKE]: "auto" },
    to: "kept",
  },
  {
    what: "a name replaces the word",
    on: "replace",
    action: pinShort,
    from: { [TKE]: "auto" },
    to: { [TKE]: SHORT },
  },
  { what: "none is the absent key", action: { none: {} }, from: {}, to: {} },
  { what: "none keeps a name", action: { none: {} }, from: { [TKE]: SHORT }, to: "kept" },
  {
    what: "none removes the key",
    on: "replace",
    action: { none: {} },
    from: { [TKE]: "auto" },
    to: {},
  },
];

const AS_IS: readonly Case[] = [
  { what: "nothing is added", action: { asIs: {} }, from: {}, to: {} },
  {
    what: "what is there decides",
    on: "replace",
    action: { asIs: {} },
    from: { [OLD_AUTO]: "false", [PIN]: A, [COUNT]: "x" },
    to: { [OLD_AUTO]: "false", [PIN]: A, [COUNT]: "x" },
  },
  { what: "nothing fails", on: "fail", action: { asIs: {} }, from: { [PIN]: B }, to: { [PIN]: B } },
];

describe("ACS", () => {
  for (const one of ACS_CASES) test(`${one.what} (${one.on ?? "keep"})`, () => check("alibaba-acs", one));
});
describe("Tencent", () => {
  for (const one of TENCENT) test(`${one.what} (${one.on ?? "keep"})`, () => check("tencent-tke", one));
});
describe("as it is", () => {
  for (const one of AS_IS) test(`${one.what} (${one.on ?? "keep"})`, () => check("alibaba-eci", one));
});
describe("ECI", () => {
  for (const one of ECI) test(`${one.what} (${one.on ?? "keep"})`, () => check("alibaba-eci", one));
});
describe("CCI", () => {
  for (const one of HUAWEI) test(`${one.what} (${one.on ?? "keep"})`, () => check("huawei-cci", one));
});

test("conflicts name the key, what it says and what it must say", () => {
  const row = provider("huawei-cci");
  const wanted = wantedBy(row, { specifiedName: { name: "web" } });
  const { conflicts } = inject(row, wanted, { [CCI_AUTO]: "true", [CCI_PIN]: "api" }, "current", "fail");
  expect(conflicts).toEqual([
    { key: CCI_AUTO, value: "true", wanted: null },
    { key: CCI_PIN, value: "api", wanted: "web" },
  ]);
});
