import type { WorkloadKind } from "./workload-kind.ts";

/** Image fields of a PodSpec. */
const IN_PODS: readonly string[] = [
  "initContainers[].image",
  "containers[].image",
  "ephemeralContainers[].image",
  "volumes[].image.reference",
];

/**
 * Whether a row knows a field: it is rewritten, or left alone on purpose. `path` is written as field paths are, from the
 * resource; `*` of the row is any key of the path.
 */
export function knowsField(kind: WorkloadKind, path: string): boolean {
  return pathsOf(kind).some((known) => known === path || (known.includes("*") && patternOf(known).test(path)));
}

function pathsOf({ pods, images = [], names = [], kept = [] }: WorkloadKind): readonly string[] {
  const inPods = pods.flatMap(({ at, spec, images: own = [] }) => {
    const inSpec = spec === undefined ? [] : IN_PODS.map((path) => joined(at, spec, path));
    return [...inSpec, ...own.map((each) => joined(at, each))];
  });
  return [...inPods, ...images, ...names, ...kept.map(({ path }) => path)];
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(".");
}

/** One step for each `*`: a key, a quoted key, or `*` itself. */
function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.[\]"]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(String.raw`\.*`, String.raw`(?:\.[^.[\]"]+|\["[^"]+"\])`)}$`);
}
