import { referenceProblem } from "../../lib/image/mod.ts";
import { quoted } from "../found.ts";
import type { DeclaredEntry, Found } from "../model.ts";
import { defineRule } from "../rule.ts";
import { inventory } from "./examples.ts";

export default defineRule({
  id: "IC402",
  name: "invalid-cache-entry",
  severity: "error",
  since: "0.1.0",
  sources: [],
  documentation: () => ({
    what: "A cache of an inventory without images, with text that is no image reference, or with neither id nor name.",
    why: "Nothing can be matched with it, so pods would be judged by a list with a hole.",
    example: inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: https://docker.io/nginx"),
    instead: inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: docker.io/nginx"),
    ignore: "Never: remove the entry instead.",
  }),
  checkInventories: (sources) =>
    sources.flatMap(({ form, caches, damaged }) =>
      form === "object" ? [] : caches.flatMap((cache) => judge(cache, damaged)),
    ),
});

/** `damaged`: parts of the inventory could not be read, which is said already and may be the images of a cache. */
function judge({ entry: { id, name }, place, images }: DeclaredEntry, damaged: boolean): readonly Found[] {
  const found: Found[] = [];
  const at = place.resource;
  if (id === undefined && name === undefined) {
    found.push({ at, path: place.path, message: "cache must have an id or a name: nothing can refer to it otherwise" });
  }
  if (images.length === 0 && !damaged) {
    const message = "cache must list its images: one that holds none covers no pod";
    found.push({ at, path: [...place.path, "images"], message });
  }
  for (const { ref, image, place: where } of images) {
    if (image !== undefined) continue;
    const problem = referenceProblem(ref) ?? "must be written in full, without variables";
    const message = `image ${quoted(ref)} of a cache must be a valid reference: ${problem}`;
    found.push({ at, path: where.path, message, current: ref });
  }
  return found;
}
