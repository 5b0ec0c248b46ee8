import { keyInfo, type Provider, provider } from "../lib/cache/mod.ts";
import type { Item, Results } from "../lib/krm/mod.ts";
import type { Annotations } from "./conflicts.ts";

type Path = readonly (string | number)[];

/** What every key that steers caches holds: other keys need not be looked up, for which the rows of all clouds are built. */
const MARKS: readonly string[] = ["imc", "image-cache", "image-snapshot"];

/**
 * Reports what is there for another cloud: a pod runs on one of them, and does not start from the caches of two. `told`:
 * what was said of annotations that pods share.
 */
export function reportOtherClouds(
  row: Provider,
  item: Item,
  place: (key: string) => Path,
  annotations: Annotations,
  results: Results,
  told: Set<string>,
): void {
  for (const key of Object.keys(annotations)) {
    if (!MARKS.some((mark) => key.includes(mark))) continue;
    const info = keyInfo(key);
    if (info === undefined || info.provider === row.name || info.row.family !== "cache") continue;
    const message = `"${key}" of ${provider(info.provider).title} stands beside what is set for ${row.title}: a pod runs on one of them`;
    const path = place(key);
    const what = `other-cloud ${path.join(" ")}`;
    if (!told.has(what)) results.add("info", "other-cloud", message, { item, path });
    told.add(what);
  }
}
