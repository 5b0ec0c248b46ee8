import { hasObject } from "../read/has-object.ts";
import { formatList, nearestGroup } from "../read/object-groups.ts";
import { quoted } from "../found.ts";
import type { LookAlike } from "../read/declared-object.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

const SPEC = "images:\n- nginx:1.27\nretentionDays: 30";

export default defineRule({
  id: "IC315",
  name: "unknown-cache-kind",
  severity: "error",
  otherwise: [{ severity: "warning", when: "only a namespace is too much" }],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/kubernetes-imagecache-api-2",
    "https://support.huaweicloud.com/api-cci2/createImageSnapshot.html",
  ],
  appliesTo: hasObject(),
  documentation: () => ({
    what: "An object whose kind is that of a cloud's cache objects (`ImageCache`, `ImageSnapshot`), under a group or version that no known cloud has; or a namespace on such an object, which belongs to no namespace. Namesakes of other projects (kube-fledged) are known and left alone.",
    why: "No controller reads such an object, or the API server refuses it. Several projects have a kind of the same name, with other fields.",
    example: imageCache({ apiVersion: "eci.alibabacloud.com/v1beta2", spec: SPEC }),
    instead: imageCache({ apiVersion: "eci.alibabacloud.com/v1", spec: SPEC }),
    ignore: "The kind belongs to a project of yours.",
    fix: "Removes the namespace of an object that belongs to none.",
  }),
  checkLookAlike: (object) => [judge(object)],
  checkObject: ({ resource, shape }) => {
    const { namespace, kind } = resource;
    if (shape.namespaced !== false || namespace === undefined || namespace === "") return NOTHING;
    const path = ["metadata", "namespace"];
    const message = `${kind} must have no namespace: it belongs to the whole ${shape.group === "cci" ? "account" : "cluster"}; remove ${quoted(namespace)}`;
    return [{ at: resource, path, message, severity: "warning", current: namespace, fix: [{ remove: path }] }];
  },
});

function judge({ resource, shape }: LookAlike): Found {
  const { apiVersion, kind, group } = resource;
  const known = group === shape.group;
  const meant = known ? `${group}/${shape.versions.at(-1) ?? ""}` : nearestGroup(group, kind);
  const what = known ? `a version of ${quoted(group)} that is known` : "that of a known cloud";
  const hint = meant === undefined ? `; known are ${formatList(kind)}` : `: did you mean ${quoted(meant)}?`;
  const message = `\`apiVersion\` of an ${kind} must be ${what}, not ${quoted(apiVersion)}${hint}`;
  const place = { at: resource, path: ["apiVersion"], message, current: apiVersion };
  return meant === undefined ? place : { ...place, proposed: meant };
}
