/** What a line of a block cannot hold as it is: controls, line breaks of other kinds, byte order marks, half surrogate pairs. */
const UNPRINTABLE = /(?!\t)[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/**
 * The source text of a block scalar that stands for `after` instead of `before`: header, indentation, folding and all lines
 * that stay the same are kept byte for byte. Undefined when it cannot be written so: lines (of a folded block: words) come
 * or go, a changed line is blank, becomes so or changes its indentation, or the text is no block.
 */
export function keepBlock(raw: string, before: string, after: string): string | undefined {
  if (!raw.startsWith("|") && !raw.startsWith(">")) return undefined;
  const [header = "", ...lines] = raw.split("\n");
  const [old, now] = raw.startsWith("|") ? linesOf(lines, before, after) : foldsOf(lines, before, after);
  if (old === undefined || now === undefined) return undefined;
  const indent = indentOf(lines, old);
  if (indent < 1) return undefined;
  const written = lines.map((line, index) => writeLine(line, indent, old[index] as string, now[index] as string));
  return written.includes(undefined) ? undefined : [header, ...written].join("\n");
}

type Texts = readonly (readonly string[] | undefined)[];

/** The texts of the lines of a literal block, before and after. */
function linesOf({ length }: readonly string[], before: string, after: string): Texts {
  const [old, now] = [before.split("\n"), after.split("\n")];
  // A text that ends with a line break has one line more here, which is empty.
  if (old.length !== now.length || old.length < length || old.length > length + 1) return [];
  if (old.length > length && (old.at(-1) !== "" || now.at(-1) !== "")) return [];
  return [old, now];
}

/** The texts of the lines of a folded block whose line breaks are spaces, each with as many words as before. */
function foldsOf(lines: readonly string[], before: string, after: string): Texts {
  const end = before.endsWith("\n") ? "\n" : "";
  const first = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  const old = lines.map((line) => line.replace(/\r$/, "").slice(first));
  if (old.some((line) => line === "" || /^[ \t]/.test(line)) || old.join(" ") + end !== before) return [];
  if (!after.endsWith(end)) return [];
  const words = after.slice(0, after.length - end.length).split(" ");
  let next = 0;
  const now = old.map((line) => words.slice(next, (next += line.split(" ").length)).join(" "));
  return next === words.length ? [old, now] : [];
}

/** Columns that the block's indentation takes away, read off its first line with text; -1 when there is none. */
function indentOf(lines: readonly string[], texts: readonly string[]): number {
  const first = texts.findIndex((text, index) => index < lines.length && text.trim() !== "");
  return first < 0 ? -1 : (lines[first] as string).replace(/\r$/, "").length - (texts[first] as string).length;
}

function writeLine(line: string, indent: number, old: string, now: string): string | undefined {
  const ending = line.endsWith("\r") ? "\r" : "";
  const source = line.slice(0, line.length - ending.length);
  const isSource = source.slice(indent) === old && source.slice(0, indent).trim() === "";
  if (!isSource) return undefined;
  if (old === now) return line;
  if (old.trim() === "" || now.trim() === "" || leading(now) !== leading(old) || UNPRINTABLE.test(now))
    return undefined;
  return source.slice(0, indent) + now + ending;
}

function leading(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}
