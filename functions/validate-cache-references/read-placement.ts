import type { Node } from "../lib/yaml/mod.ts";
import type { NodeTerm, Placement } from "./model.ts";
import { readStrings } from "./read-metadata.ts";

/** Where a pod may run, from its spec; a kind without a PodSpec says nothing. */
export function readPlacement(spec: Node | undefined): Placement {
  return {
    nodeName: spec?.get("nodeName")?.string,
    nodeSelector: readStrings(spec?.get("nodeSelector")),
    terms: items(spec?.find(TERMS)).map(readTerm),
    tolerations: items(spec?.get("tolerations")).flatMap((each) => each.get("key")?.string ?? []),
    os: spec?.find(["os", "name"])?.string,
  };
}

const TERMS = [
  "affinity",
  "nodeAffinity",
  "requiredDuringSchedulingIgnoredDuringExecution",
  "nodeSelectorTerms",
] as const;

function readTerm(term: Node): NodeTerm {
  return {
    expressions: items(term.get("matchExpressions")).map((each) => ({
      key: each.get("key")?.string ?? "",
      operator: each.get("operator")?.string ?? "",
      values: items(each.get("values")).flatMap((value) => value.string ?? []),
    })),
  };
}

function items(node: Node | undefined): Node[] {
  return node?.kind === "sequence" ? node.children() : [];
}
