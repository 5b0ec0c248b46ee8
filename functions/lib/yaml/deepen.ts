import type { LibraryError } from "./library-errors.ts";
import { KEY_START, STRIDE, VALUE_END, type Table } from "./table.ts";

/** Characters that may be read again, all lines of a text together. */
const BUDGET = 20_000_000;

/** A text whose lines in quotes and in brackets are moved to the right, because strict YAML wants them deeper than their key. */
export class Deepened {
  #text: string;
  /** Blanks that move a line behind every other one. */
  readonly #blanks: string;
  /** Where blanks have been put in, as offsets of the text with all of them. */
  #moved: number[] = [];
  #budget = BUDGET;

  constructor(text: string) {
    this.#text = text;
    const deepest = text.match(/^ */gm)?.reduce((most, { length }) => Math.max(most, length), 0) ?? 0;
    this.#blanks = " ".repeat(deepest + 1);
  }

  get text(): string {
    return this.#text;
  }

  /** Moves the line that an error of the library is about; false when it is about something else. */
  move(error: LibraryError | undefined): boolean {
    const start = error === undefined ? -1 : shallowLine(this.#text, error);
    this.#budget -= this.#text.length;
    if (start < 0 || this.#budget < 0 || this.#moved.includes(start)) return false;
    const { length } = this.#blanks;
    this.#text = this.#text.slice(0, start) + this.#blanks + this.#text.slice(start);
    this.#moved = [...this.#moved.map((at) => (at > start ? at + length : at)), start].sort((a, b) => a - b);
    return true;
  }

  /** Puts the offsets of a table of the deepened text back to those of the text that was given. */
  restore({ cells }: Table): void {
    for (let row = 0; row < cells.length; row += STRIDE) {
      for (let cell = KEY_START; cell <= VALUE_END; cell++) cells[row + cell] = this.#offset(cells[row + cell]!);
    }
  }

  #offset(offset: number): number {
    const before = this.#moved.findIndex((at) => at >= offset);
    return offset - (before < 0 ? this.#moved.length : before) * this.#blanks.length;
  }
}

/** Start of the line in quotes or brackets that an error complains of, -1 when it complains of something else. */
function shallowLine(text: string, { code, message, pos }: LibraryError): number {
  const [at = 0] = pos;
  let start = -1;
  if (code === "BAD_INDENT" && message.includes("must be sufficiently indented")) {
    start = text.lastIndexOf("\n", at - 1) + 1;
  } else if (code === "MISSING_CHAR" && message.startsWith("Missing closing") && message.includes("quote")) {
    start = behindBlankLines(text, at);
  }
  // A marker ends a document in quotes as well, and tabs are no indentation.
  return start <= 0 || /^(?:---|\.\.\.| *\t)/.test(text.slice(start, start + 200)) ? -1 : start;
}

/** Start of the first line with text behind the line that ends at `at`; -1 when there is none. */
function behindBlankLines(text: string, at: number): number {
  const rest = /^\r?\n(?:[ \t]*\r?\n)*(?=[ \t]*[^\s])/.exec(text.slice(at));
  return rest === null ? -1 : at + rest[0].length;
}
