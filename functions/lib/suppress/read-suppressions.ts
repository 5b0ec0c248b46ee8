import type { Node, Path, Span } from "../yaml/mod.ts";
import { DIRECTIVE, type Directive, parseDirective } from "./directive.ts";
import { type Lines, readLines } from "./lines.ts";

/** The annotation of a resource that lists ids of rules, with commas or blanks between them. */
const IGNORE_ANNOTATION = "warmstart.dev/ignore";

/** One rule that somebody wants to hear nothing of, at one place. */
export interface Suppression {
  /** As written; `""` when no id is there. */
  readonly id: string;
  readonly form: "comment" | "annotation";
  /** The field where it stands: of an annotation its own, of a comment the one that it covers. */
  readonly at: Path;
  /** It counts for this field and everything below; `[]`: the whole resource. Undefined: for nothing. */
  readonly covers: Path | undefined;
  /** Of a comment: the word behind `warmstart:`, where it is not `ignore`. */
  readonly word?: string;
}

/** The suppressions of one resource; `root` is its outline. None, quickly, where the text does not hold our name. */
export function readSuppressions(root: Node): readonly Suppression[] {
  const { text } = root.outline;
  if (!text.includes("warmstart")) return [];
  const annotation = readAnnotation(root);
  if (!text.includes("warmstart:")) return annotation;
  return [...annotation, ...readComments(root)];
}

function readAnnotation(root: Node): Suppression[] {
  const own = ["metadata", "annotations"];
  const node = root.find(own)?.get(IGNORE_ANNOTATION);
  const found = node === undefined ? [] : listed(node, [...own, IGNORE_ANNOTATION], []);
  return root.outline.text.includes(IGNORE_ANNOTATION) ? [...found, ...misplaced(root, root.path.length, node)] : found;
}

function listed(node: Node, at: Path, covers: Path | undefined): Suppression[] {
  const ids = (node.string ?? "").split(/[\s,;]+/).filter((id) => id !== "");
  return (ids.length === 0 ? [""] : ids).map((id) => ({ id, form: "annotation", at, covers }));
}

/** The annotation where nobody reads it: on pods instead of their workload. */
function misplaced(node: Node, depth: number, own: Node | undefined): Suppression[] {
  return node.children().flatMap((child) => {
    if (child.key !== IGNORE_ANNOTATION || node.key !== "annotations") return misplaced(child, depth, own);
    return child.id === own?.id ? [] : listed(child, child.path.slice(depth), undefined);
  });
}

function readComments(root: Node): Suppression[] {
  const region = regionOf(root);
  let lines: Lines | undefined;
  const found: Suppression[] = [];
  for (const match of root.outline.text.matchAll(DIRECTIVE)) {
    const offset = match.index;
    if (offset < region.start || offset >= region.end) continue;
    const directive = parseDirective(match[1] ?? "");
    if (directive === undefined) continue;
    lines ??= readLines(root);
    if (lines.inText(offset)) continue;
    found.push(...suppressionsOf(directive, coveredBy(offset, root, lines)));
  }
  return found;
}

function suppressionsOf({ word, ids }: Directive, covered: Path | undefined): Suppression[] {
  const at = covered ?? [];
  const named = ids.length === 0 ? [""] : ids;
  if (word !== "ignore") return named.map((id) => ({ id, form: "comment", at, covers: undefined, word }));
  return named.map((id) => ({ id, form: "comment", at, covers: covered }));
}

/** The part of the text in which comments are about a resource: a list has those of its other items too. */
function regionOf(root: Node): Span {
  const { text, rootId } = root.outline;
  if (root.id === rootId) return { start: 0, end: text.length };
  const siblings = root.parent?.children() ?? [];
  const index = siblings.findIndex(({ id }) => id === root.id);
  const before = siblings[index - 1]?.span.end ?? root.parent?.keySpan?.end ?? 0;
  return { start: endOfLine(text, before - 1), end: endOfLine(text, root.span.end - 1) };
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", Math.max(0, offset));
  return end < 0 ? text.length : end;
}

/**
 * The field that a comment counts for: on a line with a field, that one; on a line of its own, the next one; before the
 * first field, the resource.
 */
function coveredBy(offset: number, root: Node, lines: Lines): Path | undefined {
  if (offset < lines.first) return [];
  const line = lines.lineOf(offset);
  if (root.outline.text.slice(lines.startOf(line), offset).trim() !== "") return lines.fieldOn(line);
  const next = lines.contentBelow(line);
  return next === undefined ? undefined : lines.fieldOn(next);
}
