import type { Provider, Sign } from "../../lib/cache/mod.ts";
import type { Pod, Surroundings } from "../model.ts";
import { patchesPods } from "./read-patches.ts";

/**
 * Whether the package shows that a pod goes to the provider's virtual nodes. Nothing shown is no proof of the contrary.
 * What one template of a resource says counts for all of them: some kinds have one template for what pods share.
 */
export function isRouted(pod: Pod, { routing }: Provider, surroundings: Surroundings): boolean {
  if (routing.groups.includes(pod.resource.group) || patchesPods(pod.resource)) return true;
  if (isShown(pod.siblings, routing, surroundings)) return true;
  return routing.profiles.some(({ group, kind, name }) => {
    const names = surroundings.profiles.get(`${group}/${kind}`);
    return names !== undefined && (name === null || names.has(name));
  });
}

/** The answer given last: the pods of one resource ask the same one after the other, and may be many thousands. */
let last: { readonly question: readonly unknown[]; readonly answer: boolean } | undefined;

function isShown(pods: readonly Pod[], routing: Provider["routing"], surroundings: Surroundings): boolean {
  const question = [pods, routing, surroundings];
  if (last === undefined || last.question.some((part, index) => part !== question[index])) {
    const shown = (sign: Sign): boolean => pods.some((each) => SIGNS[sign.on](each, sign, surroundings));
    last = { question, answer: routing.signs.some(shown) };
  }
  return last.answer;
}

/** Whether pods of this kind can run there at all. */
export function isUnsupported({ resource }: Pick<Pod, "resource">, { routing }: Provider): boolean {
  return routing.unsupported.some(({ group, kind }) => group === resource.group && kind === resource.kind);
}

type Look = (pod: Pod, sign: Sign, surroundings: Surroundings) => boolean;

const workloadLabel: Look = ({ resource }, sign) => matches(sign, resource.labels[sign.key]);

/** Controllers of these groups give pods the labels of the template only; many others copy those of the object. */
const TEMPLATE_ONLY: ReadonlySet<string> = new Set(["", "apps", "batch", "extensions"]);

const podLabel: Look = (pod, sign, surroundings) =>
  matches(sign, pod.labels[sign.key]) ||
  (!TEMPLATE_ONLY.has(pod.resource.group) && workloadLabel(pod, sign, surroundings));

const SIGNS: Readonly<Record<Sign["on"], Look>> = {
  "pod-label": podLabel,
  "workload-label": workloadLabel,
  "namespace-label": namespaceLabel,
  "node-selector": ({ placement }, sign) =>
    matches(sign, placement.nodeSelector[sign.key]) ||
    placement.terms.some(({ expressions }) =>
      expressions.some(
        ({ key, operator, values }) =>
          key === sign.key &&
          (operator === "Exists" || (operator === "In" && values.some((value) => matches(sign, value)))),
      ),
    ),
  toleration: ({ placement }, sign) => placement.tolerations.includes(sign.key),
  "pod-annotation": ({ entries }, sign) =>
    entries.some(({ key, on, text }) => on === "annotation" && key === sign.key && matches(sign, text)),
  "node-name": ({ placement }, sign) => matches(sign, placement.nodeName),
};

/** A resource without a namespace gets one later: that of the package, when all of its Namespaces agree. */
function namespaceLabel({ resource }: Pod, sign: Sign, { namespaces }: Surroundings): boolean {
  if (resource.namespace !== undefined) return matches(sign, namespaces.get(resource.namespace)?.[sign.key]);
  const all = [...namespaces.values()];
  return all.length > 0 && all.every((labels) => matches(sign, labels[sign.key]));
}

/** A value may end in `*`. */
function matches({ values }: Sign, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (values === null) return true;
  return values.some((wanted) => (wanted.endsWith("*") ? value.startsWith(wanted.slice(0, -1)) : value === wanted));
}
