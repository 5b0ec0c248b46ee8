/**
 * Whether at most `limit` insertions, deletions, replacements or swaps of neighbours make `b` of `a`. Looks at no more of
 * two texts than tells them apart.
 */
export function withinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  if (limit === 0) return a === b;
  const over = limit + 1; // stands for every larger number
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, over));
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = Array.from({ length: b.length + 1 }, () => over);
    row[0] = Math.min(i, over);
    let fewest = row[0];
    const end = Math.min(b.length, i + limit);
    for (let j = Math.max(1, i - limit); j <= end; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j - 1) + (same ? 0 : 1), at(last, j) + 1, at(row, j - 1) + 1, over);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row[j] = cost;
      fewest = Math.min(fewest, cost);
    }
    // A swap goes back to the row before the last one.
    if (fewest === over && Math.min(...last) === over) return false;
    before = last;
    last = row;
  }
  return at(last, b.length) <= limit;
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
