import { formatPath, type Node, type Path } from "../../lib/yaml/mod.ts";

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
  /** The document as it is written, where what is read has its aliases expanded: it knows the lines. */
  readonly written?: Node;
}

/** Notes a problem at a node of the document. */
export function problemAt({ file, above, problems, written }: ImportContext, node: Node, message: string): void {
  const field = formatPath(node.path);
  const { line } = written === undefined ? node : nearest(written, node.path);
  problems.push({ file, line: above + line, ...(field === "" ? {} : { field }), message });
}

/** The node at a path, or where an alias stands for it. */
function nearest(root: Node, path: Path): Node {
  return root.find(path) ?? nearest(root, path.slice(0, -1));
}

/** What an export that says whose it is has to do with `--provider`. */
export function otherCloud(given: string, own: string): string {
  return `cloud must be "${given}" as --provider says, and this is of "${own}"`;
}
