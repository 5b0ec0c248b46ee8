import type { Provider } from "../../lib/cache/mod.ts";
import { hasObject } from "../read/has-object.ts";
import type { DeclaredObject, Stated } from "../read/declared-object.ts";
import { statedProblem } from "../read/stated.ts";
import { quoted } from "../found.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

export default defineRule({
  id: "IC304",
  name: "stated-twice",
  severity: "error",
  otherwise: [{ severity: "info", when: "both say the same" }],
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache"],
  appliesTo: hasObject(({ settings }) =>
    Object.values(settings).some((setting) => setting?.field != null && setting.annotation !== null),
  ),
  documentation: () => ({
    what: "A cache object that states its size or its retention by a field and by an annotation.",
    why: "Which of the two the cloud takes is not documented. When they differ, nobody can say how large the cache becomes or when it is deleted.",
    example: imageCache({
      annotations: 'k8s.aliyun.com/imc-size: "40"',
      spec: "images:\n- nginx:1.27\nimageCacheSize: 20",
    }),
    instead: imageCache({ spec: "images:\n- nginx:1.27\nimageCacheSize: 40" }),
    ignore: "Both say the same, and tools of two generations read the object.",
    fix: "Removes the annotation when both say the same.",
  }),
  checkObject: (object) => {
    const { size, retentionDays } = object.row.limits;
    const limits: Partial<Record<string, typeof size>> = { size, retentionDays };
    return Object.entries(object.settings).flatMap(([name, stated]) => judge(stated, object, limits[name]));
  },
});

function judge(
  { fields, annotation }: Stated,
  object: DeclaredObject,
  limit: Provider["limits"]["size"] | undefined,
): readonly Found[] {
  const { resource } = object;
  const field = fields[0];
  if (field === undefined || annotation === undefined) return NOTHING;
  const [key, own] = [`\`${String(annotation.path.at(-1))}\``, `\`${String(field.path.at(-1))}\``];
  const place = { at: resource, path: annotation.path, current: annotation.text };
  if (annotation.text.trim() === field.text) {
    const message = `${key} must not stand beside ${own}, which says the same: remove the annotation`;
    return [{ ...place, message, severity: "info", fix: [{ remove: annotation.path }] }];
  }
  const message = `${key} must agree with ${own}, which says ${quoted(field.text)} instead of ${quoted(annotation.text)}; which of them counts is not documented: remove one of them`;
  // What the cloud would refuse is no proposal.
  const good = limit === undefined || statedProblem(field, object, limit).length === 0;
  return [{ ...place, message, ...(good && { proposed: field.text }) }];
}
