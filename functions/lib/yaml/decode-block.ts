/**
 * The string of a block scalar, from its `|` or `>` to the end of its last line (line break excluded, see scan-block-scalar.ts).
 * Indentation indicators are not looked at: the first line with text decides.
 */
export function decodeBlockScalar(source: string): string {
  const header = source.indexOf("\n");
  const first = header < 0 ? source : source.slice(0, header);
  const chomp = /^[|>]\d?([-+]?)/.exec(first)![1];
  if (header < 0) return "";
  const lines = source
    .slice(header + 1)
    .split("\n")
    .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  const indent = lines.find((line) => /[^ ]/.test(line))?.search(/[^ ]/) ?? 0;
  const body = lines.map((line) => line.slice(indent));
  let kept = body.length;
  while (kept > 0 && body[kept - 1] === "") kept--;
  const content = source[0] === "|" ? body.slice(0, kept).join("\n") : fold(body.slice(0, kept));
  if (chomp === "-") return content;
  return content + "\n".repeat(chomp === "+" ? body.length - kept + 1 : 1);
}

/** Folds lines: a line break between two lines of text is a space; lines that begin with white space keep their breaks. */
function fold(lines: readonly string[]): string {
  let result = "";
  let separator = "";
  let deep = false; // the last line with text was deeper
  let started = false;
  for (const line of lines) {
    if (!started && line === "") {
      result += "\n";
      continue;
    }
    started = true;
    if (line[0] === " " || line[0] === "\t") {
      if (separator === " ") separator = "\n";
      else if (!deep && separator === "\n") separator = "\n\n";
      result += separator + line;
      separator = "\n";
      deep = true;
    } else if (line === "") {
      if (separator === "\n") result += "\n";
      else separator = "\n";
    } else {
      result += separator + line;
      separator = " ";
      deep = false;
    }
  }
  return result;
}
