import { isTime } from "../inventory/time.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { referenceProblem } from "../../lib/image/mod.ts";
import { type ImportContext, problemAt } from "./import-problem.ts";
import { readImage } from "../read/read-image.ts";

/** Reads one field of an export: undefined when it says nothing, and after a problem was noted. */
type ReadField<T> = (context: ImportContext, node: Node | undefined) => T | undefined;

/** Whether a field is absent, or empty as some interfaces write it. */
function saysNothing(node: Node | undefined): node is undefined {
  return node === undefined || node.kind === "null" || node.scalar === null || node.string === "";
}

/** A text. */
export const textField: ReadField<string> = (context, node) => {
  if (saysNothing(node)) return undefined;
  if (node.string !== undefined) return node.string;
  problemAt(context, node, "must be text");
  return undefined;
};

/** A time. */
export const timeField: ReadField<string> = (context, node) => {
  const text = textField(context, node);
  if (text === undefined || isTime(text)) return text;
  problemAt(context, node as Node, `must be a time such as "2026-11-20T08:00:00Z", not "${text}"`);
  return undefined;
};

/** A number that is not negative. */
export const numberField: ReadField<number> = (context, node) => {
  if (saysNothing(node)) return undefined;
  const text = node.kind === "scalar" ? (node.string ?? node.raw) : "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  problemAt(context, node, `must be a number, not "${node.kind === "scalar" ? text : `a ${node.kind}`}"`);
  return undefined;
};

/** An image reference. */
export const imageField: ReadField<string> = (context, node) => {
  if (node === undefined) return undefined;
  const text = node.string;
  const problem = text === undefined ? "must be text" : imageProblem(text);
  if (problem === undefined) return text;
  problemAt(context, node, problem);
  return undefined;
};

/** Why a text is no image of a cache; undefined when it is one. */
export function imageProblem(text: string): string | undefined {
  if (readImage(text) !== undefined) return undefined;
  const reason = referenceProblem(text) ?? "must be written in full, without variables";
  return `image "${text}" must be a valid reference: ${reason}`;
}
