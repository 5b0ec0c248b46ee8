import type { ScalarStyle } from "./types.ts";
import { writeScalar } from "./write-scalar.ts";

/** What stands between two words: a blank, or a line break with the blanks behind it, which in double quotes may end in `\`. */
const BETWEEN = /(\r?\n[ \t]*(?:\\(?= ))?| )/;

/** A blank in double quotes that does not look like one, or is kept from a line break. */
const HIDDEN_BLANK = /\\(?:$|x20|u0020|U00000020)/i;

/**
 * The source text of a scalar in quotes that stands for `after` instead of `before`: line breaks and all words that stay the
 * same are kept byte for byte. Undefined when it cannot be written so: words come or go, a changed one would have been
 * written otherwise than it is, or the text is not in quotes.
 */
export function keepQuoted(raw: string, before: string, after: string): string | undefined {
  const style = STYLES[raw.charAt(0)];
  if (style === undefined) return undefined;
  const old = before.split(" ");
  const now = after.split(" ");
  // Words, each but the last with what stands behind it. An empty line, or a blank in front of a line break, makes too many.
  const pieces = raw.slice(1, -1).split(BETWEEN);
  if (old.length !== now.length || pieces.length !== 2 * old.length - 1) return undefined;
  for (const [index, was] of old.entries()) {
    const word = pieces[2 * index] as string;
    if (style === "double" && HIDDEN_BLANK.test(word)) return undefined;
    const is = now[index] as string;
    if (is === was) continue;
    // No word at all is what stands between two blanks, of which one may be written with its backslash.
    const written = is === "" || was === "" || inner(was, style) !== word ? undefined : inner(is, style);
    if (written === undefined || endsDocument(written)) return undefined;
    pieces[2 * index] = written;
  }
  return raw.charAt(0) + pieces.join("") + raw.charAt(0);
}

/** Whether a word ends the document where a line begins with it, which lines of a value in brackets may. */
const endsDocument = (word: string): boolean => word === "---" || word === "...";

const STYLES: Readonly<Partial<Record<string, ScalarStyle>>> = { "'": "single", '"': "double" };

/** What stands between the quotes; undefined when a text needs other ones. */
function inner(text: string, style: ScalarStyle): string | undefined {
  const written = writeScalar(text, { style });
  return STYLES[written.charAt(0)] === style ? written.slice(1, -1) : undefined;
}
