/** Fewest insertions, deletions, replacements and swaps of neighbours that make `b` of `a`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replace, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j] as number, (before[j - 2] as number) + 1);
      }
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Shorter common beginnings say nothing: `re…` starts half of all field names. */
const SHORTEST_PREFIX = 4;

/**
 * The known word that `word` was probably meant to be: at most two edits away, else with a common beginning of four
 * letters or more. Upper and lower case do not count. Undefined when nothing is close.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return ranked(word, known)[0]?.candidate;
}

/** The known word that `word` is with at most two edits; a common beginning does not count. */
export function misspelt(word: string, known: readonly string[]): string | undefined {
  return ranked(word, known).find(({ close }) => close)?.candidate;
}

interface Candidate {
  readonly candidate: string;
  readonly close: boolean;
}

function ranked(word: string, known: readonly string[]): readonly Candidate[] {
  const wanted = word.toLowerCase();
  return known
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const distance = editDistance(wanted, lower);
      // Two edits of a three-letter word are another word.
      const close = distance <= Math.min(2, Math.floor(Math.max(wanted.length, lower.length) / 2));
      return { candidate, distance, close, prefix: commonPrefix(wanted, lower) };
    })
    .filter(({ close, prefix }) => close || prefix >= SHORTEST_PREFIX)
    .sort((a, b) => Number(b.close) - Number(a.close) || a.distance - b.distance || b.prefix - a.prefix);
}
