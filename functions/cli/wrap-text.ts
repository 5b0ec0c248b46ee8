/**
 * Breaks a text between words into lines of at most `columns` characters, each with `indent` in front. A word that is
 * longer than a line stays whole, so that it can be copied.
 */
export function wrapText(text: string, indent: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > columns) {
      lines.push(indent + line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, indent + line];
}
