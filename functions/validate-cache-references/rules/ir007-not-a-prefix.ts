import { quoted } from "../found.ts";
import { readImage } from "../read/read-image.ts";
import { hasReplacement, replacementOf } from "../replacement-use.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { replaceImage, replacePrefix } from "../vendor-replacement.ts";
import { replacingPod } from "./examples.ts";

export default defineRule({
  id: "IR007",
  name: "not-a-prefix",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "An image of a pod that starts with a `repositoryPrefix` of its replacement annotation, while the add-on replaces it differently or not at all.",
    why: "In spite of its name the add-on compares `repositoryPrefix` with everything before the last slash of the image: `harbor.example` does not match `harbor.example/team/web`.",
    example: replacingPod(["harbor.example", "swr.example/shop"]).replace("nginx:1.27", "harbor.example/team/web:1.4"),
    instead: replacingPod(
      ["harbor.example", "swr.example/shop"],
      ["harbor.example/team", "swr.example/shop/team"],
    ).replace("nginx:1.27", "harbor.example/team/web:1.4"),
    ignore: "The image is meant to stay as it is.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => {
    const read = replacementOf(use);
    if (read === undefined || read.entries.length === 0) return NOTHING;
    return use.pod.images.flatMap(({ written, image, path, type }) => {
      if (written === undefined || image === undefined || (type !== "container" && type !== "init")) return NOTHING;
      const [exact, prefix] = [replaceImage(written, read.entries), replacePrefix(written, read.entries)];
      // What is no image, nobody expects: that a prefix or its replacement is wrong is another finding.
      if (prefix === undefined || exact === prefix || readImage(prefix) === undefined) return NOTHING;
      const message = `image ${quoted(written)} must ${advice(written, prefix, exact)}: the add-on compares repositoryPrefix with everything before the last "/", so it ${exact === undefined ? "stays as it is" : `becomes ${quoted(exact)}`}`;
      return [{ at: use.pod.resource, path, message, current: written }];
    });
  },
});

/** What follows the last `/` is kept by every entry, and a prefix can have one only. */
function advice(written: string, wanted: string, exact: string | undefined): string {
  const [from, to] = [written.lastIndexOf("/"), wanted.lastIndexOf("/")];
  return exact === undefined && to > 0 && written.slice(from + 1) === wanted.slice(to + 1)
    ? `have an entry of its own, with repositoryPrefix ${quoted(written.slice(0, Math.max(from, 0)))}, to become ${quoted(wanted)}`
    : `be written as ${quoted(wanted)} to become that`;
}
