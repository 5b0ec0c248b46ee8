/** How bad a result is; an `error` makes the function exit with 1. */
export type Severity = "error" | "warning" | "info";

/** Which resource a result speaks of. */
export interface ResourceRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/**
 * One entry of a ResourceList's `results`, as the functions specification has it.
 *
 * `currentValue` and `proposedValue` are strings, because kpt prints anything else differently from version to version.
 * `file.path` is relative, with `/`; `file.index` counts the documents of that file from 0.
 */
export interface Result {
  readonly message: string;
  readonly severity: Severity;
  readonly resourceRef?: ResourceRef;
  readonly field?: { readonly path: string; readonly currentValue?: string; readonly proposedValue?: string };
  readonly file?: { readonly path: string; readonly index?: number };
  /** `tags.rule` is the stable name of what was found or done. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A result with the 1-based line in its source file. The line never goes into a ResourceList: an orchestrator re-prints
 * the text, so it would be wrong there.
 */
export interface Finding extends Result {
  readonly line?: number;
}
