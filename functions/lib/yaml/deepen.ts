import type { LibraryError } from "./library-errors.ts";
import { KEY_START, STRIDE, VALUE_END, type Table } from "./table.ts";

/** Characters that may be read again, all readings of a text together: the library takes seconds for a million. */
const BUDGET = 1_000_000;

/** A text whose lines in quotes and in brackets are moved to the right, because strict YAML wants them deeper than their key. */
export class Deepened {
  readonly #source: string;
  #text: string;
  /** Blanks that move a line behind every other one. */
  #blanks = "";
  /** Starts of the lines that are moved, in order. */
  #moved: readonly number[] = [];
  #budget = BUDGET;

  constructor(text: string) {
    this.#source = text;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Moves the lines that an error of the library is about; false when it is about something else. */
  move(error: LibraryError | undefined): boolean {
    if (error === undefined || this.#text.length > this.#budget) return false;
    const lines = shallowLines(this.#text, error).map((start) => this.#offset(start));
    const moved = new Set([...this.#moved, ...lines]);
    if (moved.size === this.#moved.length) return false;
    if (this.#blanks === "") this.#blanks = " ".repeat(deepest(this.#source) + 1);
    this.#budget -= this.#source.length + moved.size * this.#blanks.length;
    if (this.#budget < 0) return false;
    this.#moved = [...moved].sort((a, b) => a - b);
    const pieces = [0, ...this.#moved].map((start, index) => this.#source.slice(start, this.#moved[index]));
    this.#text = pieces.join(this.#blanks);
    return true;
  }

  /** Puts the offsets of a table of the deepened text back to those of the text that was given. */
  restore({ cells }: Table): void {
    for (let row = 0; row < cells.length; row += STRIDE) {
      for (let cell = KEY_START; cell <= VALUE_END; cell++) cells[row + cell] = this.#offset(cells[row + cell]!);
    }
  }

  #offset(offset: number): number {
    const { length } = this.#blanks;
    let [before, end] = [0, this.#moved.length];
    while (before < end) {
      const middle = (before + end) >> 1;
      if (this.#moved[middle]! + middle * length < offset) before = middle + 1;
      else end = middle;
    }
    return offset - before * length;
  }
}

/** Blanks before the text that stands deepest. */
function deepest(text: string): number {
  let most = 0;
  for (const { 0: blanks } of text.matchAll(/^ +/gm)) most = Math.max(most, blanks.length);
  return most;
}

/** Starts of the lines in quotes or brackets that an error complains of; none when it complains of something else. */
function shallowLines(text: string, { code, message, pos: [at = 0] }: LibraryError): readonly number[] {
  if (code === "BAD_INDENT" && message.includes("must be sufficiently indented")) {
    const start = text.lastIndexOf("\n", at - 1) + 1;
    return start > 0 && mayMove(text, start) ? [start] : [];
  }
  const quote = code === "MISSING_CHAR" ? /^Missing closing (["'])quote/.exec(message)?.[1] : undefined;
  return quote === undefined ? [] : linesInQuotes(text, at, quote);
}

/** Starts of the lines with text between the end of a line in quotes and the closing quote; none where it does not close. */
function linesInQuotes(text: string, end: number, quote: string): readonly number[] {
  // What follows a backslash belongs to the text, as does a quote that is written twice.
  const places = quote === '"' ? /\\[^\r\n]|"|\n(?=[^\S\n]*\S)/g : /''|'|\n(?=[^\S\n]*\S)/g;
  places.lastIndex = end;
  const starts: number[] = [];
  for (let place = places.exec(text); place !== null; place = places.exec(text)) {
    if (place[0] === quote) return starts;
    if (place[0] !== "\n") continue;
    const start = place.index + 1;
    if (!mayMove(text, start)) return [];
    starts.push(start);
  }
  return [];
}

/** A marker ends a document in quotes as well, and tabs are no indentation. */
function mayMove(text: string, start: number): boolean {
  return !/^(?:---|\.\.\.| *\t)/.test(text.slice(start, start + 200));
}
