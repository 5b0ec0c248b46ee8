import type { ScalarStyle } from "./types.ts";
import { writeScalar } from "./write-scalar.ts";

/**
 * The source text of a scalar in quotes over several lines that stands for `after` instead of `before`: line breaks and all
 * lines that stay the same are kept byte for byte. Undefined when it cannot be written so: words come or go, a line is
 * blank, a changed one begins or ends with one, or the quotes hold what would be written otherwise.
 */
export function keepQuoted(raw: string, before: string, after: string): string | undefined {
  const style = STYLES[raw.charAt(0)];
  if (style === undefined || !raw.includes("\n")) return undefined;
  const old = before.split(" ");
  const now = after.split(" ");
  if (old.length !== now.length) return undefined;
  const lines = raw.slice(1, -1).split("\n");
  let next = 0;
  const written = lines.map((line, index) => {
    // Blanks around a line break are none of the text.
    const start = index === 0 ? 0 : line.length - line.trimStart().length;
    const end = index === lines.length - 1 ? line.length : line.trimEnd().length;
    const text = line.slice(start, end);
    const from = next;
    next += text.split(" ").length;
    const is = now.slice(from, next).join(" ");
    const was = old.slice(from, next).join(" ");
    if (text === "" || inner(was, style) !== text) return undefined;
    if (is === was) return line;
    const isWritten = /^$|^[ \t]|[ \t]$/.test(is) ? undefined : inner(is, style);
    return isWritten === undefined ? undefined : line.slice(0, start) + isWritten + line.slice(end);
  });
  if (next !== old.length || written.includes(undefined)) return undefined;
  return raw.charAt(0) + written.join("\n") + raw.charAt(0);
}

const STYLES: Readonly<Partial<Record<string, ScalarStyle>>> = { "'": "single", '"': "double" };

/** What stands between the quotes; undefined when a text needs other ones. */
function inner(text: string, style: ScalarStyle): string | undefined {
  const written = writeScalar(text, { style });
  return STYLES[written.charAt(0)] === style ? written.slice(1, -1) : undefined;
}
