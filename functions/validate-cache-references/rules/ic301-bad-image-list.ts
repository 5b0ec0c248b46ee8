import { provider } from "../../lib/cache/mod.ts";
import { classifyImage, referenceProblem } from "../../lib/image/mod.ts";
import { formatPath } from "../../lib/yaml/mod.ts";
import type { DeclaredObject, ObjectImage } from "../read/declared-object.ts";
import { counted, quoted } from "../found.ts";
import type { Found, InventorySource } from "../model.ts";
import { readImage } from "../read/read-image.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

export default defineRule({
  id: "IC301",
  name: "bad-image-list",
  severity: "error",
  otherwise: [
    { severity: "warning", when: "an image is listed twice" },
    { severity: "info", when: "an image is a template" },
  ],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
    "https://support.huaweicloud.com/api-cci2/createImageSnapshot.html",
  ],
  appliesTo: ({ cacheObject, limits }) => cacheObject !== null || limits.images.max !== null,
  documentation: () => ({
    what: "The images of an object that describes a cache: none at all, more than the cloud takes (20 on ECI, 10 on CCI), something that is no image reference, or one image twice. An inventory is looked at too: a cache of it cannot hold more images than its cloud allows (one on ACS).",
    why: "The cloud refuses the object, or the build of the cache fails. Two spellings of one image (`nginx:1.27`, `docker.io/library/nginx:1.27`) are pulled twice and count twice.",
    example: imageCache({
      spec: "images:\n- nginx:1.27\n- https://quay.io/acme/web:2\n- docker.io/library/nginx:1.27",
    }),
    instead: imageCache({ spec: "images:\n- nginx:1.27\n- quay.io/acme/web:2" }),
    ignore: "The values are filled in after this function ran.",
  }),
  checkObject: (object) => [...countProblem(object), ...object.images.flatMap((image) => judge(image, object))],
  checkDeclared: ({ sources }) => sources.flatMap(tooMany),
});

function countProblem({ resource, row, images, imagesPath, imagesAreNoList }: DeclaredObject): readonly Found[] {
  const { min, max } = row.limits.images;
  const field = `\`${formatPath(imagesPath)}\``;
  const range = max === null ? "" : `, at most ${max}`;
  if (imagesAreNoList) {
    return [
      {
        at: resource,
        path: imagesPath,
        message: `${field} must be a list of ${counted(min ?? 1, "image")} or more${range}`,
      },
    ];
  }
  if (images.length === 0) {
    return [
      {
        at: resource,
        path: imagesPath,
        message: `${field} must list the images of the ${row.noun}${range}, and lists none`,
      },
    ];
  }
  if (max === null || images.length <= max) return NOTHING;
  const message = `${field} must list at most ${counted(max, "image")}, and lists ${images.length}: ${row.title} takes no more in one ${row.noun}; make two of it`;
  return [{ at: resource, path: imagesPath, message }];
}

function judge(one: ObjectImage, { resource, shape, images }: DeclaredObject): readonly Found[] {
  const { written, image, path } = one;
  if (written === undefined) {
    const [, field = ""] = shape.images.split("[]");
    const what = field === "" ? "a string" : `a map with \`${field.slice(1)}\``;
    const at = field === "" ? path : path.slice(0, -1);
    return [{ at: resource, path: at, message: `every item of the images of an ${shape.kind} must be ${what}` }];
  }
  if (image === undefined) {
    const place = { at: resource, path, current: written };
    if (classifyImage(written) !== "invalid") {
      const message = `image ${quoted(written)} must be written in full to be judged: what is filled in later is unknown here`;
      return [{ ...place, message, severity: "info" }];
    }
    const problem = referenceProblem(written) ?? "it must be written in full";
    return [{ ...place, message: `image ${quoted(written)} must be a valid reference: ${problem}` }];
  }
  const first = images.find((other) => other.image?.key === image.key);
  if (first === undefined || first === one) return NOTHING;
  const same = first.written === written ? "" : `, which ${quoted(first.written ?? "")} is too`;
  const message = `image ${quoted(written)} must be listed once: it is ${quoted(image.key)}${same}; remove one of them`;
  return [{ at: resource, path, message, severity: "warning", current: written }];
}

/** Caches of inventories that hold more than their cloud allows: such a list was not read from it. */
function tooMany({ form, caches }: InventorySource): readonly Found[] {
  if (form === "object") return NOTHING;
  return caches.flatMap(({ entry, place, images }) => {
    const row = entry.provider === undefined ? undefined : provider(entry.provider);
    const max = row?.limits.images.max ?? null;
    const different = new Set(images.map(({ ref }) => readImage(ref)?.key ?? ref)).size;
    if (row === undefined || max === null || different <= max) return NOTHING;
    const message = `cache must hold at most ${counted(max, "image")}, and lists ${different}: ${row.title} takes no more in one ${row.noun}`;
    return [{ at: place.resource, path: [...place.path, "images"], message }];
  });
}
