/**
 * The text of YAML: where every key and value of a document sits, and edits that leave every other byte alone.
 *
 * ```ts
 * const read = outline("a: 1 # one\n"); // an outline, or the reason why it cannot be read
 * if (!isRefusal(read)) read.root?.get("a")?.span; // { start: 3, end: 4 }
 * ```
 */
export { cutList } from "./cut-list.ts";
export { detached } from "./detached.ts";
export { formatPath, parsePath } from "./format-path.ts";
export { Lines } from "./lines.ts";
export { NeedsLibrary, loadLibrary, withLibrary } from "./library-holder.ts";
export { Editor } from "./editor.ts";
export { expand } from "./expand.ts";
export { keepBlock } from "./keep-block.ts";
export { keepQuoted } from "./keep-quoted.ts";
export type { Node } from "./node.ts";
export { SpliceError } from "./splice.ts";
export { type Outline, type OutlineMode, outline } from "./outline.ts";
export { type DocumentSpan, splitDocuments } from "./split-documents.ts";
export {
  isRefusal,
  type ListCut,
  type NodeKind,
  type Path,
  type Refusal,
  type RefusalCode,
  type ScalarStyle,
  type Span,
} from "./types.ts";
export { type WriteOptions, writeScalar } from "./write-scalar.ts";
