import { isRefusal, type Path, Lines, splitDocuments } from "../yaml/mod.ts";
import type { FunctionDefinition } from "./definition.ts";
import { annotatedFile, givenPath, searchedFile } from "./file-annotations.ts";
import { ResourceItem } from "./item.ts";
import { about } from "./refusal-text.ts";
import type { Finding } from "./result.ts";
import { ResultList } from "./results.ts";
import { POLICY_API_VERSION } from "./policy-api-version.ts";
import { Unit } from "./unit.ts";

/** Rule name of every result that speaks of the policy itself. */
export const POLICY_RULE = "policy";

/** The policy document, or what is wrong with the text that should hold one. */
export type FoundPolicy = { readonly item: ResourceItem } | { readonly findings: readonly Finding[] };

/** A policy as text. Without a path (kustomize's temporary file) its results name no file. */
export interface PolicyFile {
  readonly path?: string | undefined;
  readonly text: string;
}

type AnyDefinition = FunctionDefinition<unknown>;

/** The policy in the `functionConfig` of a ResourceList. */
export function policyInFrame(definition: AnyDefinition, functionConfig: Unit | undefined): FoundPolicy {
  if (functionConfig === undefined) return failed(`functionConfig must be given: ${accepted(definition)}`);
  return policyItem(functionConfig, ["functionConfig"], undefined);
}

/**
 * The policy in a file, which may hold other documents: the one of the function's kind, else a ConfigMap, else the only
 * document there is (whose kind is then the error).
 */
export function policyInFile(definition: AnyDefinition, { path, text }: PolicyFile): FoundPolicy {
  const at = path === undefined ? {} : { file: { path: givenPath(path) } };
  const spans = splitDocuments(text);
  if (isRefusal(spans)) return failed(about("policy", spans.message), { ...at, line: spans.line });
  const lines = new Lines(text);
  const found = spans
    .filter(({ empty }) => !empty)
    .map(({ start, end, index }) =>
      policyItem(new Unit(text.slice(start, end), { start, end }, lines, index), [], path),
    );
  const items = found.flatMap((each) => ("item" in each ? [each] : []));
  const ofKind = (kind: string): typeof items => items.filter(({ item }) => item.kind === kind);
  const candidates = [ofKind(definition.kind), ofKind("ConfigMap")].find(({ length }) => length > 0);
  if (candidates?.length === 1) return candidates[0] as FoundPolicy;
  if (candidates !== undefined) {
    return failed(`one policy must be given, not ${candidates.length} of kind "${candidates[0]?.item.kind}"`, at);
  }
  const refused = found.find((each) => "findings" in each);
  if (refused !== undefined) return refused;
  return found.length === 1 ? (found[0] as FoundPolicy) : failed(`policy must be given: ${accepted(definition)}`, at);
}

/** What a policy of this function looks like, in words. */
export function accepted({ kind }: AnyDefinition): string {
  return `kind "${kind}" (${POLICY_API_VERSION}) or "ConfigMap" (v1)`;
}

function policyItem(unit: Unit, prefix: Path, path: string | undefined): FoundPolicy {
  const place = path === undefined ? undefined : { path: givenPath(path), index: unit.index };
  const read = unit.read();
  if (isRefusal(read)) {
    if (place !== undefined)
      return failed(about("policy", read.message), { file: place, line: unit.line + read.line - 1 });
    const file = searchedFile(unit.text);
    return failed(about("functionConfig", read.message), file === undefined ? {} : { file });
  }
  const node = unit.node(prefix);
  if (node?.kind !== "map") {
    return failed(
      "policy must be a map with `apiVersion`, `kind` and `spec`",
      place && { file: place, line: unit.line },
    );
  }
  const file = place ?? annotatedFile(node.get("metadata"));
  return { item: new ResourceItem(unit, prefix, { file, lines: place !== undefined, source: 0 }, new ResultList()) };
}

function failed(message: string, at: Pick<Finding, "file" | "line"> = {}): FoundPolicy {
  return { findings: [{ message, severity: "error", ...at, tags: { rule: POLICY_RULE } }] };
}
