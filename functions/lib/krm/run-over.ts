import { formatPath, parsePath, type Path } from "../yaml/mod.ts";
import { policyFindings, writtenAt } from "./decode-policy.ts";
import type { FunctionDefinition } from "./definition.ts";
import type { ResourceItem } from "./item.ts";
import type { Finding } from "./result.ts";
import { type NamedSource, Resources } from "./resources.ts";
import { ResultList } from "./results.ts";
import { sortFindings } from "./sort-results.ts";
import type { PolicyProblem } from "./policy-problem.ts";

/** What one run over all sources together gave; the edits are in the sources. */
export interface Run {
  /** Sorted. */
  readonly findings: readonly Finding[];
  /** Errors of the policy that `run` itself found: then the edits must be dropped. */
  readonly problems: readonly Finding[];
  /** Number of resources that could be read. */
  readonly read: number;
}

/** Runs a function over the items of all sources, and commits what it edited. */
export function runOver<P>(
  definition: FunctionDefinition<P>,
  { policy, item }: { readonly policy: P; readonly item?: ResourceItem | undefined },
  sources: readonly NamedSource[],
): Run {
  const results = new ResultList();
  const items = new Resources(sources, results, definition.needs, definition.others);
  const problems: PolicyProblem[] = [];
  const problem = (path: Path, message: string, rule?: string): void => {
    const found: PolicyProblem = { path, message, rule };
    problems.push(item === undefined ? found : writtenAt(item, found));
  };
  mustBeDone(definition.run({ policy, items, results, problem }));
  items.finish();
  if (problems.length > 0)
    return { findings: [], problems: sortFindings(policyFindings(item, problems)), read: items.count };
  const findings = item?.kind === "ConfigMap" ? results.list.map((finding) => asWritten(finding, item)) : results.list;
  return { findings: sortFindings(findings), problems: [], read: items.count };
}

/** A field that belongs to no resource is one of the policy, and in a ConfigMap it has another name. */
function asWritten(finding: Finding, item: ResourceItem): Finding {
  const { resourceRef, file, field, message } = finding;
  if (field === undefined || resourceRef !== undefined || file !== undefined) return finding;
  const written = writtenAt(item, { path: parsePath(field.path), message });
  return { ...finding, message: written.message, field: { ...field, path: formatPath(written.path) } };
}

/**
 * The compiler lets an async function pass for one that returns nothing, but what it does later would be lost.
 * @throws when there is something to wait for
 */
function mustBeDone(returned: unknown): void {
  if (typeof (returned as PromiseLike<unknown> | undefined)?.then !== "function") return;
  (returned as PromiseLike<unknown>).then(undefined, () => undefined);
  throw new TypeError("`run` of a function must be synchronous: what it awaits comes after the answer");
}
