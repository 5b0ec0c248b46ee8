import { hasObject } from "../read/has-object.ts";
import { keyInfo, valueProblem } from "../../lib/cache/mod.ts";
import type { DeclaredObject, SettingName, Value } from "../read/declared-object.ts";
import { quoted } from "../found.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { cacheFields, statedText } from "../read/stated.ts";
import { imageCache } from "./examples.ts";

/** What only a new address has. The shared bandwidth of an existing one may be changed, so it is not among them. */
const OF_NEW: readonly SettingName[] = ["eipBandwidth", "eipChargeType", "eipIsp"];

const SPEC = "images:\n- nginx:1.27\nretentionDays: 30";

export default defineRule({
  id: "IC308",
  name: "address-settings",
  severity: "error",
  otherwise: [{ severity: "warning", when: "the object asks for no new address" }],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html",
  ],
  appliesTo: hasObject(({ settings }) => OF_NEW.some((name) => settings[name] !== null)),
  documentation: () => ({
    what: "Bandwidth, billing or line of a public address on a cache object that does not ask for a new address, or with a value that is no such thing (`PayByBandwidth` and `PayByTraffic`, `BGP` and `BGP_PRO`, a whole number of Mbit/s). The words of CCI, and the largest bandwidth, are not documented and not judged.",
    why: "They describe an address that the cloud makes for the build: without one they are ignored, and with a wrong value it cannot be made.",
    example: imageCache({
      annotations: 'k8s.aliyun.com/auto-create-eip: "true"\nk8s.aliyun.com/eip-bandwidth: 5M',
      spec: SPEC,
    }),
    instead: imageCache({
      annotations: 'k8s.aliyun.com/auto-create-eip: "true"\nk8s.aliyun.com/eip-bandwidth: "5"',
      spec: SPEC,
    }),
    ignore: "The warning: the new address is switched off for a while.",
    fix: "Writes a word in the letters that the cloud wants (`paybytraffic`).",
  }),
  checkObject: (object) =>
    OF_NEW.flatMap((name) => cacheFields(object.settings[name]).flatMap((value) => judge(name, value, object))),
});

function judge(name: SettingName, value: Value, object: DeclaredObject): readonly Found[] {
  const { resource, settings } = object;
  const { text, path } = value;
  const key = `\`${String(path.at(-1))}\``;
  const place = { at: resource, path, current: text };
  const wrong = problemOf(name, value);
  if (wrong !== undefined) {
    const message = `${key} must be ${wrong.must}, not ${quoted(text)}`;
    const { meant } = wrong;
    return [
      { ...place, message, ...(meant === undefined ? {} : { proposed: meant, fix: [{ set: path, value: meant }] }) },
    ];
  }
  if (statedText(settings.autoCreateEip) === "true") return NOTHING;
  const maker = settings.autoCreateEip.annotation?.path.at(-1) ?? nameOf(object);
  const message = `${key} must stand beside \`${String(maker)}\`, which is not true: it describes an address that the cloud makes for the build, and is ignored otherwise; remove it, or ask for an address`;
  return [{ ...place, message, severity: "warning" }];
}

function nameOf({ shape: { settings } }: DeclaredObject): string {
  return settings.autoCreateEip?.annotation ?? settings.autoCreateEip?.field?.split(".").at(-1) ?? "";
}

/** What is wrong with a value; `meant`: the word that it is but for upper and lower case. */
function problemOf(
  name: SettingName,
  { path, text, type }: Value,
): { readonly must: string; readonly meant?: string } | undefined {
  const grammar = keyInfo(String(path.at(-1)))?.row.value;
  if (grammar === undefined) {
    // Fields of a spec: only what a number is can be told.
    const good = name !== "eipBandwidth" || (type === "number" && /^[1-9]\d*$/.test(text));
    return good ? undefined : { must: "a whole number of at least 1 (Mbit/s)" };
  }
  const must = valueProblem(grammar, text);
  if (must === undefined) return undefined;
  const word = text.trim().toLowerCase();
  const meant = grammar.type === "enum" ? grammar.values.find((each) => each.toLowerCase() === word) : undefined;
  return meant === undefined ? { must } : { must, meant };
}
