import { type KeyInfo, type Meaning, meaningOf, provider, valueProblem } from "../../lib/cache/mod.ts";
import { formatPath, type Path } from "../../lib/yaml/mod.ts";
import { atEntry, quoted } from "../found.ts";
import { isOlderInUse } from "../generation.ts";
import type { Entry, Found, Metadata, Pod, Resource, RuleContext } from "../model.ts";
import { isUnsupported } from "../read/routing.ts";
import { isSame, isShared } from "../read/shared-metadata.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { namesUsableCache } from "../usable-cache.ts";

/** Kinds whose controller copies the annotations of the object to its pods: there they are not lost. */
const COPIED: ReadonlySet<string> = new Set([
  "serving.kserve.io/InferenceService",
  "kubeflow.org/Notebook",
  // By way of the TaskRuns; what a PipelineRun says beats the annotations of its tasks.
  "tekton.dev/Pipeline",
  "tekton.dev/PipelineRun",
]);

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
    what: "A cache annotation on the metadata of a workload, of a job template or of a Namespace, beside the metadata of a pod template, or written as a label; also an annotation of a cache object that is written as a label.",
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
    fix: "Moves the key to the annotations of the pods, where the workload has one pod template and the pods are not worse off with it; takes it away where it says the same there, and from a DaemonSet.",
  }),
  checkMetadata: (metadata, context) => {
    if (metadata.on === "cache") return labelsOfCache(metadata, context);
    if (isCopied(metadata)) return NOTHING;
    return metadata.entries
      .filter(belongsToPods)
      .map((entry) =>
        atEntry(metadata.resource, entry, message(entry, metadata, context), move(entry, metadata, context)),
      );
  },
  checkPod: (pod, context) => {
    const { resource, entries } = pod;
    return entries
      .filter((entry) => entry.on === "label" && belongsToPods(entry))
      .map((entry) => {
        const place = { resource, template: annotationsFor(pod, entry), there: entries, entries };
        const text =
          neverRuns(entry, place) ??
          `\`${entry.key}\` must be an annotation, not a label: ${adviceFor(entry, place, "the annotations", context)}`;
        return atEntry(resource, entry, text, move(entry, place, context));
      });
  },
});

/** Where the label of a pod belongs: what all pods of the resource share stays what they share. */
function annotationsFor(pod: Pod, entry: Entry): Path {
  return isShared(pod, entry) ? [...entry.path.slice(0, -2), "annotations"] : pod.annotationsPath;
}

/** Annotations of a cache object that were written as labels. */
function labelsOfCache({ resource, entries, provider: owner }: Metadata, context: RuleContext): readonly Found[] {
  const mistaken = entries.filter(({ info, on }) => {
    return (
      on === "label" &&
      info?.provider === owner &&
      info?.row.by === "user" &&
      info.row.carriers.includes("cache-annotation")
    );
  });
  const place = { resource, template: ["metadata", "annotations"], there: entries, entries };
  return mistaken.map((entry) => {
    const text = `\`${entry.key}\` must be an annotation, not a label: ${adviceFor(entry, place, "the annotations", context)}`;
    return atEntry(resource, entry, text, move(entry, place, context));
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

function message(entry: Entry, metadata: Metadata, context: RuleContext): string {
  const { key, on } = entry;
  const never = neverRuns(entry, metadata);
  if (never !== undefined) return never;
  const as = on === "label" ? "an annotation of the pod template, not a label" : "on the pod template";
  if (metadata.on === "namespace")
    return `\`${key}\` must be on pod templates, an annotation of a Namespace does not reach pods: ${moving(entry, "the workloads", context)}`;
  return `\`${key}\` must be ${as}: ${adviceFor(entry, metadata, "the pod template", context)}`;
}

/** Where annotations belong, and what stands there. */
type Target = Pick<Metadata, "resource" | "template" | "there" | "entries">;

/** What to do about a key at a wrong place, in view of what stands at the right one. */
function adviceFor(entry: Entry, target: Target, name: string, context: RuleContext): string {
  const { template } = target;
  const other = twinOf(entry, target, context);
  if (other === undefined) {
    return moving(entry, template === undefined ? name : `\`${formatPath([...template, entry.key])}\``, context);
  }
  const says = other.text === entry.text ? "says the same" : `says ${quoted(other.text)}, which counts`;
  return `remove it here, because \`${formatPath(other.path)}\` ${says}`;
}

/** A name that had no effect is not to be moved to where it keeps the pod from its cache, or from starting. */
function moving({ info, text }: Entry, where: string, { inventory }: RuleContext): string {
  const row = info === undefined || meaningOf(info, text) !== "pin" ? undefined : provider(info.provider);
  if (row === undefined || namesUsableCache(row, text, inventory(row))) return `move it to ${where}`;
  return `remove it, and write the ${row.pin.by} of a usable ${row.noun} to ${where}, because ${quoted(text)} names none`;
}

/** What to say where the virtual nodes of a cloud take no pods of this kind: its keys are as wrong at the right place. */
function neverRuns({ key, info }: Entry, target: Target): string | undefined {
  const row = info === undefined ? undefined : provider(info.provider);
  if (row === undefined || !isUnsupported(target, row)) return undefined;
  return `\`${key}\` must not be on a ${target.resource.kind}, which never runs on virtual nodes of ${row.title}: remove it`;
}

/** What stands at the right place already: the same key, else its other spelling, beside which it must not stand. */
function twinOf({ key, info }: Entry, target: Target, { generation }: RuleContext): Entry | undefined {
  const { template, there } = target;
  if (template === undefined || isOneOfSeveral(target)) return undefined;
  const placed = there.filter(({ path }) => isSame(path.slice(0, -1), template));
  // Where the cluster reads the older spelling, the newer one does not stand for it.
  const isAlone = info === undefined || (info.generation !== "current" && isOlderInUse(info, generation));
  return (
    placed.find((other) => other.key === key) ??
    (isAlone ? undefined : placed.find((other) => other.info?.row === info.row))
  );
}

/** A list on the way to the pods means that there may be several templates, and nobody knows which is meant. */
function isOneOfSeveral({ template = [] }: Target): boolean {
  return template.some((step) => typeof step === "number");
}

function move(entry: Entry, target: Target, context: RuleContext): Pick<Found, "fix"> {
  const { key, path, text, isString } = entry;
  const { template } = target;
  if (neverRuns(entry, target) !== undefined) return { fix: [{ remove: path }] };
  if (template === undefined || !isString || isOneOfSeveral(target)) return {};
  const other = twinOf(entry, target, context);
  if (other !== undefined) return other.isString && other.text === text ? { fix: [{ remove: path }] } : {};
  if (doesHarm(entry, target, context)) return {};
  return { fix: [{ create: [...template, key], value: text }, { remove: path }] };
}

/**
 * Whether pods would be worse off with a key that has no effect where it is: it says what no cloud understands, names a
 * cache that cannot be used, or contradicts what they have or would get with it.
 */
function doesHarm(entry: Entry, { there, entries }: Target, { inventory }: RuleContext): boolean {
  const { info, text } = entry;
  if (info === undefined) return false;
  if (valueProblem(info.row.value, text) !== undefined) return true;
  const row = provider(info.provider);
  const meaning = meaningOf(info, text);
  if (meaning === undefined) return false;
  if (meaning === "pin" && !namesUsableCache(row, text, inventory(row))) return true;
  const annotations = [...there.filter(({ on }) => on === "annotation"), ...entries];
  const others = annotations.filter((other) => other !== entry && other.info?.provider === info.provider);
  if (others.some((other) => other.info?.row === info.row && other.text !== text)) return true;
  const texts = new Map([...others.flatMap(withMeaning), [meaning, text] as const]);
  return row.exclusions.some(({ keys: [first, second], outcome, when }) => {
    if (outcome !== "rejected" || (meaning !== first && meaning !== second)) return false;
    return texts.has(second) && (when === "first-true" ? texts.get(first) === "true" : texts.has(first));
  });
}

function withMeaning({ info, text }: Entry): readonly (readonly [Meaning, string])[] {
  const meaning = info === undefined ? undefined : meaningOf(info, text);
  return meaning === undefined ? [] : [[meaning, text]];
}
