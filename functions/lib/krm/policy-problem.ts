import type { Path } from "../yaml/mod.ts";

/** One thing that is wrong in a policy, and where: a path of the policy document. */
export interface PolicyProblem {
  readonly path: Path;
  readonly message: string;
  /** The rule that it breaks, for `tags.rule`; default `policy`. */
  readonly rule?: string | undefined;
}
