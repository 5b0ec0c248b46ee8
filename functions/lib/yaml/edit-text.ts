import type { Additions } from "./additions.ts";
import type { FlowLayout } from "./layout.ts";
import { writeScalar } from "./write-scalar.ts";

/** Additions as lines of a block map at `column`; the first line without its indentation. */
export function blockText(additions: Additions, column: number, step: number, lineBreak: string): string {
  const indent = lineBreak + " ".repeat(column);
  return [...additions]
    .map(([key, value]) => {
      const name = `${writeScalar(key)}:`;
      if (typeof value === "string") return `${name} ${writeScalar(value)}`;
      return `${name}${lineBreak}${" ".repeat(column + step)}${blockText(value, column + step, step, lineBreak)}`;
    })
    .join(indent);
}

/** Additions as entries of a map in brackets, without the brackets. */
export function flowText(
  additions: Additions,
  layout: FlowLayout,
  lineBreak: string,
  indent: string | undefined = layout.indent,
): string {
  const { json, colonSpace, commaSpace, step } = layout;
  const separator = indent === undefined ? `,${commaSpace}` : `,${lineBreak}${indent}`;
  return [...additions]
    .map(([key, value]) => {
      const name = `${writeScalar(key, { flow: true, json })}:${json ? colonSpace : " "}`;
      if (typeof value === "string") return name + writeScalar(value, { flow: true, json });
      return (
        name +
        flowMap(
          value,
          layout,
          lineBreak,
          indent === undefined ? undefined : { inner: indent + " ".repeat(step), outer: indent },
        )
      );
    })
    .join(separator);
}

/** Additions as a whole map in brackets, on one line or with an entry per line. */
export function flowMap(
  additions: Additions,
  layout: FlowLayout,
  lineBreak: string,
  indents: { inner: string; outer: string } | undefined,
): string {
  const entries = flowText(additions, layout, lineBreak, indents?.inner);
  return indents === undefined
    ? `{${entries}}`
    : `{${lineBreak}${indents.inner}${entries}${lineBreak}${indents.outer}}`;
}
