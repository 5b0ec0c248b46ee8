import { isDeepStrictEqual } from "node:util";
import { type Document, Lexer, type Scalar, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { Editor } from "../editor.ts";
import type { Node } from "../node.ts";
import { type Outline, outline } from "../outline.ts";
import { SpliceError } from "../splice.ts";
import { type Path, isRefusal } from "../types.ts";
import type { Random } from "./random.ts";

/** One call of an editor. */
export type Edit =
  | { readonly kind: "set"; readonly path: Path; readonly value: string }
  | { readonly kind: "remove"; readonly path: Path }
  | { readonly kind: "rename"; readonly path: Path; readonly key: string };

/** What came of edits: how many were refused, and what is wrong (a bug). */
export interface EditReport {
  readonly refused: readonly string[];
  readonly problem?: string;
  readonly text?: string;
}

const VALUES = [
  "v",
  "true",
  "on",
  "012",
  "1.5",
  "",
  "a: b",
  "a #b",
  "- x",
  "{x}",
  "x, y",
  "it's",
  'say "x"',
  "line\nbreak",
  " lead",
  "trail ",
  "nginx:1.27",
  "é中",
  "\t",
  "null",
  "~",
  "1:30",
  "2001-01-01",
  "a\\b",
  "*x",
  "&x",
  "!x",
  "%x",
  "@x",
  "`x",
  "#x",
  "? x",
  "-",
  "---",
  "=",
  "<<",
  "[",
  "x]",
  "0x1f",
  "1_000",
  "\u2028",
  '[{"a": "b"}]',
];
const KEYS = ["k", "a.b/c", "on", "1", "key with space", "é", "a: b", "true", "k8s.aliyun.com/eci-imc-id"];

/** Random edits that fit the nodes of an outline. */
export function randomEdits(of: Outline, random: Random, count: number): Edit[] {
  const nodes: Node[] = [];
  const visit = (node: Node): void => {
    nodes.push(node);
    for (const child of node.children()) visit(child);
  };
  if (of.root !== undefined) visit(of.root);
  if (nodes.length === 0) return [];
  const edits: Edit[] = [];
  const scalars = nodes.filter(({ kind }) => kind === "scalar");
  // New values alone are checked line by line: they must be met often.
  const onlyValues = scalars.length > 0 && random.below(3) === 0;
  for (let i = 0; i < count; i++) {
    const { path } = random.pick(onlyValues ? scalars : nodes);
    const way = onlyValues ? 0 : random.below(8);
    const below = Array.from({ length: 1 + random.below(3) }, () => random.pick(KEYS));
    if (way < 2) edits.push({ kind: "set", path, value: random.pick(VALUES) });
    else if (way < 5) edits.push({ kind: "set", path: [...path, ...below], value: random.pick(VALUES) });
    else if (way < 7) edits.push({ kind: "remove", path });
    else edits.push({ kind: "rename", path, key: random.pick(KEYS) });
  }
  return edits;
}

/**
 * Makes the edits and checks the result with the `yaml` library: it parses, holds exactly what was asked for, is unchanged
 * outside of the edits, keeps all comments (when nothing is removed), and the same edits change nothing any more.
 */
export function checkEdits(text: string, edits: readonly Edit[]): EditReport {
  const before = outline(text);
  if (isRefusal(before)) return { refused: [before.refused] };
  const expected = read(text, before);
  if (expected.error !== undefined) return { refused: ["json entry"] }; // no YAML by itself
  const editor = new Editor(before);
  const refused: string[] = [];
  const done: Edit[] = [];
  for (const edit of edits) {
    // Taking back what has only been added leaves no empty map, which the model below does not know.
    if (edit.kind === "remove" && done.length > 0) continue;
    const refusal = perform(editor, edit, before);
    if (refusal === undefined) done.push(edit);
    else refused.push(`${edit.kind} ${refusal.refused}`);
  }
  for (const edit of done) expected.value = applyToValue(expected.value, edit);
  let after: Outline;
  try {
    after = editor.apply();
    if (editor.splice().text !== after.text) return { refused, problem: "the text depends on how it is checked" };
  } catch (error) {
    if (!(error instanceof SpliceError)) throw error;
    return { refused, problem: error.message };
  }
  const problem = judge(text, after, expected, done);
  return problem === undefined ? { refused, text: after.text } : { refused, problem, text: after.text };
}

function judge(text: string, after: Outline, expected: { value: unknown }, done: readonly Edit[]): string | undefined {
  const got = read(after.text, after);
  if (got.error !== undefined) return `the result does not parse: ${got.error}`;
  if (!isDeepStrictEqual(got.value, expected.value)) return "the result has another value";
  if (done.every(({ kind }) => kind === "set") && comments(after.text) < comments(text)) return "a comment is lost";
  if (done.length === 1 && !isSmallChange(text, after.text, done[0]!)) return "more than the edited place has changed";
  const again = new Editor(after);
  for (const edit of done) if (edit.kind !== "rename" && overwritten(done, edit) === false) perform(again, edit);
  return done.every(({ kind }) => kind === "set") && again.changed
    ? "the same edits change the result again"
    : undefined;
}

/** Whether a later edit of the list may undo this one. */
function overwritten(done: readonly Edit[], edit: Edit): boolean {
  return done.indexOf(edit) < done.length - 1;
}

/** Fields that are there are named by their nodes, which must come to the same as their paths. */
function perform(editor: Editor, edit: Edit, of?: Outline): ReturnType<Editor["set"]> {
  if (edit.kind === "set") return editor.set(of?.root?.find(edit.path) ?? edit.path, edit.value);
  return edit.kind === "remove" ? editor.remove(edit.path) : editor.renameKey(edit.path, edit.key);
}

/** The value as the library reads it; maps stay maps. Of a list item slice, the item. */
function read(text: string, of: Outline): { value: unknown; error?: string } {
  const document = parseDocument(text.replace(/^\ufeff/, ""), {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    resolveKnownTags: false,
  });
  const value = document.errors.length === 0 ? valueOf(document, document.contents) : undefined;
  const root = of.rootId === 1 && Array.isArray(value) ? value[0] : value;
  return document.errors[0] === undefined ? { value: root } : { value: root, error: document.errors[0].message };
}

function valueOf(document: Document.Parsed, node: unknown): unknown {
  if (isAlias(node)) return valueOf(document, node.resolve(document));
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => valueOf(document, item));
  if (!isMap(node)) return null;
  return new Map(
    node.items.map(({ key, value }) => {
      const name = (key as Scalar).value;
      return [typeof name === "string" ? name : (key as Scalar).source, valueOf(document, value)];
    }),
  );
}

function applyToValue(value: unknown, edit: Edit): unknown {
  const step = edit.path[0];
  if (step === undefined) return edit.kind === "set" ? edit.value : value;
  const last = edit.path.length === 1;
  if (typeof step === "number") {
    if (!Array.isArray(value)) return value;
    return value.map((item, index) =>
      index === step ? applyToValue(item, { ...edit, path: edit.path.slice(1) }) : item,
    );
  }
  if (value !== null && !(value instanceof Map)) return value;
  const map = new Map<string, unknown>((value as Map<string, unknown> | null) ?? []);
  if (!map.has(step) && edit.kind !== "set") return value;
  if (last && edit.kind === "remove") map.delete(step);
  else if (last && edit.kind === "rename")
    return new Map([...map].map(([key, entry]) => [key === step ? edit.key : key, entry]));
  else map.set(step, applyToValue(map.get(step) ?? null, { ...edit, path: edit.path.slice(1) }));
  return map;
}

function comments(text: string): number {
  let count = 0;
  let scalar = false; // the token behind this mark is the body of a scalar
  for (const token of new Lexer().lex(text)) {
    if (!scalar && token.startsWith("#")) count++;
    scalar = token === "\x1f";
  }
  return count;
}

/** Whether nothing but the edited place differs. */
function isSmallChange(before: string, after: string, edit: Edit): boolean {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const gone = before.slice(start, before.length - end);
  if (edit.kind === "remove") {
    // Lines go; one may change: a key that moves up to its dash, `{}` for the last entry, or a map in brackets.
    const lines = new Set(before.split(/\r?\n/));
    return after.split(/\r?\n/).filter((line) => line !== "" && !lines.has(line)).length <= 1;
  }
  const root = (outline(before) as Outline).root!;
  const node = root.find(edit.path);
  if (edit.kind === "rename") return node === undefined || gone.length <= node.keySpan!.end - node.keySpan!.start;
  if (node !== undefined) return gone.length <= node.raw.length;
  // An insertion; an empty value (`{}`, `null`) above it may go, and what follows it on its line moves up.
  // The two texts may share the first or last letters of it.
  const rest = gone.replace(/^[\s{}~nulNUL]*/, "");
  return gone === "" || after.slice(start).trimStart().startsWith(rest.trimEnd());
}
