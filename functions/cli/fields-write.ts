import { isDeepStrictEqual } from "node:util";
import { isRefusal, type Node, outline, writeScalar } from "../lib/yaml/mod.ts";

/** One entry of a policy's `imageFields`. */
export interface FieldRow {
  readonly group: string;
  readonly kind: string;
  readonly paths: readonly string[];
}

/** Text to be put at an offset, or in place of what stands between two. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Adds rows to `imageFields` below `at` in the text of one policy document; every other byte stays. What is there already
 * is not added again. The result is read again and compared with what was asked for.
 *
 * @throws when the list, or the map that it belongs in, is written in braces or in another way that nothing can be added to
 */
export function addImageFields(text: string, at: readonly string[], rows: readonly FieldRow[]): string {
  const read = outline(text);
  if (isRefusal(read)) throw new Error(`line ${read.line}: ${read.message}`);
  const spec = read.root?.find(at);
  if (spec?.kind !== "map") throw new Error(`\`${at.join(".")}\` must be a map`);
  const given = spec.get("imageFields");
  const missing = missingRows(given, rows);
  if (missing.length === 0) return text;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const splices = given === undefined ? [newList(text, spec, missing, eol)] : grow(text, given, missing, eol);
  // From the end; what was planned last stands last where two begin at one place.
  const edited = splices
    .toReversed()
    .toSorted((a, b) => b.start - a.start)
    .reduce((all, { start, end, text: more }) => all.slice(0, start) + more + all.slice(end), text);
  const again = outline(edited);
  if (isRefusal(again) || !isDeepStrictEqual(again.root?.toJS(), wanted(read.root?.toJS(), at, missing)))
    throw new Error("`imageFields` is written in a way that nothing can be added to");
  return edited;
}

/** The rows without what the policy has. */
function missingRows(given: Node | undefined, rows: readonly FieldRow[]): FieldRow[] {
  return rows.flatMap((row) => {
    const there = items(given).filter((item) => isOf(item, row));
    const paths = row.paths.filter(
      (path) => !there.some((item) => items(item.get("paths")).some((each) => each.string === path)),
    );
    return paths.length === 0 ? [] : [{ ...row, paths }];
  });
}

function items(node: Node | undefined): readonly Node[] {
  return node?.kind === "sequence" ? node.children() : [];
}

/** Whether an entry is about the kind of a row; one without a group is about all groups. */
function isOf(item: Node, { group, kind }: FieldRow): boolean {
  const own = item.get("group");
  return item.get("kind")?.string === kind && (own === undefined || own.string === group);
}

/** A list behind the last key of a map. */
function newList(text: string, spec: Node, rows: readonly FieldRow[], eol: string): Splice {
  const [first] = spec.children();
  if (spec.flow || first?.keySpan === undefined) throw new Error("the spec must be written in lines, not in braces");
  const column = columnOf(text, first.keySpan.start);
  const lines = [`${" ".repeat(column)}imageFields:`, ...rows.flatMap((row) => rowLines(row, column + 2))];
  return below(text, spec, lines, eol);
}

function grow(text: string, list: Node, rows: readonly FieldRow[], eol: string): Splice[] {
  if (list.kind === "null" || (list.kind === "sequence" && list.flow && list.size === 0))
    return fill(text, list, rows, eol);
  if (list.kind !== "sequence" || list.flow) throw new Error("`imageFields` must be written in lines, not in brackets");
  const fresh: string[] = [];
  const splices: Splice[] = [];
  const column = columnOf(text, list.span.start);
  for (const row of rows) {
    const paths = items(list)
      .find((item) => isOf(item, row))
      ?.get("paths");
    if (paths?.kind !== "sequence" || paths.size === 0) fresh.push(...rowLines(row, column));
    else splices.push(morePaths(text, paths, row.paths, eol));
  }
  return fresh.length === 0 ? splices : [...splices, below(text, list, fresh, eol)];
}

/** An empty list becomes lines below its key; a comment behind it stays where it is. */
function fill(text: string, list: Node, rows: readonly FieldRow[], eol: string): Splice[] {
  const key = list.keySpan?.start ?? 0;
  const lines = rows.flatMap((row) => rowLines(row, columnOf(text, key) + 2));
  const { start, end } = list.span;
  const from = start < end && text[start - 1] === " " ? start - 1 : start;
  return [{ start: from, end, text: "" }, below(text, list, lines, eol)];
}

function morePaths(text: string, list: Node, paths: readonly string[], eol: string): Splice {
  if (!list.flow) {
    const column = columnOf(text, list.span.start);
    return below(
      text,
      list,
      paths.map((path) => `${" ".repeat(column)}- ${writeScalar(path)}`),
      eol,
    );
  }
  const { end } = (list.children().at(-1) as Node).span;
  return { start: end, end, text: paths.map((path) => `, ${writeScalar(path, { flow: true })}`).join("") };
}

function rowLines({ group, kind, paths }: FieldRow, column: number): string[] {
  const indent = " ".repeat(column);
  return [
    `${indent}- group: ${writeScalar(group)}`,
    `${indent}  kind: ${writeScalar(kind)}`,
    `${indent}  paths:`,
    ...paths.map((path) => `${indent}    - ${writeScalar(path)}`),
  ];
}

/** Whole lines behind the line on which a node ends. */
function below(text: string, node: Node, lines: readonly string[], eol: string): Splice {
  const feed = text.indexOf("\n", node.span.end);
  const body = lines.join(eol);
  if (feed < 0) return { start: text.length, end: text.length, text: eol + body };
  return { start: feed + 1, end: feed + 1, text: body + eol };
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** The policy as it must read afterwards: paths join the first entry of their kind that can take them. */
function wanted(policy: unknown, at: readonly string[], rows: readonly FieldRow[]): unknown {
  const copy = structuredClone(policy);
  let spec = copy as Record<string, unknown>;
  for (const key of at) spec = spec[key] as Record<string, unknown>;
  const list = (spec["imageFields"] ?? []) as { group?: string; kind?: string; paths?: unknown }[];
  for (const { group, kind, paths } of rows) {
    const first = list.find((item) => item.kind === kind && (item.group === undefined || item.group === group));
    if (Array.isArray(first?.paths) && first.paths.length > 0) first.paths.push(...paths);
    else list.push({ group, kind, paths: [...paths] });
  }
  spec["imageFields"] = list;
  return copy;
}
