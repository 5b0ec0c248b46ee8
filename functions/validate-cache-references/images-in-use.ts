import type { ImageKey } from "../lib/cache/mod.ts";
import type { Item } from "../lib/krm/mod.ts";
import { imageFields, workloadKind } from "../lib/kubernetes/mod.ts";
import { readImage } from "./read-image.ts";

/**
 * Whether some workload runs an image; undefined when there are no workloads. Resources are looked into when somebody
 * asks, and only those whose text holds the last part of the image's name: a package of ten thousand pays nothing else.
 */
export function imagesInUse(workloads: readonly Item[]): (image: ImageKey) => boolean | undefined {
  const known = new Map<Item, ReadonlySet<string>>();
  const imagesOf = (item: Item): ReadonlySet<string> => {
    let images = known.get(item);
    if (images === undefined) {
      images = readImages(item);
      known.set(item, images);
    }
    return images;
  };
  return ({ key, name }) => {
    if (workloads.length === 0) return undefined;
    const word = name.slice(name.lastIndexOf("/") + 1);
    return workloads.some((item) => item.text.includes(word) && imagesOf(item).has(key));
  };
}

function readImages(item: Item): ReadonlySet<string> {
  const kind = workloadKind(item.group, item.kind);
  const fields = kind === undefined ? [] : imageFields(item.root, kind);
  return new Set(fields.flatMap(({ node }) => readImage(node.string ?? "")?.key ?? []));
}
