import { hasObject } from "../read/has-object.ts";
import { cacheFields, statedProblem } from "../read/stated.ts";
import type { DeclaredObject, ObjectContext } from "../read/declared-object.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

/** The vendor's advice: a cache of at least twice the size of its images. https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2 */
const ADVISED = 2;

export default defineRule({
  id: "IC302",
  name: "bad-cache-size",
  severity: "error",
  otherwise: [
    { severity: "warning", when: "it is less than twice the size of its images, or the range is not documented" },
  ],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
    "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
  ],
  appliesTo: hasObject(),
  documentation: () => ({
    what: "A size of a cache (`imageCacheSize`, `imc-size`, `imageSnapshotSize`) that is no whole number of GiB or outside of the range that the cloud takes: 20 to 32768 on ECI, not documented on CCI. For ECI also one that is less than twice the size of its images, as far as an inventory knows it; without a size it has the default of 20.",
    why: "The cloud refuses the object. A cache that is too small fails while it is built; twice the size of the images is what the vendor of ECI advises.",
    example: imageCache({ spec: "images:\n- nginx:1.27\nimageCacheSize: 10" }),
    instead: imageCache({ spec: "images:\n- nginx:1.27\nimageCacheSize: 20" }),
    ignore: "The warning: the images share most of their layers.",
  }),
  checkObject: (object, context) => {
    const stated = cacheFields(object.settings.size);
    const wrong = stated.flatMap((value) => statedProblem(value, object, object.row.limits.size));
    return wrong.length > 0 ? wrong : tooSmall(object, context);
  },
});

function tooSmall(object: DeclaredObject, { sizeOf }: ObjectContext): readonly Found[] {
  const { resource, row, shape, settings, images, built } = object;
  const { max, default: byDefault } = row.limits.size;
  const value = cacheFields(settings.size)[0];
  const size = value === undefined ? byDefault : Number(value.text);
  // Where the range is not documented, nothing is known about what a build needs either.
  if (max === null || size === null || (value === undefined && built)) return NOTHING;
  const bytes = images.reduce((sum, { image }) => sum + ((image && sizeOf(image)) ?? 0), 0);
  const needed = Math.ceil((bytes * ADVISED) / 2 ** 30);
  if (size >= needed) return NOTHING;
  const path = value?.path ?? shape.settings.size?.field?.split(".") ?? [];
  const absent = value === undefined ? `, and is absent, which means ${size}` : "";
  const message = `\`${String(path.at(-1))}\` must be at least ${needed}, twice the size of its images${absent}: a build that runs out of space fails`;
  const current = value === undefined ? {} : { current: value.text };
  return [{ at: resource, path, message, severity: "warning", ...current, proposed: String(needed) }];
}
