import { quoted } from "../found.ts";
import type { DeclaredImage, Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { inventory } from "./examples.ts";

/** Tags that people move, with or without the variant of an image (`stable-alpine`), and names of branches. */
const MOVED =
  /^(latest|main|mainline|master|trunk|head|tip|dev|devel|develop|development|edge|next|nightly|canary|rolling|unstable|stable|lts|current|snapshot|test|testing|qa|uat|preview|alpha|beta|rc|staging|prod|production|release)([-_.][a-z]+)*$|^(feature|feat|fix|bugfix|hotfix|branch|pr)[-_.]|(^|[-_.])(latest|snapshot|nightly)([-_.]|$)/i;

/** A day or a commit in a tag says that it was made once: `nightly-20261120`, `feature-login-3f2a9c1`. */
const DATED = /(^|[-_.])(20\d{2}[-_.]?[01]\d[-_.]?[0-3]\d|(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40})([-_.]|$)/i;

export default defineRule({
  id: "IC113",
  name: "mutable-tag",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  documentation: () => ({
    what: "A cache that lists an image without tag, with `latest`, or with the name of a branch.",
    why: "A cache is a frozen copy. When the tag moves, pods that start from the cache run the old image, or pull the new one after all.",
    example: inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:latest"),
    instead: inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  images:\n  - ref: nginx:1.27"),
    ignore: "The cache is made again whenever the tag moves.",
  }),
  checkInventories: (sources) => sources.flatMap(({ caches }) => caches.flatMap(({ images }) => images.flatMap(judge))),
});

function judge({ ref, place, image }: DeclaredImage): readonly Found[] {
  if (image?.tag === undefined || image.digest !== undefined || !MOVED.test(image.tag) || DATED.test(image.tag))
    return NOTHING;
  const has = ref.endsWith(`:${image.tag}`) ? `the tag ${quoted(image.tag)}` : "no tag";
  const message = `image ${quoted(ref)} of a cache must have a tag that never moves or a digest, and has ${has}: a cache is a frozen copy; list a version`;
  return [{ at: place.resource, path: place.path, message, current: ref }];
}
