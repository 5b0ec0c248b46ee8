import type { Node } from "../../lib/yaml/mod.ts";
import type { LabelExpression, NodeTerm, Placement } from "../model.ts";
import { readStrings } from "../../lib/kubernetes/mod.ts";

/** What most pods say: nothing. */
const ANYWHERE: Placement = {
  nodeName: undefined,
  nodeSelector: {},
  terms: [],
  tolerations: [],
  os: undefined,
  pullSecrets: 0,
  serviceAccount: undefined,
};

/**
 * Where a pod may run, from its spec. Kinds without a PodSpec have its fields in the template and around it
 * (`nodeSelector` of a workflow and of a step of it): `specs` from the outermost, and the innermost that says something
 * counts. Tolerations add up.
 */
export function readPlacement(...specs: readonly Node[]): Placement {
  const find = (...names: readonly string[]): Node | undefined => {
    for (let index = specs.length - 1; index >= 0; index--) {
      for (const name of names) {
        const field = specs[index]?.get(name);
        if (field !== undefined) return field;
      }
    }
    return undefined;
  };
  const [name, selector, affinity] = [find("nodeName"), find("nodeSelector"), find("affinity")];
  const [tolerations, os] = [find("tolerations"), find("os")];
  // The second is its older name, which Kubernetes reads as well.
  const account = find("serviceAccountName", "serviceAccount");
  const secrets = find("imagePullSecrets");
  if ((name ?? selector ?? affinity ?? tolerations ?? os ?? secrets ?? account) === undefined) return ANYWHERE;
  return {
    nodeName: name?.string,
    nodeSelector: readStrings(selector),
    terms: items(affinity?.find(TERMS)).map(readTerm),
    tolerations: specs.flatMap((spec) =>
      items(spec.get("tolerations")).flatMap((each) => each.get("key")?.string ?? []),
    ),
    os: os?.get("name")?.string,
    pullSecrets: items(secrets).length,
    serviceAccount: account?.string,
  };
}

const TERMS = ["nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"] as const;

function readTerm(term: Node): NodeTerm {
  return { expressions: readExpressions(term.get("matchExpressions")) };
}

/** `matchExpressions` of a selector. */
export function readExpressions(list: Node | undefined): readonly LabelExpression[] {
  return items(list).map((each) => ({
    key: each.get("key")?.string ?? "",
    operator: each.get("operator")?.string ?? "",
    values: items(each.get("values")).flatMap((value) => value.string ?? []),
  }));
}

function items(node: Node | undefined): Node[] {
  return node?.kind === "sequence" ? node.children() : [];
}
