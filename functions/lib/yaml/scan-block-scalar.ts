import { BAR, DASH, HASH, NEWLINE, PLUS, RETURN, SPACE, TAB } from "./characters.ts";
import { restIsBlank } from "./scan-plain.ts";
import { decline, setValue } from "./scan-state.ts";
import { FOLDED, LITERAL, SCALAR } from "./table.ts";

/**
 * Reads the block scalar whose header starts at `start`; its lines are deeper than `column` and begin at `next`.
 * Returns where the line behind it starts, -1 to decline. The value ends with its last line, the line break excluded;
 * blank lines at the end belong to it only with the `+` indicator.
 */
export function scanBlockScalar(
  text: string,
  start: number,
  end: number,
  id: number,
  column: number,
  next: number,
): number {
  let header = start + 1;
  let keep = false;
  const sign = text.charCodeAt(header);
  if (header < end && (sign === PLUS || sign === DASH)) {
    keep = sign === PLUS;
    header++;
  }
  if (!restIsBlank(text, header, end)) return decline("block scalar header");
  let indent = -1; // of the first line with text
  let deepest = 0; // of the blank lines above it
  let last = -1; // end of the last line that counts
  let blanks = false; // blank lines with spaces behind the last text
  let position = next;
  while (position < text.length) {
    let eol = text.indexOf("\n", position);
    const following = eol < 0 ? text.length : eol + 1;
    if (eol < 0) eol = text.length;
    let p = position;
    while (p < eol && text.charCodeAt(p) === SPACE) p++;
    const code = text.charCodeAt(p);
    const width = p - position;
    const lineEnd =
      eol > position && text.charCodeAt(eol - 1) === RETURN && text.charCodeAt(eol) === NEWLINE ? eol - 1 : eol;
    if (p >= lineEnd) {
      if (indent < 0) deepest = Math.max(deepest, width);
      else if (width > indent) return decline("deep blank line in a block scalar");
      else if (width > 0) blanks = true;
      if (keep) last = lineEnd;
    } else if (width <= column || (indent >= 0 && width < indent && code === HASH)) {
      break;
    } else {
      if (indent < 0) {
        if (code === TAB) return decline("tab");
        if (deepest > width) return decline("deep blank line in a block scalar");
        indent = width;
      } else if (width < indent) {
        return decline("indentation in a block scalar");
      }
      last = lineEnd;
      blanks = false;
    }
    position = following;
  }
  if (indent < 0) return decline("empty block scalar");
  if (keep && blanks) return decline("spaces at the end of a block scalar");
  setValue(id, SCALAR | (text.charCodeAt(start) === BAR ? LITERAL : FOLDED), start, last);
  return position;
}
