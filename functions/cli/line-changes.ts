import { diffArrays } from "diff";

/** Lines of one text that become lines of another: half-open ranges, either of which may be empty. */
export interface LineChange {
  readonly before: readonly [start: number, end: number];
  readonly after: readonly [start: number, end: number];
}

/** Equal lines behind a change that show where it ends; fewer, when both texts end there. */
const RUN = 3;

/** Lines that the end of a change is searched in, removed and added ones together. */
const MOST = 60;

/**
 * What changes from one list of lines to the other, in order, equal lines between two changes.
 *
 * A library that looks for the shortest difference takes time with the square of the number of changes, hours for a file
 * of a hundred thousand resources. Edits of ours are short and many, so the end of each is near where it starts: the
 * library gets such places one by one. As many lines that all differ from those before are one change, however many they
 * are; from any other place on that is longer, the library gets all of the rest.
 */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  const changes: LineChange[] = [];
  for (const place of places(before, after)) for (const change of shortest(before, after, place)) changes.push(change);
  return changes;
}

/** Parts of both lists that hold all changes, with at least {@link RUN} equal lines between two of them where that is possible. */
function places(before: readonly string[], after: readonly string[]): LineChange[] {
  const found: LineChange[] = [];
  for (let [i, j] = [0, 0]; i < before.length || j < after.length;) {
    if (i < before.length && before[i] === after[j]) {
      i++;
      j++;
      continue;
    }
    const [x, y] = endOfChange(before, after, i, j) ?? endOfBlock(before, after, i, j) ?? [before.length, after.length];
    const last = found.at(-1);
    if (last !== undefined && i - last.before[1] < RUN && x + y - last.before[0] - last.after[0] <= MOST) {
      found[found.length - 1] = { before: [last.before[0], x], after: [last.after[0], y] };
    } else found.push({ before: [i, x], after: [j, y] });
    [i, j] = [x, y];
  }
  return found;
}

/** Where both lists go on alike, as near as possible; undefined when that is too far away. */
function endOfChange(
  before: readonly string[],
  after: readonly string[],
  i: number,
  j: number,
): [number, number] | undefined {
  for (let distance = 1; distance <= MOST; distance++) {
    for (let removed = 0; removed <= distance; removed++) {
      const [x, y] = [i + removed, j + distance - removed];
      if (x > before.length || y > after.length) continue;
      // As many lines as before: what follows is where it was, and one line tells.
      if (goAlike(before, after, x, y, x - i === y - j ? 1 : RUN)) return [x, y];
    }
  }
  return undefined;
}

/** Where the lists go on alike behind as many lines of both. */
function endOfBlock(
  before: readonly string[],
  after: readonly string[],
  i: number,
  j: number,
): [number, number] | undefined {
  for (let [x, y] = [i, j]; x <= before.length && y <= after.length; x++, y++)
    if (goAlike(before, after, x, y, RUN)) return [x, y];
  return undefined;
}

function goAlike(before: readonly string[], after: readonly string[], x: number, y: number, most: number): boolean {
  for (let run = 0; run < most; run++) {
    if (x + run === before.length || y + run === after.length) return before.length - x === after.length - y;
    if (before[x + run] !== after[y + run]) return false;
  }
  return true;
}

/** The changes of a place that has as many lines as it had, line by line. */
function pairwise(
  before: readonly string[],
  after: readonly string[],
  { before: [i, x], after: [j] }: LineChange,
): LineChange[] {
  const changes: LineChange[] = [];
  for (let start = i; start < x; start++) {
    let end = start;
    while (end < x && before[end] !== after[j + end - i]) end++;
    if (end > start) changes.push({ before: [start, end], after: [j + start - i, j + end - i] });
    start = end;
  }
  return changes;
}

/** The fewest changes within a place. */
function shortest(before: readonly string[], after: readonly string[], place: LineChange): readonly LineChange[] {
  let [[i, x], [j, y]] = [place.before, place.after];
  if (x - i < 2 && y - j < 2) return [place];
  if (x - i === y - j && x - i > MOST) return pairwise(before, after, place);
  const changes: LineChange[] = [];
  const parts = diffArrays(before.slice(i, x), after.slice(j, y));
  for (let at = 0; at < parts.length;) {
    [x, y] = [i, j];
    for (let part = parts[at]; part !== undefined && (part.added || part.removed); part = parts[++at]) {
      if (part.removed) i += part.value.length;
      else j += part.value.length;
    }
    if (x < i || y < j) changes.push({ before: [x, i], after: [y, j] });
    const alike = parts[at++]?.value.length ?? 0;
    i += alike;
    j += alike;
  }
  return changes;
}
