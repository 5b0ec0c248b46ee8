import type { Provider } from "../../lib/cache/mod.ts";
import type { LabelExpression, Pod, ProfileReplacement, Surroundings, VendorReplacement } from "../model.ts";
import { UNKNOWN_NAME } from "../vendor-replacement.ts";

const NONE: readonly VendorReplacement[] = [];
const NO_PROFILES: readonly ProfileReplacement[] = [];

/** Kubernetes writes it itself. https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
const NAME = "kubernetes.io/metadata.name";

/**
 * What the profiles of a package replace in the images of a pod; beside an annotation of its own (`hasOwn`), only what
 * wins against it. What the package does not tell about a namespace is taken to fit, because somebody put the profile
 * beside the pods. The add-on acts on pods of the cluster, not on those of the cloud's own API.
 */
export function profileReplacements(
  pod: Pod,
  { keys, routing }: Provider,
  { replacements, namespaceLabels }: Surroundings,
  hasOwn = false,
): readonly VendorReplacement[] {
  const { namespace, group } = pod.resource;
  if (replacements.size === 0 || keys.imageReplacement === null || routing.groups.includes(group)) return NONE;
  const labels = namespace === undefined ? undefined : namespaceLabels.get(namespace);
  const fits = (profile: ProfileReplacement): boolean =>
    (!hasOwn || profile.overrides) &&
    profile.namespaces.every((each) => {
      if (each.key === NAME) return namespace === undefined || holds(each, namespace);
      return labels === undefined || holds(each, valueOf(labels, each.key));
    }) &&
    (pod.allLabels === undefined ||
      profile.pods.every((each) => holds(each, valueOf(pod.allLabels as typeof pod.labels, each.key))));
  const acting =
    namespace === undefined
      ? [...replacements.values()].flat()
      : [undefined, namespace].flatMap((place) => replacements.get(place) ?? NO_PROFILES);
  return together(acting.filter(fits));
}

/** Which of several profiles counts is not documented: where they disagree, nobody knows the name of the image. */
function together(profiles: readonly ProfileReplacement[]): readonly VendorReplacement[] {
  const all = profiles.flatMap(({ entries }) => entries);
  if (profiles.length < 2) return all;
  const known = new Map<string, string>();
  for (const { repositoryPrefix, replaceWith } of all) {
    const other = known.get(repositoryPrefix) ?? replaceWith;
    known.set(repositoryPrefix, other === replaceWith ? replaceWith : UNKNOWN_NAME);
  }
  return [...known].map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));
}

function valueOf(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether a condition holds; one that Kubernetes does not know excludes nothing. */
function holds({ operator, values }: LabelExpression, value: string | undefined): boolean {
  if (operator === "In") return value !== undefined && values.includes(value);
  if (operator === "NotIn") return value === undefined || !values.includes(value);
  if (operator === "Exists") return value !== undefined;
  return operator !== "DoesNotExist" || value === undefined;
}
