import type { Item } from "../lib/krm/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Inspector } from "./inspect.ts";
import type { ReplaceImagesSpec } from "./policy.ts";
import type { Report } from "./report.ts";

/**
 * Groups whose resources name images without running them: definitions, policies with patterns, and configuration of
 * tools. A leading dot means every group below. Groups without a dot are those of Kubernetes itself, whose kinds with
 * images are all in the catalogue.
 */
const SILENT: readonly string[] = [
  "apiextensions.k8s.io",
  "admissionregistration.k8s.io",
  "kyverno.io",
  ".kyverno.io",
  ".gatekeeper.sh",
  "kustomize.config.k8s.io",
  "config.kubernetes.io",
  "kpt.dev",
  "fn.kpt.dev",
  "warmstart.dev",
];

/** Objects that list what a cache holds: rewriting them would falsify the inventory. */
const CACHES: ReadonlySet<string> = new Set(["eci.alibabacloud.com/ImageCache", "eks.cloud.tencent.com/ImageCache"]);

/** Lists that hold containers, wherever they stand. */
const LISTS: ReadonlySet<string> = new Set(["containers", "initContainers", "ephemeralContainers"]);

/** More than this many different fields of one resource are not listed. */
const MOST = 5;

/**
 * Reports images in a resource of a kind that the catalogue does not know, when a replacement would apply: fields named
 * `image`, and images of containers. Nothing is rewritten by guess. An image elsewhere than in a container counts only
 * when it names a registry or path of the policy, because a single word may be anything.
 */
export function reportUnlisted(item: Item, inspect: Inspector, spec: ReplaceImagesSpec, report: Report): void {
  const { group, kind, apiVersion } = item;
  if (
    !group.includes(".") ||
    SILENT.some((silent) => group === silent || (silent.startsWith(".") && group.endsWith(silent)))
  )
    return;
  if (CACHES.has(`${group}/${kind}`)) return;
  const found = new Map<string, Node>();
  walk(item.root, false, (node, inContainer) => {
    const inspected = node.string === undefined ? undefined : inspect(node.string);
    if (inspected?.is !== "reference" || !("image" in inspected.outcome)) return;
    if (!inContainer && spec.replacements[inspected.outcome.rule]?.repositoryPrefix === "") return;
    const path = patternOf(node.path.slice(item.root.path.length));
    if (!found.has(path)) found.set(path, node);
  });
  const [first] = found.values();
  if (first === undefined) return;
  const paths = [...found.keys()];
  const list = paths
    .slice(0, MOST)
    .map((path) => `\`${path}\``)
    .join(", ");
  const rest = paths.length > MOST ? ` and ${paths.length - MOST} more` : "";
  const message = `images of ${kind} (${apiVersion}) are not rewritten, because the kind is not in the catalogue: ${list}${rest} must be in \`imageFields\``;
  report.add("IR019", message, { item, node: first });
}

function walk(node: Node, inContainer: boolean, visit: (node: Node, inContainer: boolean) => void): void {
  for (const child of node.children()) {
    const { key } = child;
    if (key === "status" || key === "rbd") continue;
    if (key === "image" && child.kind === "scalar") visit(child, inContainer);
    if (child.kind !== "map" && child.kind !== "sequence") continue;
    // Items of a list of containers are containers; what lies deeper in them is not.
    const within = node.kind === "sequence" ? typeof node.key === "string" && LISTS.has(node.key) : false;
    walk(child, within, visit);
  }
}

/** `spec.tasks[].image` for `["spec", "tasks", 3, "image"]`, as `imageFields` takes it. */
function patternOf(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return "[]";
      if (/[.[\]"*]/.test(step)) return `["${step}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
