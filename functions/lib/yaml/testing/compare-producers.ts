import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { produce } from "../library.ts";
import { Node } from "../node.ts";
import { Outline, unreadable } from "../outline.ts";
import { scan } from "../scan.ts";
import { scratch } from "../scan-state.ts";
import { STRIDE, type Table } from "../table.ts";
import { isRefusal } from "../types.ts";

/** How the two producers agree about a text; `difference` is a bug. */
export interface Comparison {
  readonly outcome: "same" | "declined" | "refused" | "difference";
  /** Why the scanner declined, the code of the library's refusal, or what differs. */
  readonly detail: string;
}

/** Reads a document with the scanner and with the library and compares rows and values. */
export function compareProducers(text: string): Comparison {
  const early = unreadable(text);
  if (early !== undefined) return { outcome: "refused", detail: early.refused };
  const scanned = scan(text);
  const reason = scratch.reason;
  const produced = produce(text);
  if (isRefusal(produced)) {
    if (scanned === undefined) return { outcome: "refused", detail: produced.refused };
    return { outcome: "difference", detail: `accepted by the scanner: ${produced.message} (line ${produced.line})` };
  }
  const values = compareValues(text, produced);
  if (values !== "") return { outcome: "difference", detail: values };
  if (scanned === undefined) return { outcome: "declined", detail: reason };
  const rows = compareRows(text, scanned, produced);
  if (rows !== "") return { outcome: "difference", detail: rows };
  const decoded = compareValues(text, scanned);
  return decoded === "" ? { outcome: "same", detail: "" } : { outcome: "difference", detail: `scanner: ${decoded}` };
}

function compareRows(text: string, scanned: Table, produced: Table): string {
  const rows = Math.max(scanned.count, produced.count);
  for (let id = 0; id < rows; id++) {
    const row = id * STRIDE;
    for (let cell = 0; cell < STRIDE; cell++) {
      if (scanned.cells[row + cell] !== produced.cells[row + cell]) {
        return `row ${id}: scanner [${describe(text, scanned, id)}], library [${describe(text, produced, id)}]`;
      }
    }
  }
  return "";
}

function describe(text: string, table: Table, id: number): string {
  const [meta, keyStart, keyEnd, start, end, parent, next] = table.cells.subarray(id * STRIDE, id * STRIDE + STRIDE);
  if (meta === undefined) return "absent";
  const value = JSON.stringify(text.slice(start, end).slice(0, 40));
  return `meta ${meta.toString(2)}, key ${keyStart}-${keyEnd}, value ${start}-${end} ${value}, parent ${parent}, next ${next}`;
}

/** The scalars of a table against those of the library, which gives its nodes in the same order. */
function compareValues(text: string, table: Table): string {
  const options = {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
    resolveKnownTags: false,
  } as const;
  const nodes: unknown[] = [];
  collect(parseDocument(text, options).contents, nodes);
  const outline = new Outline(text, table, "document");
  for (let id = 0; id < table.count; id++) {
    const theirs = nodes[id];
    if (!isScalar(theirs)) continue;
    const value = new Node(outline, id).scalar;
    const mine = typeof value === "bigint" ? Number(value) : value;
    if (!Object.is(mine, theirs.value))
      return `row ${id}: value ${JSON.stringify(mine)}, library ${JSON.stringify(theirs.value)}`;
  }
  return "";
}

function collect(node: unknown, nodes: unknown[]): void {
  nodes.push(node);
  if (isMap(node)) for (const { value } of node.items) collect(value, nodes);
  if (isSeq(node)) for (const item of node.items) collect(item, nodes);
}
