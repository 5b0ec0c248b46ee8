/** What a line of a literal block cannot hold as it is: controls, line breaks of other kinds, byte order marks, half surrogate pairs. */
const UNPRINTABLE = /(?!\t)[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/**
 * The source text of a literal block scalar (`|`) that stands for `after` instead of `before`: header, indentation and all
 * lines that stay the same are kept byte for byte. Undefined when it cannot be written so: lines come or go, a line changes
 * its indentation, is blank or becomes so, or the text is no literal block.
 */
export function literalText(raw: string, before: string, after: string): string | undefined {
  if (!raw.startsWith("|")) return undefined;
  const [header = "", ...lines] = raw.split("\n");
  const [old, now] = [before.split("\n"), after.split("\n")];
  // A text that ends with a line break has one line more here, which is empty.
  if (old.length !== now.length || old.length < lines.length || old.length > lines.length + 1) return undefined;
  if (old.length > lines.length && (old.at(-1) !== "" || now.at(-1) !== "")) return undefined;
  const indent = indentOf(lines, old);
  if (indent < 1) return undefined;
  const written = lines.map((line, index) => writeLine(line, indent, old[index] as string, now[index] as string));
  return written.includes(undefined) ? undefined : [header, ...written].join("\n");
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
