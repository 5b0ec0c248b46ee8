import { formatPath, type Node } from "../../lib/yaml/mod.ts";

/** Something in an export that cannot be understood. */
export interface ImportProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Path of the field; absent for a whole file or a line of text. */
  readonly field?: string;
  readonly message: string;
}

/** A file while it is imported. */
export interface ImportContext {
  readonly file: string;
  /** Lines of the file above the document. */
  readonly above: number;
  readonly problems: ImportProblem[];
}

/** Notes a problem at a node of the document. */
export function problemAt({ file, above, problems }: ImportContext, node: Node, message: string): void {
  const field = formatPath(node.path);
  problems.push({ file, line: above + node.line, ...(field === "" ? {} : { field }), message });
}

/** What an export that says whose it is has to do with `--provider`. */
export function otherCloud(given: string, own: string): string {
  return `cloud must be "${given}" as --provider says, and this is of "${own}"`;
}
