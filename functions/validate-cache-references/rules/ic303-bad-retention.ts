import { hasObject } from "../read/has-object.ts";
import { defineRule } from "../rule.ts";
import { cacheFields, statedProblem } from "../read/stated.ts";
import { imageCache } from "./examples.ts";

export default defineRule({
  id: "IC303",
  name: "bad-retention",
  severity: "error",
  otherwise: [{ severity: "warning", when: "the range is not documented" }],
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/kubernetes-imagecache-api-2"],
  appliesTo: hasObject(),
  documentation: () => ({
    what: "A retention (`retentionDays`, `imc-retention-days`, `ttlDaysAfterCreated`) that is no whole number of days or outside of the range that the cloud takes: 1 to 65536 on ECI, not documented on CCI.",
    why: "The cloud refuses the object.",
    example: imageCache({ spec: "images:\n- nginx:1.27\nretentionDays: 0" }),
    instead: imageCache({ spec: "images:\n- nginx:1.27\nretentionDays: 30" }),
    ignore: "The value is filled in after this function ran.",
  }),
  checkObject: (object) =>
    cacheFields(object.settings.retentionDays).flatMap((value) =>
      statedProblem(value, object, object.row.limits.retentionDays),
    ),
});
