import type { KeyInfo } from "../../lib/cache/mod.ts";
import { formatPath, type Path } from "../../lib/yaml/mod.ts";
import { atEntry } from "../found.ts";
import type { Entry, Found, Metadata, Resource } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";

/** Kinds whose controller copies the annotations of the object to its pods: there they are not lost. */
const COPIED: ReadonlySet<string> = new Set(["serving.kserve.io/InferenceService", "kubeflow.org/Notebook"]);

export default defineRule({
  id: "IC001",
  name: "misplaced-annotation",
  severity: "error",
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/eci-pod-annotation",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
  ],
  documentation: () => ({
    what: "A cache annotation on the metadata of a workload, of a job template or of a Namespace, or written as a label; also an annotation of a cache object that is written as a label.",
    why: "The cloud reads these keys from the annotations of the pod. Anywhere else they have no effect: the pod pulls its images.",
    example: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    k8s.aliyun.com/eci-auto-imc: "true"
spec:
  template:
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
    instead: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        k8s.aliyun.com/eci-auto-imc: "true"
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
    ignore: "A controller of your own copies annotations of the workload to its pods.",
    fix: "Moves the key to the annotations of the pods, where the workload has one pod template and the key is not there.",
  }),
  checkMetadata: (metadata) => {
    if (metadata.on === "cache") return labelsOfCache(metadata);
    if (isCopied(metadata)) return NOTHING;
    return metadata.entries
      .filter(belongsToPods)
      .map((entry) => atEntry(metadata.resource, entry, message(entry, metadata), move(entry, metadata.template)));
  },
  checkPod: ({ resource, entries, annotationsPath }) =>
    entries
      .filter((entry) => entry.on === "label" && belongsToPods(entry))
      .map((entry) => {
        const target = formatPath([...annotationsPath, entry.key]);
        return atEntry(
          resource,
          entry,
          `\`${entry.key}\` must be an annotation, not a label: move it to \`${target}\``,
          move(entry, annotationsPath),
        );
      }),
});

/** Annotations of a cache object that were written as labels. */
function labelsOfCache({ resource, entries }: Metadata): readonly Found[] {
  const mistaken = entries.filter(({ info, on }) => {
    return on === "label" && info?.row.by === "user" && info.row.carriers.includes("cache-annotation");
  });
  return mistaken.map((entry) => {
    const target = ["metadata", "annotations"];
    const text = `\`${entry.key}\` must be an annotation, not a label: move it to \`${formatPath([...target, entry.key])}\``;
    return atEntry(resource, entry, text, move(entry, target));
  });
}

function isCopied({ resource: { group, kind } }: Metadata & { readonly resource: Resource }): boolean {
  return COPIED.has(`${group}/${kind}`);
}

function belongsToPods({ info, on }: Entry): boolean {
  return info !== undefined && isSteering(info) && !(on === "label" && info.row.carriers.some(isLabel));
}

function isSteering({ row }: KeyInfo): boolean {
  const { family, by, carriers } = row;
  return (family === "cache" || family === "replacement") && by === "user" && carriers.includes("pod-annotation");
}

function isLabel(carrier: string): boolean {
  return carrier.endsWith("-label");
}

function message({ key, on }: Entry, { on: place, template }: Metadata): string {
  const as = on === "label" ? "an annotation of the pod template, not a label" : "on the pod template";
  if (place === "namespace")
    return `\`${key}\` must be on pod templates, an annotation of a Namespace does not reach pods: move it to the workloads`;
  const where = template === undefined ? "the pod template" : `\`${formatPath([...template, key])}\``;
  return `\`${key}\` must be ${as}: move it to ${where}`;
}

/** A list on the way to the pods means that there may be several templates, and nobody knows which is meant. */
function move({ key, path, text, isString }: Entry, template: Path | undefined): Pick<Found, "fix"> {
  if (template === undefined || !isString || template.some((step) => typeof step === "number")) return {};
  return { fix: [{ create: [...template, key], value: text }, { remove: path }] };
}
