import type { Span } from "../yaml/mod.ts";
import type { Finding, ResourceRef, Result } from "./result.ts";
import type { Frame, Source } from "./source.ts";
import { writeResults } from "./write-results.ts";

/** What an answer says beside the resources. */
export interface RenderOptions {
  /** Written into a ResourceList, in place of what it had; other shapes have no place for them. */
  readonly results: readonly Finding[];
  /** Give the resources back as they came. */
  readonly discardEdits?: boolean;
  /** Answer `items: []`, as kustomize wants it from a validator. */
  readonly withoutItems?: boolean;
}

interface Splice extends Span {
  readonly pieces: readonly string[];
}

/**
 * The answer: the source text with what was edited spliced in, as pieces that joined give the text. Pieces of the
 * source are not copied, so a large input does not cost its size again.
 */
export function render(source: Source, options: RenderOptions): string[] {
  const { text, units, frame } = source;
  const splices: Splice[] = [];
  if (options.withoutItems === true && frame !== undefined) splices.push(emptyItems(text, frame));
  else if (options.discardEdits !== true) {
    for (const unit of units) if (unit.changed) splices.push({ ...unit.span, pieces: [unit.text] });
  }
  if (frame !== undefined) splices.push(...resultSplices(text, frame, options.results));
  return splice(text, splices);
}

function splice(text: string, splices: Splice[]): string[] {
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end, pieces: written } of splices.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < last) throw new Error("Two edits of one place must not meet in the answer");
    pieces.push(text.slice(last, start));
    for (const piece of written) pieces.push(piece);
    last = end;
  }
  pieces.push(text.slice(last));
  return pieces.filter((piece) => piece !== "");
}

function emptyItems(text: string, { items, flow }: Frame): Splice {
  const entry = text.slice(items.start, items.end);
  const key = /^[^:]*:/.exec(entry)?.[0] ?? "items:";
  return { ...items, pieces: [`${key} []${flow || !entry.endsWith("\n") ? "" : lineEnding(entry)}`] };
}

function resultSplices(text: string, frame: Frame, results: readonly Finding[]): Splice[] {
  if (frame.flow) {
    if (results.length === 0 && frame.results === undefined) return [];
    const entry = `"results": ${JSON.stringify(results.map(toResult))}`;
    return frame.results === undefined
      ? [{ start: frame.lastEntry, end: frame.lastEntry, pieces: [`, ${entry}`] }]
      : [{ ...frame.results, pieces: [entry] }];
  }
  const removed = frame.results === undefined ? [] : [{ ...wholeLines(text, frame.results, frame.end), pieces: [] }];
  if (results.length === 0) return removed;
  const eol = lineEnding(text);
  const lineIsOpen = text[frame.end - 1] !== "\n" && removed[0]?.end !== frame.end;
  const pieces = [`${lineIsOpen ? eol : ""}${frame.indent}results:${eol}`];
  for (const piece of writeResults(results, frame.indent, eol)) pieces.push(piece);
  return [...removed, { start: frame.end, end: frame.end, pieces }];
}

type WrittenResult = Omit<Result, "resourceRef"> & { readonly resourceRef?: Partial<ResourceRef> };

/** A result for an answer in JSON, see {@link writeResults}. */
function toResult({ message, severity, resourceRef, field, file, tags }: Finding): WrittenResult {
  return {
    message,
    severity,
    ...(resourceRef && { resourceRef: writtenRef(resourceRef) }),
    ...(field && { field }),
    ...(file && { file }),
    ...(tags && { tags }),
  };
}

/** A resource without a name is referred to without one. */
function writtenRef({ apiVersion, kind, namespace, name }: ResourceRef): Partial<ResourceRef> {
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), ...(name !== "" && { name }) };
}

function wholeLines(text: string, { start, end }: Span, limit: number): Span {
  const newline = text.indexOf("\n", end - 1);
  // A byte order mark belongs to no line.
  const first = text.startsWith("\ufeff") ? 1 : 0;
  return {
    start: Math.max(first, text.lastIndexOf("\n", start - 1) + 1),
    end: newline < 0 ? limit : Math.min(newline + 1, limit),
  };
}

const lineEnding = (text: string): string => (text[text.indexOf("\n") - 1] === "\r" ? "\r\n" : "\n");
