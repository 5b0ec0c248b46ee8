import { flowLayout, isInFlow } from "./layout.ts";
import { keepBlock } from "./keep-block.ts";
import { keepQuoted } from "./keep-quoted.ts";
import { Node } from "./node.ts";
import type { Outline } from "./outline.ts";
import { cell, depthOf, kindOf } from "./rows.ts";
import type { Splice } from "./splice.ts";
import {
  DOUBLE_KEY,
  FOLDED,
  KEY_END,
  KEY_MASK,
  KEY_PROPERTIES,
  KEY_START,
  LITERAL,
  MERGE,
  NULL,
  ODD_KEY,
  PARENT,
  PLAIN,
  SINGLE,
  SINGLE_KEY,
  STYLES,
  STYLE_MASK,
  VALUE_END,
  VALUE_START,
} from "./table.ts";
import { type Refusal, type ScalarStyle, refuse } from "./types.ts";
import { writeScalar } from "./write-scalar.ts";

/** The splice that makes the scalar or null in row `id` the string `value`. */
export function planReplace(outline: Outline, id: number, value: string): Splice[] | Refusal {
  const { text } = outline;
  const start = cell(outline, id, VALUE_START);
  const end = cell(outline, id, VALUE_END);
  const flow = isInFlow(outline, id);
  const json = flow && isJson(outline, id);
  if (kindOf(outline, id) === NULL) return fill(outline, id, writeScalar(value, { flow, json }), flow);
  const style = cell(outline, id, 0) & STYLE_MASK;
  const isBlock = style === LITERAL || style === FOLDED;
  const kept = keepWords(new Node(outline, id), value);
  if (kept !== undefined) return [{ start, end, text: kept, depth: 0 }];
  if (isBlock && /^[^\n]*#/.test(text.slice(start, end))) {
    return refuse(text, start, "comment", "a comment stands behind the indicator of the block scalar");
  }
  // Only insertions at one place need their nesting to be told apart.
  return [{ start, end, text: writeScalar(value, { style: STYLES[style >> 3], flow, json }), depth: 0 }];
}

/** As {@link keepBlock} and {@link keepQuoted}: a value of one word has nothing to keep. */
function keepWords(node: Node, after: string): string | undefined {
  const { raw } = node;
  if (!raw.includes(" ") && !raw.includes("\n")) return undefined;
  const before = node.string ?? "";
  return keepBlock(raw, before, after) ?? keepQuoted(raw, before, after);
}

/** Whether a value in brackets is JSON: all keys have double quotes, and the value is no string in another style. */
function isJson(outline: Outline, id: number): boolean {
  if (!flowLayout(outline, cell(outline, id, PARENT)).json) return false;
  const style = cell(outline, id, 0) & STYLE_MASK;
  return style !== SINGLE && (style !== PLAIN || new Node(outline, id).string === undefined);
}

function fill(outline: Outline, id: number, value: string, flow: boolean): Splice[] | Refusal {
  const { text } = outline;
  const at = cell(outline, id, VALUE_START);
  const depth = depthOf(outline, id);
  if ((cell(outline, id, 0) & KEY_PROPERTIES) !== 0)
    return refuse(text, at, "unsupported", "an explicit, tagged or anchored key must be edited by hand");
  const bare = flow && at === cell(outline, id, KEY_END);
  return [{ start: at, end: at, text: bare ? `: ${value}` : ` ${value}`, depth }];
}

/** The splice that gives the entry in row `id` another key. */
export function planRename(outline: Outline, id: number, key: string): Splice[] | Refusal {
  const { text } = outline;
  const meta = cell(outline, id, 0);
  const start = cell(outline, id, KEY_START);
  if ((meta & MERGE) !== 0) return refuse(text, start, "merge-key", "a merge key must be edited by hand");
  if ((meta & (KEY_PROPERTIES | ODD_KEY)) !== 0)
    return refuse(text, start, "unsupported", "an explicit, tagged, anchored or escaped key must be edited by hand");
  const flow = isInFlow(outline, id);
  const bits = meta & KEY_MASK;
  const style: ScalarStyle = bits === DOUBLE_KEY ? "double" : bits === SINGLE_KEY ? "single" : "plain";
  return [
    { start, end: cell(outline, id, KEY_END), text: writeScalar(key, { style, flow }), depth: depthOf(outline, id) },
  ];
}
