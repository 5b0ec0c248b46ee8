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

/** Reads one document with the scanner and with the library and compares rows and values. */
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
  const values = libraryValues(text);
  const difference =
    compareValues(text, produced, values) ??
    (scanned && (compareRows(text, scanned, produced) ?? compareValues(text, scanned, values)));
  if (difference !== undefined) return { outcome: "difference", detail: difference };
  return scanned === undefined ? { outcome: "declined", detail: reason } : { outcome: "same", detail: "" };
}

function compareRows(text: string, scanned: Table, produced: Table): string | undefined {
  const rows = Math.max(scanned.count, produced.count);
  for (let id = 0; id < rows; id++) {
    for (let cell = id * STRIDE; cell < (id + 1) * STRIDE; cell++) {
      if (scanned.cells[cell] === produced.cells[cell]) continue;
      return `row ${id}: scanner [${describe(text, scanned, id)}], library [${describe(text, produced, id)}]`;
    }
  }
  return undefined;
}

function describe(text: string, table: Table, id: number): string {
  const [meta, keyStart, keyEnd, start, end, parent, next] = table.cells.subarray(id * STRIDE, id * STRIDE + STRIDE);
  if (meta === undefined) return "absent";
  const value = JSON.stringify(text.slice(start, end).slice(0, 40));
  return `meta ${meta.toString(2)}, key ${keyStart}-${keyEnd}, value ${start}-${end} ${value}, parent ${parent}, next ${next}`;
}

/** The library's nodes in the order of the rows. */
function libraryValues(text: string): unknown[] {
  const options = {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    resolveKnownTags: false,
  } as const;
  const nodes: unknown[] = [];
  const collect = (node: unknown): void => {
    nodes.push(node);
    if (isMap(node)) for (const { value } of node.items) collect(value);
    if (isSeq(node)) for (const item of node.items) collect(item);
  };
  collect(parseDocument(text.replace(/^\ufeff/, ""), options).contents);
  return nodes;
}

/** The scalars of a table against those of the library. */
function compareValues(text: string, table: Table, nodes: readonly unknown[]): string | undefined {
  const outline = new Outline(text, table, "document");
  for (let id = 0; id < table.count; id++) {
    const theirs = nodes[id];
    if (!isScalar(theirs)) continue;
    const value = new Node(outline, id).scalar;
    const mine = typeof value === "bigint" ? Number(value) : value;
    if (!Object.is(mine, theirs.value))
      return `row ${id}: value ${JSON.stringify(mine)}, library ${JSON.stringify(theirs.value)}`;
  }
  return undefined;
}
