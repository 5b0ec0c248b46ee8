import type { Path } from "../yaml/mod.ts";
import { policyFindings, writtenAt } from "./decode-policy.ts";
import type { FunctionDefinition } from "./definition.ts";
import { readItems } from "./read-items.ts";
import type { ResourceItem } from "./item.ts";
import type { Finding } from "./result.ts";
import { ResultList } from "./results.ts";
import { sortFindings } from "./sort-results.ts";
import type { Source } from "./source.ts";
import type { PolicyProblem } from "./schema-issues.ts";

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
  sources: readonly { readonly source: Source; readonly path?: string | undefined }[],
): Run {
  const results = new ResultList();
  const items = sources.flatMap(({ source, path }, index) => readItems(source, { path, source: index }, results));
  const problems: PolicyProblem[] = [];
  const problem = (path: Path, message: string): void => {
    problems.push(item === undefined ? { path, message } : writtenAt(item, path, message));
  };
  definition.run({ policy, items, results, problem });
  if (problems.length > 0)
    return { findings: [], problems: sortFindings(policyFindings(item, problems)), read: items.length };
  for (const each of items) each.commit();
  return { findings: sortFindings(results.list), problems: [], read: items.length };
}
