import { MAX_EXPANSION } from "./limits.ts";
import { PARENT, STRIDE, type Table } from "./table.ts";

/**
 * The first alias whose expansion would never end or, together with the others, exceed {@link MAX_EXPANSION} nodes;
 * undefined when all is well.
 */
export function excessiveAlias(table: Table): number | undefined {
  if (table.aliases === undefined || table.aliases.size === 0) return undefined;
  const { cells, count, aliases } = table;
  const sizes = new Float64Array(count);
  // Ids follow the document, so an alias comes behind its target, but maybe inside it.
  for (const [alias, target] of aliases) {
    for (let up = alias; up >= 0; up = cells[up * STRIDE + PARENT]!) if (up === target) return alias;
  }
  const last = subtreeEnds(cells, count);
  const expanded = (from: number, to: number): number => {
    let sum = 0;
    for (let id = from; id < to; id++) sum += sizes[id] || 1;
    return sum;
  };
  let total = 0;
  for (const [alias, target] of aliases) {
    sizes[alias] = expanded(target, last[target]!);
    total += sizes[alias]!;
    if (total > MAX_EXPANSION) return alias;
  }
  return undefined;
}

/** For every row the id behind its last descendant. */
function subtreeEnds(cells: Int32Array, count: number): Int32Array {
  const ends = new Int32Array(count);
  for (let id = count - 1; id >= 0; id--) {
    if (ends[id] === 0) ends[id] = id + 1;
    const parent = cells[id * STRIDE + PARENT]!;
    if (parent >= 0) ends[parent] = Math.max(ends[parent]!, ends[id]!);
  }
  return ends;
}
