import { parseDocument } from "yaml";
import { BYTE_ORDER_MARK } from "./characters.ts";
import { Deepened } from "./deepen.ts";
import { excessiveAlias } from "./expansion.ts";
import { MAX_EXPANSION } from "./limits.ts";
import { errorRefusal, type LibraryError } from "./library-errors.ts";
import { type LibraryDocument, LibraryWalk } from "./library-walk.ts";
import { KEY_START, STRIDE, VALUE_END, VALUE_START, type Table } from "./table.ts";
import { type Refusal, isRefusal, refuse } from "./types.ts";

/**
 * Outlines one document with the `yaml` library: slower and memory hungry, but sure of everything that YAML allows.
 * `loosely`: lines in quotes and in brackets may stand at any column, as Kubernetes reads them.
 */
export function produce(text: string, loosely = false): Table | Refusal {
  if (text.charCodeAt(0) !== BYTE_ORDER_MARK) return parse(text, loosely);
  // The library counts the mark as a column of the first line.
  const table = parse(text.slice(1), loosely);
  if (isRefusal(table)) return table;
  for (let row = 0; row < table.cells.length; row += STRIDE) {
    for (let cell = KEY_START; cell <= VALUE_END; cell++) if (table.cells[row + cell]! >= 0) table.cells[row + cell]!++;
  }
  return table;
}

function parse(text: string, loosely: boolean): Table | Refusal {
  try {
    const document = read(text);
    const first = document.errors[0];
    if (first === undefined) return walk(text, document);
    const table = loosely ? readDeepened(text, first) : undefined;
    return table ?? errorRefusal(text, first);
  } catch (error) {
    return crash(text, error);
  }
}

/** Reads a text again, as often as lines in quotes or brackets stand in the way; undefined when something else does. */
function readDeepened(text: string, first: LibraryError): Table | undefined {
  const deepened = new Deepened(text);
  let error: LibraryError | undefined = first;
  let document: LibraryDocument | undefined;
  while (deepened.move(error)) {
    document = read(deepened.text);
    error = document.errors[0];
  }
  const table = document === undefined || error !== undefined ? undefined : walk(deepened.text, document);
  if (table === undefined || isRefusal(table)) return undefined;
  deepened.restore(table);
  return table;
}

function walk(text: string, document: LibraryDocument): Table | Refusal {
  const table = new LibraryWalk(text).run(document);
  if (isRefusal(table)) return table;
  const alias = excessiveAlias(table);
  if (alias === undefined) return table;
  const message = `aliases must not expand to themselves, nor to more than ${MAX_EXPANSION} nodes`;
  return refuse(text, table.cells[alias * STRIDE + VALUE_START]!, "alias-expansion", message);
}

function read(text: string): LibraryDocument {
  return parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    resolveKnownTags: false, // `!!set`, `!!omap` … stay what they are written as
    keepSourceTokens: true,
    uniqueKeys: false, // our own check names the key and compares keys as strings, which is what Kubernetes has
    prettyErrors: false,
    logLevel: "error", // at "silent" further documents would be dropped without an error
  });
}

/** The library is not expected to throw; when it does, the text is left alone like any other that cannot be read. */
function crash(text: string, error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) return refuse(text, 0, "too-deep", "collections are nested too deeply");
  return refuse(text, 0, "syntax", `must be valid YAML: ${message.split("\n", 1)[0]}`);
}
