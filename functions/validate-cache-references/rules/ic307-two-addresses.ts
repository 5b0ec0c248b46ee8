import { hasObject } from "../read/has-object.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { cacheFields, statedText } from "../read/stated.ts";
import { imageCache } from "./examples.ts";

const ID = "k8s.aliyun.com/eip-instance-id: eip-bp1q5n8cq4p7f6dzu1x9";
const SPEC = "images:\n- nginx:1.27\nretentionDays: 30";

export default defineRule({
  id: "IC307",
  name: "two-addresses",
  severity: "error",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html",
  ],
  appliesTo: hasObject(({ settings }) => settings.eip !== null && settings.autoCreateEip !== null),
  documentation: () => ({
    what: "A cache object that names an existing public address for its builder and asks for a new one.",
    why: "The two are alternatives. What the cloud does with both is not documented.",
    example: imageCache({ annotations: `${ID}\nk8s.aliyun.com/auto-create-eip: "true"`, spec: SPEC }),
    instead: imageCache({ annotations: ID, spec: SPEC }),
    ignore: "Never: one of them has no effect.",
  }),
  checkObject: ({ resource, settings }) => {
    const own = cacheFields(settings.eip)[0];
    const made = cacheFields(settings.autoCreateEip)[0];
    if (own === undefined || own.text === "" || made === undefined) return NOTHING;
    if (statedText(settings.autoCreateEip) !== "true") return NOTHING;
    const [key, other] = [`\`${String(made.path.at(-1))}\``, `\`${String(own.path.at(-1))}\``];
    const message = `${key} must not be true beside ${other}: they are alternatives, and what the cloud does with both is not documented; remove one of them`;
    return [{ at: resource, path: made.path, message, current: made.text }];
  },
});
