import { atEntry, cacheTitle, quoted } from "../found.ts";
import { allowsPlatform } from "../read/platform.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { documents, inventory, podWith } from "./examples.ts";

const exampleCaches = (): string =>
  inventory("- id: imc-2ze5hdcnngenmwc1jmwf\n  arch: amd64\n  images:\n  - ref: nginx:1.27");
const on = (arch: string): string =>
  podWith({
    annotations: "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf",
    spec: `nodeSelector:\n  kubernetes.io/arch: ${arch}\ncontainers:\n- name: web\n  image: nginx:1.27`,
  });

export default defineRule({
  id: "IC108",
  name: "wrong-platform",
  severity: "error",
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache"],
  appliesTo: ({ keys }) => keys.pin !== null,
  documentation: () => ({
    what: "A pod that names a cache of another processor or operating system than its node selector, node affinity or `spec.os` allows.",
    why: "The cache holds the images of the wrong platform, so they are of no use to the pod.",
    example: documents(on("arm64"), exampleCaches()),
    instead: documents(on("amd64"), exampleCaches()),
    ignore: "The inventory states the platform wrongly.",
  }),
  looksAt: ["pin"],
  checkUse: (use) => {
    const entry = use.entry("pin");
    if (entry === undefined || use.pinned === undefined) return NOTHING;
    const { arch, os } = use.pinned.entry;
    const wrong = [
      ...(arch === undefined || allowsPlatform(use.pod.placement, "arch", arch) ? [] : [`processor ${quoted(arch)}`]),
      ...(os === undefined || allowsPlatform(use.pod.placement, "os", os) ? [] : [`operating system ${quoted(os)}`]),
    ];
    if (wrong.length === 0) return NOTHING;
    const message = `${cacheTitle(use.row, entry.text)} must be for the platform of the pod, which does not run on ${wrong.join(" and ")}: name a cache made for it`;
    return [atEntry(use.pod.resource, entry, message)];
  },
});
