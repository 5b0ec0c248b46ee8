import { parseReference } from "../../lib/image/mod.ts";
import { quoted } from "../found.ts";
import { hasReplacement, replacementOf } from "../replacement-use.ts";
import { defineRule, NOTHING } from "../rule.ts";
import type { PodImage, VendorReplacement } from "../model.ts";
import { replaceImage } from "../vendor-replacement.ts";
import { replacingPod } from "./examples.ts";

const VOLUME = "volumes:\n- name: model\n  image:\n    reference: harbor.example/model:14";
const examplePod = (): string => replacingPod(["harbor.example", "swr.example/shop"]);

const FIELDS: Readonly<Partial<Record<PodImage["type"], string>>> = {
  volume: "image volumes",
  ephemeral: "ephemeral containers",
  field: "fields of custom resources",
};

export default defineRule({
  id: "IR016",
  name: "field-not-covered",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html"],
  appliesTo: hasReplacement,
  documentation: () => ({
    what: "An image that an entry of the replacement annotation is meant for, in an image volume, an ephemeral container or a field of a custom resource.",
    why: "The vendor names containers and init containers. Whether the add-on replaces other images is not documented.",
    example: `${examplePod()}  ${VOLUME.replaceAll("\n", "\n  ")}\n`,
    instead: `${examplePod()}  ${VOLUME.replace("harbor.example", "swr.example/shop").replaceAll("\n", "\n  ")}\n`,
    ignore: "You have seen it replaced.",
  }),
  looksAt: ["imageReplacement"],
  checkUse: (use) => {
    const read = replacementOf(use);
    if (read === undefined || read.entries.length === 0 || read.problems.length > 0) return NOTHING;
    const entries = read.entries.filter(isClear);
    return use.pod.images.flatMap(({ written, path, type }) => {
      const field = FIELDS[type];
      const replaced = field === undefined || written === undefined ? undefined : replaceImage(written, entries);
      if (written === undefined || replaced === undefined || parseReference(replaced) === undefined) return NOTHING;
      const message = `image ${quoted(written)} must be written as ${quoted(replaced)} here: whether the add-on replaces images in ${field} is not documented`;
      return [{ at: use.pod.resource, path, message, current: written, proposed: replaced }];
    });
  },
});

/** Whether an entry says one thing: what changes nothing, or has a twin that says another, is wrong and no advice. */
function isClear(entry: VendorReplacement, _: number, all: readonly VendorReplacement[]): boolean {
  const { repositoryPrefix, replaceWith } = entry;
  if (repositoryPrefix === replaceWith) return false;
  return all.every((other) => other.repositoryPrefix !== repositoryPrefix || other.replaceWith === replaceWith);
}
