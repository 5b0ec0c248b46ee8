/**
 * A copy of a text that keeps no larger one in memory, as a piece of a document keeps the document: for what a program
 * remembers beyond it. Of anything simpler engines see that the characters are there already.
 */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
