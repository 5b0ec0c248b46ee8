import type { Provider } from "../../lib/cache/mod.ts";
import type { Pod, ProfileReplacement, Surroundings } from "../model.ts";
import type { VendorReplacement } from "../vendor-replacement.ts";

const NONE: readonly VendorReplacement[] = [];

/**
 * What the profiles of a package replace in the images of a pod, where its own annotation says nothing: those of its
 * namespace first, then those of the cluster. What the package does not tell about a namespace is taken to fit, because
 * somebody put the profile beside the pods. The add-on acts on pods of the cluster, not on those of the cloud's own API.
 */
export function profileReplacements(
  { resource }: Pod,
  { keys, routing }: Provider,
  { replacements, namespaceLabels }: Surroundings,
): readonly VendorReplacement[] {
  if (replacements.length === 0 || keys.imageReplacement === null || routing.groups.includes(resource.group))
    return NONE;
  const labels = resource.namespace === undefined ? undefined : namespaceLabels.get(resource.namespace);
  const fits = ({ namespace, selects }: ProfileReplacement): boolean =>
    (namespace === undefined || resource.namespace === undefined || namespace === resource.namespace) &&
    (labels === undefined || Object.entries(selects).every(([key, value]) => labels[key] === value));
  const fitting = replacements.filter(fits);
  const own = fitting.filter(({ inNamespace }) => inNamespace);
  return [...own, ...fitting.filter(({ inNamespace }) => !inNamespace)].flatMap(({ entries }) => entries);
}
