import { hasObject } from "../read/has-object.ts";
import { quoted } from "../found.ts";
import { hostOf, isWellKnown } from "../read/registries.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { cacheFields, statedText } from "../read/stated.ts";
import { imageCache } from "./examples.ts";

const SPEC = "images:\n- nginx:1.27\nretentionDays: 30";

export default defineRule({
  id: "IC311",
  name: "no-egress",
  severity: "info",
  otherwise: [{ severity: "warning", when: 'the policy says `target.egress: "none"`' }],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0112.html",
  ],
  appliesTo: hasObject(({ settings }) => settings.autoCreateEip !== null),
  documentation: () => ({
    what: "A cache object with images of public registries, without a public address of its own, while the policy does not say that the network has a NAT gateway (`target.egress: nat`). A cache that is built already found its way.",
    why: "The builder runs in a private network. Without a way to the internet it pulls nothing, and the cache fails.",
    example: imageCache({ spec: SPEC }),
    instead: imageCache({ annotations: 'k8s.aliyun.com/auto-create-eip: "true"', spec: SPEC }),
    ignore: "The network has a NAT gateway: say so by `target.egress: nat`.",
  }),
  checkObject: ({ resource, images, settings, row, built }, { egress }) => {
    const has = cacheFields(settings.eip).some(({ text }) => text !== "");
    if (built || egress === "nat" || has || statedText(settings.autoCreateEip) === "true") return NOTHING;
    const one = images.find(({ image }) => image !== undefined && isWellKnown(hostOf(image)));
    if (one?.image === undefined) return NOTHING;
    const host = hostOf(one.image);
    const known =
      egress === "none"
        ? "and the policy says that its network has no way there"
        : "and nothing says that its network has a way there";
    const message = `builder of the ${row.noun} must reach ${quoted(host)} over the internet, ${known}: give the object a public address, or the network a NAT gateway and the policy \`target.egress: nat\``;
    return [
      {
        at: resource,
        path: one.path,
        message,
        current: one.written ?? "",
        severity: egress === "none" ? "warning" : "info",
      },
    ];
  },
});
