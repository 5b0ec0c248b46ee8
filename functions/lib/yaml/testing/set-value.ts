import { Editor, isRefusal, type Outline, outline } from "../mod.ts";

/**
 * The document with the value of `a` set.
 * @throws when the text cannot be read, or the edit is refused
 */
export function setValue(text: string, value: string): Outline {
  const read = outline(text);
  if (isRefusal(read)) throw new Error(read.message);
  const editor = new Editor(read);
  const refusal = editor.set(["a"], value);
  if (refusal !== undefined) throw new Error(refusal.message);
  return editor.apply();
}
