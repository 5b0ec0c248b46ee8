import type { Path } from "../../lib/yaml/mod.ts";
import type { Resource } from "../model.ts";

/** A comment or annotation that asks to hear nothing of one rule, and what came of it. */
export interface JudgedSuppression {
  readonly resource: Resource;
  /** As written; `""` when no id is there. */
  readonly id: string;
  readonly form: "comment" | "annotation";
  /** The annotation, or the field that the comment stands at. */
  readonly at: Path;
  /** Whether it counts for some field at all. */
  readonly covers: boolean;
  /** Of a comment: the word behind `warmstart:`, where it is not `ignore`. */
  readonly word: string | undefined;
  /** `own`: of this function. `policy`: can be silenced by the policy only. `elsewhere`: of another function. */
  readonly rule: "own" | "policy" | "elsewhere" | "unknown";
  /** Of an unknown id: the known one that is closest. */
  readonly meant: string | undefined;
  /** The field, of those that are there, at which the rule found something in the same resource that is not silenced. */
  readonly missed: Path | undefined;
  /** Undefined: this run cannot tell, because the rule is off or had nothing to judge by. */
  readonly used: boolean | undefined;
}
