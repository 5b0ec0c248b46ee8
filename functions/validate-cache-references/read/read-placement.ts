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

/** Where a pod may run, from its spec; a kind without a PodSpec says nothing. */
export function readPlacement(spec: Node | undefined): Placement {
  if (spec === undefined) return ANYWHERE;
  const [name, selector, affinity] = [spec.get("nodeName"), spec.get("nodeSelector"), spec.get("affinity")];
  const [tolerations, os] = [spec.get("tolerations"), spec.get("os")];
  // The second is its older name, which Kubernetes reads as well.
  const account = spec.get("serviceAccountName") ?? spec.get("serviceAccount");
  const secrets = spec.get("imagePullSecrets");
  if ((name ?? selector ?? affinity ?? tolerations ?? os ?? secrets ?? account) === undefined) return ANYWHERE;
  return {
    nodeName: name?.string,
    nodeSelector: readStrings(selector),
    terms: items(affinity?.find(TERMS)).map(readTerm),
    tolerations: items(tolerations).flatMap((each) => each.get("key")?.string ?? []),
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
